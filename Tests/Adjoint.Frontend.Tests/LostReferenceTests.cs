using Adjoint.Generator;
using Adjoint.Generator.Frontend;
using Xunit;

namespace Adjoint.Frontend.Tests;

/// <summary>References that the backward pass would not find again are refused where they are made or moved.</summary>
public sealed class LostReferenceTests
{
    [Theory]
    [InlineData("double F(double a, int n) { double[] t = G(a, n); return t[0]; } static double[] G(double a, int n) { if (n == 0) return new[] { a }; double[] t = G(a * a, n - 1); return new[] { t[0] + 1 }; }", "t = G(a, n)")]
    [InlineData("double F(double a, int n) { double[][] m = new double[n][]; Fill(m, a, n - 1); return m[0][0]; } static void Fill(double[][] m, double a, int k) { if (k < 0) return; m[k] = new double[1]; m[k][0] = a * k; Fill(m, a * a, k - 1); }", "m[k] = new double[1];")]
    [InlineData("double F(double[] x, double[] y) { double[][] t = { x, y }; t[0][0] *= 2; return t[0][0] * t[1][0]; }", "t = { x, y }")]
    [InlineData("double F(double[][] m, double a) { m[0] = new double[2]; m[0][1] = a; return m[0][1] * m[1][0]; }", "m[0] = new double[2];")]
    [InlineData("double F(double[][] m) { (m[0], m[1]) = (m[1], m[0]); return m[0][0] * m[1][1]; }", "(m[0], m[1]) = (m[1], m[0]);")]
    [InlineData("double F(Net net, double a) { net.B *= a; return net.B; }", "net.B *= a;")]
    [InlineData("double F(Net net, double a) { Scale(net, a); return net.W[0]; } static void Scale(Net net, double a) { net.W[0] *= a; }", "Scale(net, a);")]
    [InlineData("double F(Net[] nets, double a) { nets[1].W[0] = a * nets[0].B; return nets[1].W[0]; }", "nets[1].W[0] = a * nets[0].B;")]
    [InlineData("double F([NoDerivative] Net net, double a) { net.W[0] = a; return net.W[0]; }", "net.W[0] = a;")]
    public void Is_refused_at_its_statement(string method, string statement)
    {
        Snippet snippet = Snippet.Of("[Differentiable] public static " + method, Net);
        LoweringResult result = Tried(snippet);
        Assert.Null(result.InternalError);
        Assert.Null(result.Module);
        Rejection rejection = Assert.Single(result.Rejections);
        Assert.Equal(RejectionKind.LostReference.Id, rejection.Id);
        Assert.Equal(statement, snippet.Compilation.SyntaxTrees[0].ToString().Substring(rejection.Start, rejection.Length));
    }

    [Theory]
    [InlineData("void F(Net net, double a) { net.B *= a; net.W[1] = net.B; }")]
    [InlineData("double F(Net net, double a) { net.Count++; net.Scale = a; net.Table[0] += a; return a * net.W[0] * net.Scale * net.Table[0]; }")]
    [InlineData("double F(double a) { double s = 0; foreach (double t in Constants) s += t * a; return s; } static readonly double[] Constants = { 1, 2 };")]
    public void Is_followed(string method)
    {
        Snippet snippet = Snippet.Of("[Differentiable] public static " + method, Net);
        LoweringResult result = Tried(snippet);
        Assert.Null(result.InternalError);
        Assert.Empty(result.Rejections);
        Assert.NotNull(result.Module);
    }

    private static LoweringResult Tried(Snippet snippet) =>
        MethodLowering.Lower(snippet.Method, snippet.Compilation, CancellationToken.None, ReferenceTrial.Find);

    private const string Net = "[Differentiable] public sealed partial class Net { public double[] W = new double[3]; public double B; [NoDerivative] public double Scale = 2; [NoDerivative] public double[] Table = { 1 }; public int Count; }";
}
