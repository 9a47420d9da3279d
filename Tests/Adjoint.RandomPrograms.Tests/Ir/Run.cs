using Adjoint.Generator.Ir;
using Adjoint.Generator.Tests.Ir;

namespace Adjoint.RandomPrograms.Tests.Ir;

/// <summary>One run of an interpreted function: what it gave or threw, and what it did exactly once.</summary>
internal sealed record Run(IReadOnlyList<object?> Results, string Failure, IReadOnlyList<string> Log, string Detail = "")
{
    /// <exception cref="InterpreterException">The function breaks a promise of its own.</exception>
    /// <exception cref="StepLimitException">It takes far too long.</exception>
    public static Run Of(Module module, string function, object?[] arguments, long maxSteps = 100_000)
    {
        Interpreter interpreter = new(module) { Opaque = RandomProgram.Answers(), MaxSteps = maxSteps };
        try
        {
            return new(interpreter.Call(function, arguments), "", interpreter.Log);
        }
        catch (Exception exception) when (exception is not (InterpreterException or StepLimitException))
        {
            return new([], exception is ThrownException thrown ? "throw " + thrown.Expression : exception.GetType().Name, interpreter.Log, exception.Message);
        }
    }
}
