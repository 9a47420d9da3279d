using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;

namespace Adjoint.Generator.Frontend;

/// <summary>How the results of a companion's IR function are the values that its C# declaration gives (see <see cref="FunctionNames"/>).</summary>
internal sealed class CompanionShape(MethodModel model)
{
    private const string Presence = ".HasValue";

    private List<ParameterModel> Outputs { get; } = model.Parameters.Where(parameter => parameter.Mode == ParameterMode.Out).ToList();

    private List<ParameterModel> ByValue { get; } = model.Parameters
        .Where(parameter => parameter.Mode != ParameterMode.Out && parameter.Differentiable && !parameter.ByReference).ToList();

    private IEnumerable<LeafModel> OutLeaves => Outputs.SelectMany(parameter => parameter.Leaves);

    private int Own => model.ReturnLeaves.Count + OutLeaves.Count();

    /// <summary>The types of cotangents that no one gives: those of results that hold no derivative.</summary>
    public IEnumerable<IrType> ConstantSeeds => model.ReturnLeaves.Concat(OutLeaves)
        .Where(leaf => Moves(leaf) && !leaf.Differentiable)
        .Select(leaf => leaf.Type is MemoryType { Kind: MemoryKind.Array, Element: ScalarType element } ? MemoryType.Span(element) : leaf.Type);

    /// <summary>The types of the IR function's results.</summary>
    public IrType[] Results(CompanionKind kind)
    {
        IEnumerable<LeafModel> derivatives = ByValue.SelectMany(parameter => parameter.Leaves).Where(leaf => leaf.Differentiable);
        IEnumerable<LeafModel> own = model.ReturnLeaves.Concat(OutLeaves);
        IEnumerable<LeafModel> all = kind switch
        {
            CompanionKind.Vjp => OutLeaves.Concat(derivatives),
            CompanionKind.Jvp => own.Concat(own.Where(Moves)),
            CompanionKind.Hvp => own.Concat(OutLeaves.Where(Moves)).Concat(derivatives),
            _ => own.Concat(derivatives),
        };
        return all.Select(leaf => leaf.Type).ToArray();
    }

    /// <summary>The leaves of what the companion returns.</summary>
    public IEnumerable<CompanionLeaf> Returned(CompanionKind kind)
    {
        int tangents = OutLeaves.Count(Moves);
        IEnumerable<CompanionLeaf> value = Values(model.ReturnLeaves, 0);
        return kind switch
        {
            CompanionKind.Vjp => Derivatives(OutLeaves.Count()),
            CompanionKind.Jvp => model.ReturnLeaves.Any(Moves) ? value.Concat(Tangents(model.ReturnLeaves, Own, 0)) : value,
            CompanionKind.Hvp => value.Concat(Derivatives(Own + tangents)),
            _ => value.Concat(Derivatives(Own)),
        };
    }

    /// <summary>The leaves of each <c>out</c> parameter: those of the method, then their tangents.</summary>
    public IEnumerable<IEnumerable<CompanionLeaf>> Outs(CompanionKind kind)
    {
        int value = kind == CompanionKind.Vjp ? 0 : model.ReturnLeaves.Count;
        int tangent = kind == CompanionKind.Jvp ? Own + model.ReturnLeaves.Count(Moves) : Own;
        List<IEnumerable<CompanionLeaf>> values = [];
        List<IEnumerable<CompanionLeaf>> tangents = [];
        foreach (ParameterModel parameter in Outputs)
        {
            values.Add(Values(parameter.Leaves, value).ToList());
            if (parameter.Differentiable && kind is CompanionKind.Jvp or CompanionKind.Hvp)
            {
                tangents.Add(Tangents(parameter.Leaves, tangent, value).ToList());
            }

            value += parameter.Leaves.Count;
            tangent += parameter.Leaves.Count(Moves);
        }

        return values.Concat(tangents);
    }

    private static bool Moves(LeafModel leaf) => leaf.Type.IsFloating || leaf.Type.RefersToFloating;

    private static IEnumerable<CompanionLeaf> Values(IEnumerable<LeafModel> leaves, int first) =>
        leaves.Select((leaf, i) => new CompanionLeaf(leaf.Type, first + i, null));

    // The presence of a nullable tangent is that of the value.
    private static IEnumerable<CompanionLeaf> Tangents(IReadOnlyList<LeafModel> leaves, int first, int values)
    {
        int next = first;
        List<CompanionLeaf> tangents = [];
        for (int i = 0; i < leaves.Count; i++)
        {
            int? moved = Moves(leaves[i]) ? next++ : IsPresence(leaves[i]) ? values + i : null;
            tangents.Add(new(leaves[i].Type, Moves(leaves[i]) && !leaves[i].Differentiable ? null : moved, null));
        }

        return tangents;
    }

    private List<CompanionLeaf> Derivatives(int first)
    {
        int next = first;
        return ByValue.SelectMany(parameter => parameter.Leaves.Select(leaf => new CompanionLeaf(
            leaf.Type,
            leaf.Differentiable ? next++ : null,
            IsPresence(leaf) ? parameter.Code + leaf.Path : null))).ToList();
    }

    private static bool IsPresence(LeafModel leaf) => leaf.Path.EndsWith(Presence, StringComparison.Ordinal);
}
