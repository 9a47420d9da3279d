using Adjoint.CodeFixes;

namespace Adjoint.Analyzers.Tests;

/// <summary>What the code fixes write.</summary>
public sealed class CodeFixTests
{
    [Fact]
    public async Task Types_become_partial()
    {
        string changed = await CodeFixHarness.Apply(
            """
            using Adjoint;
            public static class P
            {
                /// <summary>Inside.</summary>
                class Inner
                {
                    [Differentiable]
                    private static double F(double x) => x * x;
                }
            }
            """,
            new PartialTypeCodeFix());
        Assert.Contains("public static partial class P", changed, StringComparison.Ordinal);
        Assert.Contains("    /// <summary>Inside.</summary>\n    partial class Inner", changed.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Empty(await AnalyzerHarness.Report(changed));
    }

    [Fact]
    public async Task Parameter_becomes_a_constant()
    {
        string changed = await CodeFixHarness.Apply(
            """
            using Adjoint;
            using System.Collections.Generic;
            public static partial class P
            {
                [Differentiable]
                public static double F(double x, List<double> values) => x;
            }
            """,
            new NoDerivativeCodeFix());
        Assert.Contains("NoDerivative] List<double> values", changed, StringComparison.Ordinal);
        Assert.Empty(await AnalyzerHarness.Report(changed));
    }
}
