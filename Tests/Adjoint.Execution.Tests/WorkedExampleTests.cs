using System.Runtime.CompilerServices;
using System.Text;
using Adjoint.Execution.Tests.Harness;
using Adjoint.Generator.Differentiation;
using Adjoint.Generator.Frontend;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Optimization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Adjoint.Execution.Tests;

/// <summary>The worked example of <c>docs/architecture.md</c> is what the compiler does with it, stage by stage.</summary>
public sealed class WorkedExampleTests
{
    private const string Start = "<!-- worked example -->\n";
    private const string End = "<!-- end of worked example -->\n";

    // Errors of 1 at both points: their mean square is 1, and its slopes are 2 and 2.
    private const string Value = "// run: @\"Fit.Loss\"(2, 0, {0, 1}, {1, 1}) = 1\n";
    private const string Gradient = "// run: @\"Fit.Loss:gradient\"(2, 0, {0, 1}, {1, 1}) = 1, 2, 2\n";

    private const string Source =
        """
        using System;
        using Adjoint;

        public static partial class Fit
        {
            [Differentiable(nameof(a), nameof(b))]
            public static double Loss(double a, double b, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
            {
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    double error = a * Math.Exp(b * x[i]) - y[i];
                    sum += error * error;
                }

                return sum / x.Length;
            }
        }

        """;

    [Fact]
    public void The_page_shows_what_the_compiler_does()
    {
        string path = Path.Combine(Root(), "docs", "architecture.md");
        string received = Path.Combine(Root(), "docs", "architecture.received.md");
        string page = File.ReadAllText(path).ReplaceLineEndings("\n");
        int start = page.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        int end = page.IndexOf(End, StringComparison.Ordinal);
        Assert.True(start >= Start.Length && end >= start, "docs/architecture.md has lost the marks of the worked example");
        string expected = page[..start] + Chapter() + page[end..];
        if (page == expected)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, expected);
        Assert.Fail("docs/architecture.md shows another compiler: compare it with docs/architecture.received.md, and move that over it if it is right.");
    }

    private static string Chapter()
    {
        Module lowered = Lower();
        Module prepared = PassPipeline.Run(PassPipeline.BeforeDifferentiation, lowered);
        DifferentiationRequest request = new(prepared.Root.Name, new EquatableArray<bool>([true, true, false, false]));
        Module gradient = Only(ReverseMode.Gradient(prepared, request));
        Module optimized = PassPipeline.Run(PassPipeline.AfterDifferentiation, gradient);
        StringBuilder text = new();
        Show(text, "The C# that a user writes.", "csharp", Source);
        Show(text, "**Frontend** lowers it, one operation for each step, as it stands.", "ir", Printer.Print(lowered) + Value);
        Show(text, "**Optimization**, before differentiation: the length is read once, and the loop carries its facts.", "ir", Printer.Print(prepared) + Value);
        Show(text, "**Differentiation.** The turns depend on one another through a sum alone, so that nothing is stored; and the adjoint of the sum is known before the loop, so that one loop gathers the sum and undoes each turn.", "ir", Printer.Print(gradient) + Gradient);
        Show(text, "**Optimization** again: what does not change is computed before the loop, guards that cannot matter and code that nothing uses are gone.", "ir", Printer.Print(optimized) + Gradient);
        Show(text, "**Vectorization** and **Emission**: what the user reads behind F12; the loop's SIMD forms stand in the second file.", "csharp", Companion());
        return text.ToString();
    }

    private static void Show(StringBuilder text, string title, string language, string listing) =>
        text.Append(title).Append("\n\n```").Append(language).Append('\n').Append(listing).Append("```\n\n");

    private static Module Only(Module module) => module with { Functions = new([module.Functions.Last()]) };

    private static Module Lower()
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(Source);
        CSharpCompilation compilation = CSharpCompilation.Create("example", [tree], ExecutionHarness.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        MethodDeclarationSyntax method = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Single();
        IMethodSymbol symbol = (IMethodSymbol)compilation.GetSemanticModel(tree).GetDeclaredSymbol(method)!;
        return MethodLowering.Lower(symbol, compilation, CancellationToken.None).Module!;
    }

    /// <summary>The gradient companion, without the documentation around it.</summary>
    private static string Companion()
    {
        string file = ExecutionHarness.Compile(Source).Generated.Single(pair => pair.Key.EndsWith("Fit.Loss.g.cs", StringComparison.Ordinal)).Value;
        string[] lines = file.ReplaceLineEndings("\n").Split('\n');
        int first = Array.FindIndex(lines, line => line.Contains("LossGradient(", StringComparison.Ordinal) && line.Contains("static", StringComparison.Ordinal));
        int last = Array.FindIndex(lines, first, line => line == "    }");
        return string.Concat(lines[first..(last + 1)].Select(line => (line.StartsWith("    ", StringComparison.Ordinal) ? line[4..] : line) + "\n"));
    }

    private static string Root([CallerFilePath] string file = "")
    {
        string folder = Path.GetDirectoryName(file)!;
        while (!File.Exists(Path.Combine(folder, "Gen.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
