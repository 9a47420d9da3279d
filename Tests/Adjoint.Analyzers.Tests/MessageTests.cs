using Microsoft.CodeAnalysis;

namespace Adjoint.Analyzers.Tests;

/// <summary>Messages name what stands in the source, give the reason once, and say what to write.</summary>
public sealed class MessageTests
{
    [Theory]
    [InlineData("[Differentiable] public static double F(double a) { var d = new Dictionary<int, double>(); d[1] = a; return 1; }", "ADJ0011", "what 'System.Collections.Generic.Dictionary<int, double>' holds is not followed")]
    [InlineData("double z; [Differentiable] public double F(double[] x) { z += x[0]; return x[1]; }", "ADJ0011", "'z' is outside of the method")]
    [InlineData("[Differentiable] public static double F(double[] a) { var m = new Memory<double>(a); return a[0]; }", "ADJ0010", "to 'new System.Memory<double>'")]
    [InlineData("[Differentiable] public static double F(double[] a) { Memory<double> m = a; return a[0]; }", "ADJ0010", "to 'the conversion to System.Memory<double>'")]
    [InlineData("[Differentiable] public static double operator +(P a, double b) => b * b;", "ADJ0007", "'operator +' cannot be")]
    [InlineData("[Differentiable] double I.Value(double x) => x * x;", "ADJ0007", "implements a member of an interface explicitly")]
    [InlineData("[Differentiable(\"a\", \"a\")] public static double F(double a) => a;", "ADJ0005", "it does so twice; name each parameter once")]
    [InlineData("[Differentiable(\"b\")] public static double F(double a) => a;", "ADJ0005", "'F' has no differentiable parameter of that name; name one of: a")]
    [InlineData("[Differentiable((Derivatives)4096)] public static double F(double a) => a;", "ADJ0032", "Derivatives.4096 cannot be had: there is no such companion")]
    public async Task Says_what_is_the_matter(string member, string id, string words)
    {
        var reported = await AnalyzerHarness.Report($$"""
            using System;
            using System.Collections.Generic;
            using Adjoint;
            public interface I { double Value(double x) => x; }
            public partial class P : I
            {
                {{member}}
            }
            """);
        Diagnostic diagnostic = Assert.Single(reported);
        Assert.Equal(id, diagnostic.Id);
        Assert.Contains(words, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public Task An_empty_list_names_no_parameter() => AnalyzerHarness.Verify("""
        using Adjoint;
        public static partial class P
        {
            [Differentiable(null!)]
            public static double F(double a) => a;
        }
        """);
}
