namespace Adjoint.RandomPrograms.Tests.Programs;

/// <summary>A random C# program: a partial class of its own with one differentiable method <c>F</c> and what it calls.</summary>
/// <param name="Seed">What it was made from.</param>
/// <param name="Members">The members of the class.</param>
/// <param name="Values">For each parameter of F the C# expression of its value.</param>
/// <param name="IsSingle">Whether it computes in single precision.</param>
internal sealed record RandomCSharp(int Seed, IReadOnlyList<Node> Members, IReadOnlyDictionary<string, string> Values, bool IsSingle)
{
    public string ClassName => "Program" + Seed.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public string DriverName => "Driver" + Seed.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public bool ReturnsValue => !Members.Any(member => member.Head.Contains(" void F(", StringComparison.Ordinal));

    public string Text => "using System;\nusing Adjoint;\n\n" + Node.Print([new Node($"public static partial class {ClassName}", Members)]);
}
