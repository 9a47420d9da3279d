using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Pipeline;

/// <summary>An argument that refers to memory, as the overloads of the runtime's <c>Guard.NoOverlap</c> tell them apart.</summary>
/// <param name="Text">The C# expression.</param>
/// <param name="Name">What the error calls it.</param>
/// <param name="Form">How it refers to memory.</param>
/// <param name="Element">The C# name of the elements' type.</param>
/// <param name="Written">Whether the companion may write to it.</param>
internal sealed record GuardedArgument(string Text, string Name, GuardedForm Form, string Element, bool Written)
{
    /// <summary>Of memory of structs that the IR sees as memory of scalars: the struct.</summary>
    public string? Packing { get; init; }

    public const string Guard = "global::Adjoint.Guard";

    /// <summary>The argument behind a leaf, or null where it refers to no memory that another argument could share.</summary>
    public static GuardedArgument? Of(string text, IrType type, bool written) => type switch
    {
        ObjectType container => new(text, text, GuardedForm.Container, container.Name, written),
        MemoryType { Kind: MemoryKind.Array, Element: ObjectType container } => new(text, text, GuardedForm.Container, container.Name, written),
        MemoryType { Kind: MemoryKind.Rows, Element: ScalarType element } => new(text + ".Values", text, GuardedForm.Span, Of(element), written),
        MemoryType { Kind: MemoryKind.Ref, Element: ScalarType element } => new(text, text, GuardedForm.Scalar, Of(element), written),
        MemoryType { Kind: MemoryKind.Grid, Element: ScalarType element, Rank: 2 } => new(text, text, GuardedForm.Matrix, Of(element), written),
        MemoryType { Kind: MemoryKind.Grid, Element: ScalarType element } => new(text, text, GuardedForm.Grid, Of(element), written),
        MemoryType { Element: ScalarType element } => new(text, text, GuardedForm.Span, Of(element), written),
        MemoryType { Kind: MemoryKind.Array, Element: MemoryType { Kind: MemoryKind.Array, Element: ScalarType element } } =>
            new(text, text, GuardedForm.Jagged, Of(element), written),
        _ => null,
    };

    /// <summary>A scalar passed by <c>in</c>: a variable that another argument may write.</summary>
    public static GuardedArgument OfIn(string text, ScalarType type) =>
        new($"global::System.Runtime.CompilerServices.Unsafe.AsRef(in {text})", text, GuardedForm.Scalar, Of(type), false);

    /// <summary>The statement that refuses an argument whose own parts share memory; null where it has but one.</summary>
    public static string? NoOverlap(GuardedArgument argument) => argument.Form switch
    {
        GuardedForm.Container => $"{Guard}.NoSharedLeaf({argument.Text});",
        GuardedForm.Jagged => $"{Guard}.NoOverlap({argument.Text});",
        _ => null,
    };

    /// <summary>The statement that refuses what <paramref name="first"/> shares with <paramref name="second"/>; null where they cannot share.</summary>
    public static string? NoOverlap(GuardedArgument first, GuardedArgument second)
    {
        switch (first.Form, second.Form)
        {
            case (GuardedForm.Container, GuardedForm.Container):
                return $"{Guard}.NoSharedLeaf({first.Text}, {second.Text});";
            case (GuardedForm.Container, GuardedForm.Span or GuardedForm.Scalar) when IsLeaf(second):
                return $"{Guard}.NoLeafIn<{ContainerText(first)}, {second.Packing ?? second.Element}>({first.Text}, {AsSpan(second)}, {Quote(first.Name)}, {Quote(second.Name)});";
            case (GuardedForm.Span or GuardedForm.Scalar, GuardedForm.Container) when IsLeaf(first):
                return $"{Guard}.NoLeafIn<{ContainerText(second)}, {first.Packing ?? first.Element}>({second.Text}, {AsSpan(first)}, {Quote(first.Name)}, {Quote(second.Name)});";

            // A scalar can be no part of a jagged array's list of rows.
            case (GuardedForm.Grid, GuardedForm.Grid):
                return $"{Guard}.Different({first.Text}, {second.Text});";
            case (GuardedForm.Container or GuardedForm.Grid, _) or (_, GuardedForm.Container or GuardedForm.Grid):
            case (GuardedForm.Matrix, GuardedForm.Jagged) or (GuardedForm.Jagged, GuardedForm.Matrix):
                return null;
            case (GuardedForm.Scalar, _) or (_, GuardedForm.Scalar) when first.Element != second.Element:
                return null;
            case (GuardedForm.Scalar, GuardedForm.Scalar) when Owner(first) == Owner(second):
                // Members of one struct stand side by side.
                return null;
            case (GuardedForm.Scalar, GuardedForm.Scalar):
                return Call("ref " + first.Text, "ref " + second.Text, first, second);
            default:
                return Call(AsSpan(first), AsSpan(second), first, second);
        }
    }

    private static string Owner(GuardedArgument argument) => argument.Name.Contains('.') ? argument.Name.Substring(0, argument.Name.IndexOf('.')) : argument.Name + ".";

    // Leaves of containers are floats and doubles.
    private static bool IsLeaf(GuardedArgument argument) => argument.Element is "float" or "double";

    private static string ContainerText(GuardedArgument container) => container.Element;

    public static string Quote(string text) => "\"" + text + "\"";

    private static string AsSpan(GuardedArgument argument) => argument.Form == GuardedForm.Scalar
        ? $"new global::System.ReadOnlySpan<{argument.Element}>(ref {argument.Text})"
        : argument.Text;

    // The runtime reads the names from the expressions; they are passed where these say something else.
    private static string Call(string firstText, string secondText, GuardedArgument first, GuardedArgument second)
    {
        string arguments = $"{firstText}, {secondText}";
        bool plain = Plain(firstText) == first.Name && Plain(secondText) == second.Name;
        return plain ? $"{Guard}.NoOverlap({arguments});" : $"{Guard}.NoOverlap({arguments}, {Quote(first.Name)}, {Quote(second.Name)});";
    }

    private static string Plain(string text) => text.StartsWith("ref ", StringComparison.Ordinal) ? text.Substring(4) : text;

    /// <summary>The C# name of a scalar type.</summary>
    public static string ElementText(IrType type) => Of((ScalarType)type);

    private static string Of(ScalarType type) => type.Kind switch
    {
        ScalarKind.Bool => "bool",
        ScalarKind.I8 => "sbyte",
        ScalarKind.U8 => "byte",
        ScalarKind.I16 => "short",
        ScalarKind.U16 => "ushort",
        ScalarKind.Char => "char",
        ScalarKind.I32 => "int",
        ScalarKind.U32 => "uint",
        ScalarKind.I64 => "long",
        ScalarKind.U64 => "ulong",
        ScalarKind.F32 => "float",
        _ => "double",
    };
}
