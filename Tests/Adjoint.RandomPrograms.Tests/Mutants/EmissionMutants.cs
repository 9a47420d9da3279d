using System.Text.RegularExpressions;

namespace Adjoint.RandomPrograms.Tests.Mutants;

/// <summary>Faults of emission, as edits of the generated text: in each companion every place of the kind, or only the last.</summary>
internal static partial class EmissionMutants
{
    private static readonly (string Name, string Pattern, string With)[] Edits =
    [
        ("+= is =", @"(\w\]|\w) \+= ", "$1 = "),
        ("-= is +=", @" -= ", " += "),
        ("a product is a sum", @"(?<=[\w\])]) \* (?=[\w(])", " + "),
        ("a sum is a difference", @"(?<=[\w\])]) \+ (?=[\w(])", " - "),
        ("a difference is a sum", @"(?<=[\w\])]) - (?=[\w(])", " + "),
        ("a minus sign is lost", @"(?<=[=(] ?)-(?=\w)", ""),
        ("a quotient is turned round", @"(?<=[ (])(\w+) / (\w+)(?=[;)])", "$2 / $1"),
        ("cos is sin", @"Math\.Cos\(", "Math.Sin("),
        ("an index is 0", @"\[(?:i|j|index)\w*\]", "[0]"),
        ("a loop begins at 1", @"for \(int (\w+) = 0;", "for (int $1 = 1;"),
        ("a loop ends one early", @"; (\w+) < (\w[\w.]*);", "; $1 < $2 - 1;"),
        ("a loop back ends one early", @"; (\w+) >= 0;", "; $1 > 0;"),
        ("a comparison is turned round", @"(?<=[\w)]) < (?=[\w(][^;]*\))(?![^;\n]*;[^\n]*\+\+)", " > "),
        ("a destination is not cleared", @"\n\s*\w+Gradient\.Clear\(\);", "\n"),
        ("a condition is negated", @"if \((?!!)(.+)\)\n", "if (!($1))\n"),
        ("the arms of a choice are swapped", @"\? ([\w.]+) : ([\w.]+)(?=[;)])", "? $2 : $1"),
        ("a constant is single", @"(?<=[ (])(\d+\.\d+)(?=[ ;)])", "$1f"),
        ("accumulate is taken as false", @"if \(!accumulate\)", "if (true)"),
        ("a result is left out", @"return \(value, (\w+)", "return (value, 0 * $1"),
        ("a slice begins at 0", @"\.Slice\((\w+), ", ".Slice(0, "),
    ];

    public static IEnumerable<(string Name, Func<string, string> Edit)> All() => Edits.Select(edit =>
        ($"text: {edit.Name}", (Func<string, string>)(text => Derivatives(text, edit.Pattern, edit.With))));

    // The declarations stay, and so does the forward companion, which has the primal text.
    private static string Derivatives(string text, string pattern, string with)
    {
        int start = text.IndexOf("Gradient(", StringComparison.Ordinal) is var gradient and >= 0 ? gradient : text.IndexOf("Vjp(", StringComparison.Ordinal);
        string edited = start < 0 ? text : text[..start] + Regex.Replace(text[start..], pattern, with);
        return edited == text ? text : Loop().Replace(edited, "$0 global::Adjoint.RandomPrograms.Tests.Programs.Effects.Step();");
    }

    [GeneratedRegex(@"^( *)(?:for \(|while \(|do\b)[^\n]*\n\1\{", RegexOptions.Multiline)]
    private static partial Regex Loop();
}
