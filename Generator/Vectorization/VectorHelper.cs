using Adjoint.Generator.Infrastructure;

namespace Adjoint.Generator.Vectorization;

/// <summary>A loop in a function of its own: <c>Name#512</c>, <c>#256</c>, <c>#128</c> for the widths that it has, and <c>Name#scalar</c>.</summary>
/// <param name="Name">The function that callers name; where the hardware has none of the widths it is <c>Name#scalar</c>.</param>
/// <param name="Description">One line: the statements of the loop.</param>
/// <param name="Widths">Bits, widest first.</param>
/// <param name="IsInlined">Whether the loop is so little, and so seldom, that it is worth having in its caller.</param>
internal sealed record VectorHelper(string Name, string Description, EquatableArray<int> Widths, bool IsInlined = false)
{
    public const string ScalarSuffix = "#scalar";

    public static string NameAt(string name, int width) => FormattableString.Invariant($"{name}#{width}");
}
