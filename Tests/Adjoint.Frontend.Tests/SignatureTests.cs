using Adjoint.Generator.Frontend;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;
using Xunit;

namespace Adjoint.Frontend.Tests;

/// <summary>What the models of declarations hold.</summary>
public sealed class SignatureTests
{
    [Fact]
    public void Parameters_and_results()
    {
        MethodModel method = Snippet.Of("""
            [Differentiable(Derivatives.Gradient | Derivatives.Jvp, nameof(w), "b", Strict = true)]
            public static (double Value, int Count) F(ReadOnlySpan<float> w, in double b, double[] x, ref double r, out double o, double? n = null, int k = 3) { o = r; return (b, k); }
            """).Result.Method!;
        Assert.Equal("Test", method.Namespace);
        Assert.Equal("Code", Assert.Single(method.Types).Name);
        Assert.Equal(5, method.Derivatives);
        Assert.True(method.Strict);
        Assert.Equal(
            "w:True:True b:True:False x:False:True r:False:True o:True:False n:False:False k:False:False",
            string.Join(" ", method.Parameters.Select(parameter => $"{parameter.Name}:{parameter.Differentiable}:{parameter.ByReference}")));
        Assert.Equal("global::System.Span<float>", method.Parameters[0].DestinationTypeText);
        Assert.Equal("global::System.ReadOnlySpan<float>", method.Parameters[0].TangentTypeText);
        Assert.Equal("3", method.Parameters[6].DefaultText);
        Assert.Equal([".Item1", ".Item2"], method.ReturnLeaves.Select(leaf => leaf.Path));
        Assert.Equal([true, false], method.ReturnLeaves.Select(leaf => leaf.Differentiable));
        Assert.Equal(2, method.Parameters[5].Leaves.Count);
    }

    [Fact]
    public void Lowering_twice_gives_equal_models_and_text_that_parses()
    {
        const string Members = "static double G(double a) => a * a; [Differentiable] public static double F(double x, Span<double> y) { foreach (ref double v in y) v += G(x); return x > 1 ? G(y[0]) : 0; }";
        LoweringResult first = Snippet.Of(Members).Result;
        LoweringResult second = Snippet.Of(Members).Result;
        Assert.Equal(first, second);
        Assert.Equal(first.Module, Parser.Parse(Printer.Print(first.Module!)));
    }

    [Fact]
    public void Counted_loops_become_for_and_carry_what_they_change()
    {
        string text = Snippet.Of("[Differentiable] public static double F(ReadOnlySpan<double> w, ReadOnlySpan<double> x, double b) { double z = b; for (int i = 0; i < w.Length; i++) z += w[i] * x[i]; return z; }").Text;
        Assert.Contains("for ", text, StringComparison.Ordinal);
        Assert.Contains("@0 \"for (int i = 0; i < w.Length; i++)\"", text, StringComparison.Ordinal);
        Assert.Contains("@0 \"z += w[i] * x[i]\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("while", text, StringComparison.Ordinal);
    }
}
