using Adjoint.Generator.Analysis;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <summary>Makes scratch memory once before a loop instead of once in every turn.</summary>
/// <remarks>
/// <code>
/// for … { %m = alloc %n   B }      gives    %m = alloc %n [Uninitialized]
///                                           for … { fill %m, 0   B }
/// </code>
/// where nothing that outlives the turn refers to <c>%m</c>. The contrary of <see cref="AllocationSinking"/>, which reverse mode wants: this
/// comes last, when nothing asks any more whether turns share memory.
/// </remarks>
internal sealed class AllocationHoisting : Rewriter
{
    private readonly MemoryRoots _roots;
    private readonly Definitions _definitions;

    private AllocationHoisting(Function function)
    {
        _roots = new MemoryRoots(function);
        _definitions = new Definitions(function.Body);
    }

    public static Function Run(Function function) => new AllocationHoisting(function).Rewrite(function);

    protected override void Visit(Operation operation)
    {
        Operation rewritten = RewriteRegions(operation);
        if (operation.Code is not (OpCode.For or OpCode.While))
        {
            Append(rewritten);
            return;
        }

        int last = rewritten.Regions.Count - 1;
        Block body = rewritten.Regions[last];
        HashSet<int> inside = Made(rewritten);
        List<Operation> turn = [];
        foreach (Operation inner in body.Operations)
        {
            if (!IsScratch(inner, rewritten) || inside.Contains(inner.Operands[0].Id))
            {
                turn.Add(inner);
                continue;
            }

            Append(inner with { Flags = inner.Flags | OpFlags.Uninitialized });
            if (!inner.Has(OpFlags.Uninitialized))
            {
                turn.AddRange(Clearing(inner));
            }
        }

        Append(turn.Count == body.Operations.Count && turn.SequenceEqual(body.Operations)
            ? rewritten
            : rewritten with { Regions = new(rewritten.Regions.Select((region, i) => i == last ? body with { Operations = new(turn) } : region)) });
    }

    private Operation[] Clearing(Operation allocation)
    {
        ScalarType element = (ScalarType)((MemoryType)allocation.Result.Type).Element;
        Value zero = NewValue(element);
        return
        [
            new Operation(OpCode.Const, default, new([zero])) { Literal = Literal.Of(element.Kind, 0), Source = allocation.Source },
            new Operation(OpCode.Fill, new([allocation.Result, zero]), default) { Source = allocation.Source },
        ];
    }

    /// <summary>Whether an operation makes memory of which nothing is left when the turn of the loop is over.</summary>
    private bool IsScratch(Operation operation, Operation loop) =>
        operation is { Code: OpCode.Alloc, Operands.Count: 1, Result.Type: MemoryType { Rank: 1, Element: ScalarType } }
        && !operation.Has(OpFlags.Escapes)
        && IsNeverNegative(operation.Operands[0])
        && _roots.IsPrivate(operation.Result)
        && !MemoryEffects.All(loop).SelectMany(nested => nested.Regions).SelectMany(region => region.Yields)
            .Any(yielded => yielded.Type.IsReference && _roots.MayAlias(yielded, operation.Result));

    // The loop may take no turn, and making memory of a negative size throws.
    private bool IsNeverNegative(Value size) => _definitions.Of(size) switch
    {
        { Code: OpCode.Length } => true,
        { Code: OpCode.Const, Literal.Bits: >= 0 } => true,
        { Code: OpCode.Mul } product => product.Has(OpFlags.Checked) && product.Operands.All(IsNeverNegative),
        { Code: OpCode.Select } clamped => _definitions.Of(clamped.Operands[0], OpCode.Less) is { } negative
            && negative.Operands[0].Id == clamped.Operands[2].Id
            && _definitions.LiteralOf(negative.Operands[1]) is { Bits: 0 }
            && IsNeverNegative(clamped.Operands[1]),
        _ => false,
    };

    private static HashSet<int> Made(Operation loop)
    {
        HashSet<int> made = [];
        foreach (Block region in MemoryEffects.All(loop).SelectMany(operation => operation.Regions))
        {
            made.UnionWith(region.Parameters.Select(parameter => parameter.Id));
            made.UnionWith(region.Operations.SelectMany(operation => operation.Results).Select(result => result.Id));
        }

        return made;
    }
}
