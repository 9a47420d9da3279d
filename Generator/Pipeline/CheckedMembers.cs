using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Pipeline;

/// <summary>A struct, tuple or nullable in the body of a check. Members that are no variables move by putting the whole together anew.</summary>
/// <param name="Model">The parameter.</param>
/// <param name="Name">The parameter as code writes it.</param>
internal sealed record CheckedMembers(ParameterModel Model, string Name)
{
    private bool IsPresence(LeafModel leaf) => leaf.Path.EndsWith(".HasValue", StringComparison.Ordinal);

    private static bool IsFlat(LeafModel leaf) => leaf.Type is MemoryType { Rank: 1, Element: ScalarType, Kind: not MemoryKind.Rows };

    private static string ArrayOf(string from, LeafModel leaf) => leaf.Type is MemoryType { Kind: MemoryKind.Array }
        ? $"({Element(leaf)}[]){from}{leaf.Path}.Clone()"
        : $"{from}{leaf.Path}.ToArray()";

    private static bool IsScalar(LeafModel leaf) => leaf.Type is ScalarType or MemoryType { Kind: MemoryKind.Ref };

    private static string Element(LeafModel leaf) => GuardedArgument.ElementText(((MemoryType)leaf.Type).Element);

    /// <summary>The value with memory of its own.</summary>
    public string Copy(string from) => Model.Leaves.Any(IsFlat)
        ? Whole(leaf => IsFlat(leaf) && leaf.Differentiable ? ArrayOf(from, leaf) : from + leaf.Path)
        : from;

    /// <summary>A derivative of zeros.</summary>
    public string Zeros(string like) => Whole(leaf => !leaf.Differentiable ? (IsPresence(leaf) ? like + leaf.Path : null)
        : IsFlat(leaf) ? $"new {Element(leaf)}[{like}{leaf.Path}.Length]"
        : IsScalar(leaf) ? "0" : like + leaf.Path);

    /// <summary>The comparison of each scalar member and of each element of its arrays and spans.</summary>
    /// <param name="point">What moves.</param>
    /// <param name="slope">What holds the derivatives, or the tangent.</param>
    /// <param name="own">A name that locals may begin with.</param>
    /// <param name="compare">
    /// Writes a comparison: of a variable, of the derivative there, at an index; where the variable stands for a member, with the
    /// statement that puts the whole together and the one that assigns a tangent.
    /// </param>
    public IEnumerable<string> Loops(
        string point, string slope, string own, Func<string, string, string, string?, Func<string, string>?, IEnumerable<string>> compare)
    {
        foreach (LeafModel leaf in Model.Leaves.Where(leaf => leaf.Differentiable))
        {
            string name = own + leaf.Path.Replace(".GetValueOrDefault()", "Value").Replace(".", string.Empty).Replace("@", string.Empty);
            if (IsFlat(leaf))
            {
                string index = name + "Index";
                yield return $"for (int {index} = 0; {index} < {point}{leaf.Path}.Length; {index}++)";
                yield return "{";
                foreach (string line in compare($"{point}{leaf.Path}[{index}]", $"{slope}{leaf.Path}[{index}]", index, null, null))
                {
                    yield return line;
                }

                yield return "}";
            }
            else if (IsScalar(leaf))
            {
                IrType scalar = leaf.Type is MemoryType variable ? variable.Element : leaf.Type;
                yield return $"{GuardedArgument.ElementText(scalar)} {name} = {point}{leaf.Path};";
                string moved = $"{point} = {Whole(other => other == leaf ? name : point + other.Path)};";
                foreach (string line in compare(name, slope + leaf.Path, "-1", moved, value => $"{slope} = {Whole(other => other == leaf ? value : slope + other.Path)};"))
                {
                    yield return line;
                }
            }
        }
    }

    private string Whole(Func<LeafModel, string?> text) => Model.Shape.Compose(Model.Leaves.Select(text).ToList());
}
