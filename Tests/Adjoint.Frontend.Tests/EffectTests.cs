using Xunit;

namespace Adjoint.Frontend.Tests;

/// <summary>Code without derivative runs once, in order, and as the C# does.</summary>
public sealed class EffectTests
{
    private const string Statics = """
        public static int Count; [NoDerivative] public static double Last; public static double Gain = 2.5; public static readonly double[] Table = { 1, 2, 3 };
        public const double Half = 0.5;
        [NoDerivative] public static double Measure(double a) => a * 3;
        public static string Label { get; set; } = "none";
        """;

    [Theory]
    [InlineData("Count++; Last = x; return x * Gain + Table[1] * Half + Measure(x) + (Count > 0 ? 1 : 0);")]
    [InlineData("string s = $\"x = {x:F1}{{}}\"; Debug.Assert(x != 7, $\"seven {x}\"); return s.Length + x;")]
    [InlineData("var random = new Random(3); double s = 0; for (int i = 0; i < 4; i++) s += random.NextDouble() * x; return s;")]
    [InlineData("Label = \"a\" + x.ToString(System.Globalization.CultureInfo.InvariantCulture); return Label.Length + x;")]
    [InlineData("var names = new List<string>(); names.Add(\"a{0}\"); names.Add(x.ToString()); return names.Count * x + names[0].Length;")]
    [InlineData("decimal d = 3; int k = (int)d; return k * x;")]
    [InlineData("if (string.IsNullOrEmpty(Label)) return 1; return x + Label[0];")]
    [InlineData("DayOfWeek day = DayOfWeek.Friday; return x + (day == DayOfWeek.Friday ? 1 : 2) + day.ToString().Length;")]
    [InlineData("var log = new List<double>(); log.Add(x); return x * log.Count;")]
    public void Runs_the_same(string body) => Snippet.Same(Statics + "[Differentiable] public static double F(double x) { " + body + " }", 1.5);

    [Theory]
    [InlineData("double Fact(int n) => n == 0 ? 1 : n * Fact(n - 1); return Fact(5) * x;")]
    [InlineData("double s = 0; void Walk(int n) { if (n == 0) return; s += n * x; Walk(n - 1); s *= 1.5; } Walk(3); return s;")]
    [InlineData("double[] a = { 1, 2, 3, 4 }; double Sum(int from, int to) { if (to - from == 1) return a[from] * x; int mid = (from + to) / 2; return Sum(from, mid) + Sum(mid, to); } return Sum(0, 4);")]
    [InlineData("int depth = 0; bool Even(int n) { depth++; return n == 0 || Odd(n - 1); } bool Odd(int n) { depth++; return n != 0 && Even(n - 1); } return (Even(4) ? x : -x) + depth;")]
    [InlineData("double t = x; double Outer(int n) { double u = t * n; double Inner(double v) => v + u + t; t += 1; return n == 0 ? Inner(1) : Inner(2) + Outer(n - 1); } return Outer(2) + t;")]
    public void Recursive_local_functions(string body) => Snippet.Same("[Differentiable] public static double F(double x) { " + body + " }", 1.5);

    [Theory]
    [InlineData("double[] a = { 1, 2, 3, 4 }; var b = a[1..3]; b[0] = x; return a[1] + b[0] + b.Length;")]
    [InlineData("double[] a = new double[3]; Array.Fill(a, x); Array.Clear(a, 1, 1); return a[0] + a[1];")]
    [InlineData("double[] a = { x, 2 }; double[] b = (double[])a.Clone(); b[0] = 5; return a[0] + b[1];")]
    [InlineData("(double, double)? p = x > 0 ? (x, 2.0) : null; return p is (var a, var b) ? a * b : 0;")]
    public void Memory(string body) => Snippet.Same("[Differentiable] public static double F(double x) { " + body + " }", 1.5);
}
