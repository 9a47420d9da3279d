using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Adjoint;

/// <summary>The exceptions of <see cref="Guard"/>, out of line so that a passed check costs a compare.</summary>
internal static class GuardFailure
{
    [DoesNotReturn]
    public static void Length(int found, int expected, string destination, string source) =>
        throw Fault(
            Text($"'{destination}' has {found} elements, '{source}' has {expected}: a derivative has one element for each element of its parameter."),
            destination);

    [DoesNotReturn]
    public static void Points(int found, int expected, string name, string otherName) =>
        throw Fault(Text($"'{name}' has {found} elements, '{otherName}' has {expected}: there is one element for each point."), name);

    [DoesNotReturn]
    public static void ExactLength(int found, long expected, string name, string expectedName) =>
        throw Fault(Text($"'{name}' has {found} elements instead of {expected} ({expectedName})."), name);

    [DoesNotReturn]
    public static void Shape(Array found, Array expected, string destination, string source) =>
        throw Fault(
            Text($"'{destination}' is [{found.GetLength(0)}, {found.GetLength(1)}], '{source}' is [{expected.GetLength(0)}, {expected.GetLength(1)}]: a derivative has the shape of its parameter."),
            destination);

    [DoesNotReturn]
    public static void Row(int row, int? found, int? expected, string destination, string source) =>
        throw Fault(
            Text($"'{destination}[{row}]' {Elements(found)}, '{source}[{row}]' {Elements(expected)}: a derivative has the shape of its parameter."),
            destination);

    [DoesNotReturn]
    public static void Leaf(string leaf, int found, int expected, string destination, string source) =>
        throw Fault(
            Text($"'{destination}.{leaf}' has {found} elements, '{source}.{leaf}' has {expected}: a derivative has the shape of its parameter."),
            destination);

    [DoesNotReturn]
    public static void LeafOverlap(string leaf, string destination, string source) =>
        throw Fault(
            $"'{destination}.{leaf}' shares memory with '{source}.{leaf}': a derivative needs memory of its own (ZerosLike makes some).",
            destination);

    [DoesNotReturn]
    public static void LeafTwice(string leaf, string destination) =>
        throw Fault(
            $"'{destination}.{leaf}' shares memory with another leaf of '{destination}', which is written to: each leaf needs memory of its own.",
            destination);

    [DoesNotReturn]
    public static void Missing(int index, string name) =>
        throw Fault(Text($"'{name}[{index}]' is null, and its parameter is not."), name);

    [DoesNotReturn]
    public static void RowTwice(string name) =>
        throw Fault($"'{name}' has one array as two of its rows and is written to: each row needs memory of its own.", name);

    [DoesNotReturn]
    public static void Overlap(string name, string other) =>
        throw Fault(
            $"'{name}' shares memory with '{other}': what a derivative is written to must not overlap another argument.", name);

    [DoesNotReturn]
    public static void Null(string name) => throw new ArgumentNullException(Parameter(name));

    [DoesNotReturn]
    public static void Members(ArgumentException difference, string destination, string source) =>
        throw new ArgumentException(
            Plain($"'{destination}' has not the shape of '{source}': {difference.Message}"), Parameter(destination), difference);

    private static ArgumentException Fault(string message, string name) => new(Plain(message), Parameter(name));

    // Of a member of a struct, the parameter that holds it.
    private static string Parameter(string text) => Plain(text.Split('.')[0]);

    // Caller expressions spell a keyword with the '@' that is no part of the argument's name.
    private static string Plain(string text) => text.Replace("@", "", StringComparison.Ordinal);

    private static string Elements(int? length) => length is int count ? Text($"has {count} elements") : "is null";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
