using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <summary>Replaces <c>stop x</c> and <c>follow x y</c> by x, in what is not differentiated any more.</summary>
internal sealed class DerivativeMarks : Rewriter
{
    public static Function Remove(Function function) => new DerivativeMarks().Rewrite(function);

    protected override void Visit(Operation operation)
    {
        if (operation.Code is OpCode.Follow or OpCode.Stop)
        {
            Replace(operation.Result, operation.Operands[0]);
        }
        else
        {
            base.Visit(operation);
        }
    }
}
