using System.Text.RegularExpressions;

namespace Adjoint.RandomPrograms.Tests.Programs;

/// <summary>A random C# program: a partial class of its own with one differentiable method <c>F</c> and what it calls.</summary>
/// <param name="Seed">What it was made from.</param>
/// <param name="Members">The members of the class.</param>
/// <param name="Values">For each parameter of F the C# expression of its value.</param>
/// <param name="IsSingle">Whether it computes in single precision.</param>
internal sealed partial record RandomCSharp(int Seed, IReadOnlyList<Node> Members, IReadOnlyDictionary<string, string> Values, bool IsSingle)
{
    /// <summary>Seeds the points, directions and weights of its check; smaller forms of a program keep it.</summary>
    public int CheckSeed { get; init; } = Seed;

    /// <summary>Whether each parameter is one value of the intermediate language, so that the interpreter can run the program.</summary>
    public bool IsPlain { get; init; } = true;

    /// <summary>Stands for the name of the program's class in the values of parameters.</summary>
    public const string OwnClass = "$Class";

    /// <summary>The C# expressions of the parameters' values, as they stand outside of the program's class.</summary>
    public IReadOnlyDictionary<string, string> Arguments =>
        Values.ToDictionary(item => item.Key, item => item.Value.Replace(OwnClass, ClassName, StringComparison.Ordinal), StringComparer.Ordinal);

    public string ClassName => "Program" + Seed.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public string DriverName => "Driver" + Seed.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public bool ReturnsValue => !Members.Any(member => member.Head.Contains(" void F(", StringComparison.Ordinal));

    /// <summary>Whether some derivative goes to memory.</summary>
    public bool HasDestinations => Members.Any(member => member.Head.Contains(" F(", StringComparison.Ordinal) && Destination().IsMatch(member.Head));

    [GeneratedRegex(@"Span<(double|float|Item)>|(double|float|Item)\[|ref |Net |Rows<")]
    private static partial Regex Destination();

    public string Text => "using System;\nusing Adjoint;\n\n" + Node.Print([new Node($"public static partial class {ClassName}", Members)]);
}
