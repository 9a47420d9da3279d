using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Optimization;

namespace Adjoint.Generator.Vectorization;

/// <summary>Writes a loop inside another that is called in vectors from some number of turns on, and else runs where it stands.</summary>
/// <remarks>
/// <code>
/// %5 = for %from, %to { A }      gives    %7 = ge (sub %to, %from), 16
///                                         %5 = if %7 { call … } { for %from, %to { A } }
/// </code>
/// What is the same in every turn of <c>A</c>, and might throw, is made once before the turns if there are any.
/// </remarks>
internal static class ShortLoop
{
    /// <param name="plan">The loop.</param>
    /// <param name="newValue">Makes values.</param>
    public static Block AsItStands(VectorPlan plan, Func<IrType, string?, Value> newValue)
    {
        Operation loop = plan.Loop;
        if (plan.Prelude.Count == 0)
        {
            Operation copy = new Cloning(newValue).Clone(loop);
            return new Block(default, new([copy]), copy.Results);
        }

        HashSet<int> made = new(plan.Prelude.SelectMany(operation => operation.Results).Select(result => result.Id));
        Block body = plan.Body with
        {
            Operations = new(plan.Body.Operations.Where(operation => !operation.Results.Any(result => made.Contains(result.Id)))),
        };
        Cloning copies = new(newValue);
        Operation[] before = plan.Prelude.Select(copies.Clone).ToArray();
        Operation rest = copies.Clone(loop with { Regions = new([body]) });
        Value any = newValue(IrType.Bool, null);
        Operation guarded = new(OpCode.If, new([any]), new(loop.Results.Select(result => newValue(result.Type, result.Name))))
        {
            Regions = new([
                new Block(default, new(before.Append(rest)), rest.Results),
                new Block(default, default, new(loop.Operands.Skip(2))),
            ]),
            Source = loop.Source,
        };
        Operation test = new(loop.Number > 0 ? OpCode.Less : OpCode.Greater, new([loop.Operands[0], loop.Operands[1]]), new([any]))
        {
            Source = loop.Source,
        };
        return new Block(default, new([test, guarded]), guarded.Results);
    }
}
