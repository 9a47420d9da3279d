using Adjoint.Generator.Ir;
using Adjoint.Generator.Optimization;

namespace Adjoint.RandomPrograms.Tests.Ir;

/// <summary>Replaces every <c>stop</c> by its operand.</summary>
internal sealed class WithoutStops : Rewriter
{
    public static Module Run(Module module) => module with { Functions = new(module.Functions.Select(function => new WithoutStops().Rewrite(function))) };

    protected override void Visit(Operation operation)
    {
        if (operation.Code == OpCode.Stop)
        {
            Replace(operation.Result, operation.Operands[0]);
        }
        else
        {
            base.Visit(operation);
        }
    }
}
