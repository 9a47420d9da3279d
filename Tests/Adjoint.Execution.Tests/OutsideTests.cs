using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Adjoint.Execution.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Adjoint.Execution.Tests;

/// <summary>
/// Ordinary functions in the manner of the test suites of other tools for differentiation, one file a topic: every companion of
/// each agrees with differences, under the usual settings and under those of odd projects.
/// </summary>
public sealed class OutsideTests
{
    private const string NameMark = "//// ";
    private const string ToleranceMark = "// tolerance: ";

    public static TheoryData<string, string> Cases
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach (string file in Directory.GetFiles(Folder(), "*.cases").Order(StringComparer.Ordinal))
            {
                foreach (string text in File.ReadAllText(file).Split(NameMark).Skip(1))
                {
                    data.Add(Path.GetFileNameWithoutExtension(file) + ": " + text[..text.IndexOf('\n', StringComparison.Ordinal)].Trim(), text);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Companions_agree_with_differences(string name, string text) => Run(name, text, new HarnessOptions());

    [Theory]
    [MemberData(nameof(Cases))]
    public void Companions_agree_under_checked_arithmetic_without_nullable(string name, string text) =>
        Run(name, text, new HarnessOptions { CheckOverflow = !text.Contains("3000000000u", StringComparison.Ordinal), Nullable = NullableContextOptions.Disable });

    private static void Run(string name, string text, HarnessOptions options)
    {
        Assert.NotEmpty(name);
        string[] lines = text.Split('\n');
        string values = lines[1]["// ".Length..].Trim();
        bool coarse = lines[2].StartsWith(ToleranceMark, StringComparison.Ordinal);
        double tolerance = coarse ? double.Parse(lines[2][ToleranceMark.Length..], System.Globalization.CultureInfo.InvariantCulture) : 1e-6;
        string method = string.Join('\n', lines.Skip(coarse ? 3 : 2));
        string set = Regex.IsMatch(method, @"public static (double|float) F\(")
            ? "Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp | Derivatives.Hvp"
            : "Derivatives.Vjp | Derivatives.Jvp";
        int at = Regex.Match(method, @"public static \w+ F\(").Index;
        Case test = new(method.Insert(at, $"[Differentiable({set})]\n"), values.Split("; "), tolerance);
        GradientCheck.Run(test.Program, test.Arguments, tolerance, options);
    }

    private static string Folder([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "Outside");
}
