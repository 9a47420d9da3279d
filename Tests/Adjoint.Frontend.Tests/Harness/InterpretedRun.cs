using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;
using Adjoint.Generator.Tests.Ir;

namespace Adjoint.Frontend.Tests;

/// <summary>Runs the lowered IR.</summary>
internal sealed class InterpretedRun(Snippet snippet, CompiledRun texts)
{
    public Execution Run(object?[] arguments)
    {
        Module module = snippet.Module;
        object?[] given = arguments.Select(argument => Arguments.Copy(argument, texts.Code)).ToArray();
        List<object?> flat = [];
        List<object?> memory = [];
        int next = 0;
        foreach (ParameterModel parameter in snippet.Result.Method!.Parameters.Where(parameter => parameter.Mode != ParameterMode.Out))
        {
            object?[] values = Arguments.Flatten(
                given[next], parameter.Leaves.Select(leaf => leaf.Type).ToArray(), parameter.Mode == ParameterMode.Ref, module).ToArray();
            flat.AddRange(values);
            memory.Add(values.Length == 1 && values[0] is Memory or ObjectValue ? values[0] : given[next]);
            next++;
        }

        try
        {
            object?[] results = new Interpreter(module) { Opaque = texts.OpaqueTexts }.Call(module.Root.Name, [.. flat]);
            return new Execution(
                results.Select(Arguments.Contents).ToArray(),
                memory.Where(value => value is not string).Select(Arguments.Contents).ToArray(),
                null);
        }
        catch (ThrownException thrown)
        {
            return new Execution([], [], texts.OpaqueTexts(thrown.Expression, thrown.Operands)!.GetType().Name);
        }
        catch (Exception failure) when (failure is not (InterpreterException or Xunit.Sdk.XunitException))
        {
            return new Execution([], [], failure.GetType().Name);
        }
    }
}
