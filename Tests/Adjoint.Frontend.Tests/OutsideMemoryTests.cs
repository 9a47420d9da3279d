using Xunit;

namespace Adjoint.Frontend.Tests;

/// <summary>Values with a derivative may not reach memory outside of the method, by whatever name it is written.</summary>
public sealed class OutsideMemoryTests
{
    private const string Members = """
        public sealed class Other { public double[] W = new double[3]; public double B; }
        public static double[] S = new double[4]; public static double[][] J = { new double[3] }; public static double[,] M = new double[2, 2];
        public static double Total; public static Net N = new(); public static Other O = new();
        [NoDerivative] public static double[] C = new double[4];
        public static Span<double> Q => S;
        public static void Set(ref double r, double a) => r = a;
        public static void SetOut(out double r, double a) => r = a;
        public static void SetArray(double[] r, double a) { r[1] = a; }
        public static void SetSpan(Span<double> r, double a) { Span<double> t = r[1..]; t[0] = a; }
        public static Span<double> Chosen(double[] a, double[] b, bool first) => first ? a : b;
        """;

    private const string Net = "[Differentiable] public sealed partial class Net { public double[] W = new double[3]; public double B; }";

    [Theory]
    [InlineData("Span<double> s = S; s[0] = x; return s[0] * x;")]
    [InlineData("Span<double> s = S.AsSpan(1); s[1..][0] += x; return x;")]
    [InlineData("ref double r = ref S[1]; r = x; return x;")]
    [InlineData("ref double r = ref Total; r = x; return x;")]
    [InlineData("Set(ref Total, x); return x;")]
    [InlineData("Set(ref S[1], x); return x;")]
    [InlineData("SetOut(out Total, x); return x;")]
    [InlineData("SetArray(S, x); return x;")]
    [InlineData("SetSpan(S, x); return x;")]
    [InlineData("J[0][1] = x; return x;")]
    [InlineData("double[] row = J[0]; row[1] = x; return x;")]
    [InlineData("M[0, 1] = x; return x;")]
    [InlineData("N.W[1] = x; return x;")]
    [InlineData("N.B = x; return x;")]
    [InlineData("Net n = N; n.B += x; return x;")]
    [InlineData("O.W[1] = x; return x;")]
    [InlineData("O.B = x; return x;")]
    [InlineData("Span<double> w = O.W; w[1] = x; return x;")]
    [InlineData("S.AsSpan().Fill(x); return x;")]
    [InlineData("double[] t = { x, x }; t.CopyTo(S, 0); return x;")]
    [InlineData("double[] t = { x, x }; t.AsSpan().CopyTo(S); return x;")]
    [InlineData("Array.Copy(new[] { x, x }, S, 2); return x;")]
    [InlineData("Q[0] = x; return x;")]
    [InlineData("foreach (ref double r in S.AsSpan()) r = x; return x;")]
    [InlineData("double[] t = x > 0 ? S : new double[3]; t[0] = x; return t[0] * x;")]
    [InlineData("double[][] t = new double[2][]; t[0] = S; t[0][0] = x; return t[0][0] * x;")]
    [InlineData("Chosen(S, new double[2], x > 0)[1] = x; return x;")]
    [InlineData("void Local() { Span<double> s = S; s[0] = x; } Local(); return x;")]
    [InlineData("double[] t = S; for (int i = 0; i < t.Length; i++) { t[i] = x * i; } return x;")]
    [InlineData("(S[0], Total) = (x, x); return x;")]
    [InlineData("Span<double> s = C; Span<double> t = x > 0 ? s : stackalloc double[4]; t[0] = x; return t[0];")]
    public void Is_refused(string body)
    {
        Snippet snippet = Of(body);
        Assert.Null(snippet.Result.InternalError);
        Assert.Null(snippet.Result.Module);
        Assert.Contains(snippet.Result.Rejections, rejection => rejection.Id is "ADJ0011" or "ADJ0002");
    }

    [Theory]
    [InlineData("Span<double> s = S; s[0] = 2; return s[0] * x;")]
    [InlineData("double[] t = S; SetSpan(t, 3); return t[1] * x;")]
    [InlineData("SetArray(S, Derivative.Stop(x)); return S[1] * x;")]
    [InlineData("Span<double> s = C; s[0] = x; return s[0] * x;")]
    [InlineData("SetSpan(C, x); return C[1] * x;")]
    [InlineData("double[] t = new double[3]; t[0] = x; t[1] = S[0] * x; return t[0] * t[1];")]
    [InlineData("double[] t = new double[4]; S.AsSpan().CopyTo(t); t[0] = x; return t[0] * t[1];")]
    public void Is_taken(string body)
    {
        Snippet snippet = Of(body);
        Assert.Null(snippet.Result.InternalError);
        Assert.Empty(snippet.Result.Rejections);
        snippet.RunsTheSame(1.5);
    }

    private static Snippet Of(string body) => Snippet.Of(Members + "[Differentiable] public static double F(double x) { " + body + " }", Net);
}
