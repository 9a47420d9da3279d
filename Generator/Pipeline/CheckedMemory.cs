using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Pipeline;

/// <summary>
/// Memory in the body of a check: arrays and parameter containers, which the runtime copies, makes zeros of the shape of, and takes
/// apart into components, whatever is null in them; spans; and memory of structs that the IR sees as memory of scalars.
/// </summary>
internal static class CheckedMemory
{
    private const string Runtime = "global::Adjoint.Generated.";

    /// <summary>Whether a check knows how to hold memory of the type.</summary>
    public static bool Holds(LeafModel leaf) => leaf.Type is ObjectType || IsArray(leaf.Type) || IsFlat(leaf);

    /// <summary>Memory of its own with the same content; of spans, an array.</summary>
    /// <param name="text">What is copied.</param>
    /// <param name="leaf">What it is.</param>
    public static string Copy(string text, LeafModel leaf) => leaf.Type switch
    {
        ObjectType => $"{Runtime}CheckMemory.CopyContainer({text})",
        _ when IsSpan(leaf) => $"{text}.ToArray()",
        MemoryType { Element: ObjectType } => $"{Runtime}CheckMemory.CopyContainers({text})",
        _ => $"{Runtime}CheckMemory.Copy({text})",
    };

    /// <summary>Zeros of the same shape; of none, where there is null, since companions want a destination even then.</summary>
    /// <param name="text">What has the shape.</param>
    /// <param name="leaf">What it is.</param>
    public static string Zeros(string text, LeafModel leaf) => leaf.Type switch
    {
        ObjectType => $"{Runtime}CheckMemory.ZeroContainer({text})",
        _ when IsSpan(leaf) => $"new {ElementText(leaf)}[{text}.Length]",
        MemoryType { Element: ObjectType container } => $"(global::Adjoint.ParameterTraversal.ContainerZeros({text}) ?? new {container.Name}[0])",
        _ => $"({Runtime}CheckMemory.Zeros({text}) ?? {Empty((MemoryType)leaf.Type, ElementText(leaf))})",
    };

    /// <summary>The comparison of each component.</summary>
    /// <param name="comparison">What is compared.</param>
    /// <param name="leaf">What moves.</param>
    /// <param name="names">The parameter that it belongs to, and its own name.</param>
    /// <param name="point">The expression for it.</param>
    /// <param name="slope">What holds its derivatives, of the same shape.</param>
    /// <param name="own">A name that locals may begin with.</param>
    public static IEnumerable<string> Loop(
        CheckComparison comparison, LeafModel leaf, (string Parameter, string Place) names, string point, string slope, string own)
    {
        if (leaf.Packing is null && !IsSpan(leaf))
        {
            return comparison.Each(names.Parameter, Components(names.Place, point, slope, leaf), own + "Item");
        }

        string index = own + "Index", members = own + "Members", slopes = own + "Slopes";
        string scalar = GuardedArgument.ElementText(Innermost(leaf.Type));
        bool packed = leaf.Packing is not null;
        string cast = $"global::System.Runtime.InteropServices.MemoryMarshal.Cast<{ElementText(leaf)}, {scalar}>";
        string Members(string text) => $"{cast}({(IsSpan(leaf) ? text : $"new global::System.Span<{ElementText(leaf)}>({text})")})";
        string number = packed ? $"{members}[{index}]" : $"{point}[{index}]";
        return
        [
            .. packed ? new[] { $"global::System.Span<{scalar}> {members} = {Members(point)}, {slopes} = {Members(slope)};" } : [],
            $"for (int {index} = 0; {index} < {(packed ? members : point)}.Length; {index}++)",
            "{",
            .. comparison.Number(names.Parameter, null, number, packed ? $"{slopes}[{index}]" : $"{slope}[{index}]", index),
            "}",
        ];
    }

    /// <summary>The statement that adds each component of a derivative to a weighted sum.</summary>
    /// <param name="check">The local that sums.</param>
    /// <param name="slope">What holds the derivative.</param>
    /// <param name="leaf">What it is.</param>
    public static string Term(string check, string slope, LeafModel leaf)
    {
        return leaf.Packing is not null
            ? $"{check}.Term(global::System.Runtime.InteropServices.MemoryMarshal.Cast<{ElementText(leaf)}, {GuardedArgument.ElementText(Innermost(leaf.Type))}>({slope}).ToArray());"
            : IsSpan(leaf) ? $"{check}.Term({slope}.ToArray());"
            : $"{check}.Term({Components(string.Empty, slope, slope, leaf)});";
    }

    private static string Components(string name, string point, string slope, LeafModel leaf)
    {
        string arguments = $"({GuardedArgument.Quote(name)}, {point}, {slope})";
        return leaf.Type switch
        {
            ObjectType => $"{Runtime}CheckComponents.OfContainer{arguments}",
            MemoryType { Element: ObjectType } => $"{Runtime}CheckComponents.OfContainers{arguments}",
            _ => $"{Runtime}CheckComponents.OfArray{arguments}",
        };
    }

    /// <summary>Whether C# sees a span. Arrays of structs are spans to the IR alone.</summary>
    public static bool IsSpan(LeafModel leaf) =>
        leaf.Type is MemoryType { Kind: MemoryKind.Span or MemoryKind.ReadOnlySpan } && leaf.Packing?.EndsWith("]", StringComparison.Ordinal) != true;

    private static bool IsArray(IrType type) => type is MemoryType { Kind: MemoryKind.Array, Element: ObjectType } || IsNumbers(type);

    private static bool IsNumbers(IrType type) =>
        type is MemoryType { Kind: MemoryKind.Array or MemoryKind.Grid } memory && (memory.Element is ScalarType || IsNumbers(memory.Element));

    private static bool IsFlat(LeafModel leaf) => leaf.Type is MemoryType { Rank: 1, Element: ScalarType, Kind: not MemoryKind.Rows };

    private static IrType Innermost(IrType type) => type is MemoryType memory ? Innermost(memory.Element) : type;

    /// <summary>The type of the innermost elements, as C# sees them.</summary>
    public static string ElementText(LeafModel leaf) => leaf.Packing?.TrimEnd('[', ']') ?? GuardedArgument.ElementText(Innermost(leaf.Type));

    private static string Empty(MemoryType array, string element) =>
        $"new {element}[{string.Join(", ", Enumerable.Repeat("0", array.Rank))}]{Brackets(array.Element)}";

    // Outermost first, as C# writes them.
    private static string Brackets(IrType type) => type is MemoryType memory
        ? $"[{new string(',', memory.Rank - 1)}]{Brackets(memory.Element)}"
        : string.Empty;
}
