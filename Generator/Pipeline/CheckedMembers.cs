using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Pipeline;

/// <summary>A struct, tuple or nullable in the body of a check. Members that are no variables move by putting the whole together anew.</summary>
/// <param name="Model">The parameter.</param>
internal sealed record CheckedMembers(ParameterModel Model)
{
    /// <summary>Whether calls of the function may change what a copy of the value refers to.</summary>
    public bool SharesMemory => Model.Leaves.Any(leaf => leaf.Differentiable && CheckedMemory.Holds(leaf));

    /// <summary>The value with memory of its own.</summary>
    public string Copy(string from) => SharesMemory
        ? Whole(leaf => leaf.Differentiable && CheckedMemory.Holds(leaf) ? CheckedMemory.Copy(from + leaf.Path, leaf) : from + leaf.Path)
        : from;

    /// <summary>A derivative of zeros.</summary>
    public string Zeros(string like) => Whole(leaf => !leaf.Differentiable ? (IsPresence(leaf) ? like + leaf.Path : null)
        : CheckedMemory.Holds(leaf) ? CheckedMemory.Zeros(like + leaf.Path, leaf)
        : IsScalar(leaf) ? "0" : like + leaf.Path);

    /// <summary>The comparison of each scalar member, and of what memory of the others holds.</summary>
    /// <param name="comparison">What is compared.</param>
    /// <param name="point">What moves.</param>
    /// <param name="slope">What holds the derivatives, or the tangent.</param>
    /// <param name="own">A name that locals may begin with.</param>
    public IEnumerable<string> Loops(CheckComparison comparison, string point, string slope, string own)
    {
        foreach (LeafModel leaf in Model.Leaves.Where(leaf => leaf.Differentiable))
        {
            string name = own + leaf.Path.Replace(".GetValueOrDefault()", "Value").Replace(".", string.Empty).Replace("@", string.Empty);
            if (CheckedMemory.Holds(leaf))
            {
                foreach (string line in CheckedMemory.Loop(comparison, leaf, (Model.Name, Place(leaf)), point + leaf.Path, slope + leaf.Path, name))
                {
                    yield return line;
                }
            }
            else if (IsScalar(leaf))
            {
                IrType scalar = leaf.Type is MemoryType variable ? variable.Element : leaf.Type;
                yield return $"{GuardedArgument.ElementText(scalar)} {name} = {point}{leaf.Path};";
                string moved = $"{point} = {Whole(other => other == leaf ? name : point + other.Path)};";
                string Assign(string value) => $"{slope} = {Whole(other => other == leaf ? value : slope + other.Path)};";
                foreach (string line in comparison.Number(Model.Name, Place(leaf), name, slope + leaf.Path, "-1", moved, Assign))
                {
                    yield return line;
                }
            }
        }
    }

    /// <summary>Adds the components of a derivative to the weighted sum that has begun.</summary>
    /// <param name="check">The local that sums.</param>
    /// <param name="slope">What holds the derivative.</param>
    public IEnumerable<string> Terms(string check, string slope) => Model.Leaves
        .Where(leaf => leaf.Differentiable && (IsScalar(leaf) || CheckedMemory.Holds(leaf)))
        .Select(leaf => IsScalar(leaf) ? $"{check}.Term({slope}{leaf.Path});" : CheckedMemory.Term(check, slope + leaf.Path, leaf));

    /// <summary>What the messages call a member.</summary>
    private string Place(LeafModel leaf) => Model.Name + leaf.Path.Replace(".GetValueOrDefault()", string.Empty).Replace("@", string.Empty);

    private static bool IsPresence(LeafModel leaf) => leaf.Path.EndsWith(".HasValue", StringComparison.Ordinal);

    private static bool IsScalar(LeafModel leaf) => leaf.Type is ScalarType or MemoryType { Kind: MemoryKind.Ref };

    private string Whole(Func<LeafModel, string?> text) => Model.Shape.Compose(Model.Leaves.Select(text).ToList());
}
