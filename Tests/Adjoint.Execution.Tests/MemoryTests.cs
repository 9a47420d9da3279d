using Adjoint.Execution.Tests.Harness;

namespace Adjoint.Execution.Tests;

/// <summary>Spans, arrays, containers, in-place mutation and aliasing.</summary>
public sealed class MemoryTests
{
    private const string All = "[Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp | Derivatives.Hvp)] ";
    private const string Writing = "[Differentiable(Derivatives.Vjp | Derivatives.Jvp)] ";

    public static TheoryData<string, string, string> Cases => new()
    {
        { "dot", All + "public static double F(ReadOnlySpan<double> w, ReadOnlySpan<double> x) { double s = 0; for (int i = 0; i < w.Length; i++) s += w[i] * x[i]; return s; }", "w: new double[] { 1, 2, -3 }; x: new double[] { 0.5, 4, 2 }" },
        { "foreach", All + "public static double F(double[] w) { double s = 1; foreach (double v in w) s *= v + 1; return s; }", "w: new double[] { 1, 2, -3 }" },
        { "from end", All + "public static double F(ReadOnlySpan<double> w) => w[^1] * w[0] + w[1..].Length * w[1..][0];", "w: new double[] { 1.5, 2, -3 }" },
        { "matrix", All + "public static double F(double[,] a, double[] x) { double s = 0; for (int i = 0; i < a.GetLength(0); i++) for (int j = 0; j < a.GetLength(1); j++) s += a[i, j] * x[j] * x[i]; return s; }", "a: new double[,] { { 1, 2 }, { 3, 4 } }; x: new double[] { 0.5, -1 }" },
        { "jagged", All + "public static double F(double[][] a) { double s = 0; foreach (double[] row in a) { double p = 1; foreach (double v in row) p *= v; s += p * p; } return s; }", "a: new double[][] { new double[] { 1.5, 2 }, new double[] { 3 }, new double[0] }" },
        { "local array", All + "public static double F(double x, int n) { double[] t = new double[n]; t[0] = x; for (int i = 1; i < n; i++) t[i] = t[i - 1] * x + i; double s = 0; for (int i = 0; i < n; i++) s += t[i] * t[n - 1 - i]; return s; }", "x: 0.8; n: 5" },
        { "stackalloc", All + "public static double F(ReadOnlySpan<double> x) { Span<double> t = stackalloc double[x.Length]; for (int i = 0; i < x.Length; i++) t[i] = x[i] * x[i]; double s = 0; for (int i = 0; i < t.Length; i++) s += t[i] * x[(i + 1) % x.Length]; return s; }", "x: new double[] { 1.5, -2, 3 }" },
        { "scale in place", Writing + "public static void F(Span<double> x, double a) { for (int i = 0; i < x.Length; i++) x[i] *= a; }", "x: new double[] { 1.5, -2, 3 }; a: 0.7" },
        { "prefix sums", Writing + "public static void F(Span<double> x) { for (int i = 1; i < x.Length; i++) x[i] += x[i - 1] * x[i]; }", "x: new double[] { 1.5, -2, 3, 0.5 }" },
        { "softmax", Writing + "public static void F(ReadOnlySpan<double> x, Span<double> y) { double m = double.NegativeInfinity; for (int i = 0; i < x.Length; i++) m = Math.Max(m, x[i]); double s = 0; for (int i = 0; i < x.Length; i++) { y[i] = Math.Exp(x[i] - m); s += y[i]; } for (int i = 0; i < x.Length; i++) y[i] /= s; }", "x: new double[] { 1.5, -2, 3, 0.5 }; y: new double[4]" },
        { "value and writes", All + "public static double F(Span<double> x, double a) { double s = 0; for (int i = 0; i < x.Length; i++) { x[i] = x[i] * x[i] + a; s += x[i]; } return s; }", "x: new double[] { 1.5, -2, 3, 0.5 }; a: 1.25" },
        { "overlapping slices", All + "public static double F(double[] v) { Span<double> a = v.AsSpan(0, 3), b = v.AsSpan(1, 3); for (int i = 0; i < 3; i++) a[i] += b[i] * a[0]; return v[0] * v[1] + v[2]; }", "v: new double[] { 1.5, -2, 3, 0.5 }" },
        { "ref local", All + "public static double F(double[] v) { ref double c = ref v[1]; c = c * v[0]; v[1] += c; return c * c + v[2]; }", "v: new double[] { 1.5, -2, 3 }" },
        { "ref argument", All + "public static double F(double x) { double y = x; Move(ref y, x); Move(ref y, 2); return y; } static void Move(ref double a, double by) { a = a * by + 1; }", "x: 1.25" },
        { "helper on spans", All + "public static double F(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => Dot(a, b) / Math.Sqrt(Dot(a, a)); static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b) { double s = 0; for (int i = 0; i < a.Length; i++) s += a[i] * b[i]; return s; }", "a: new double[] { 1.5, -2, 3 }; b: new double[] { 0.5, 1, -1 }" },
        { "gather", All + "public static double F(double[] v, int[] index) { double s = 0; for (int i = 0; i < index.Length; i++) s += v[index[i]] * (i + 1) * v[index[i]]; return s; }", "v: new double[] { 1.5, -2, 3 }; index: new int[] { 2, 0, 2, 1 }" },
        { "scalar references", Writing + "public static void F(ref double a, ref double b) { double t = a; a = a * b; b = t + b; }", "a: 1.5; b: -2.5" },
        { "tuple result", "[Differentiable(Derivatives.Vjp | Derivatives.Jvp)] public static (double A, double B) F(double x, double[] y) => (x * y[0], y[1] / x);", "x: 1.5; y: new double[] { 2, 3 }" },
        { "chosen parameters", "[Differentiable(nameof(w))] public static double F(double[] w, double[] x, double b) { double z = b; for (int i = 0; i < w.Length; i++) z += w[i] * x[i]; return z * z; }", "w: new double[] { 1.5, -2 }; x: new double[] { 3, 4 }; b: 0.5" },
        { "neighbours", All + "public static double F(ReadOnlySpan<double> x, int n) { double s = 0; for (int i = 0; i + 1 < n; i++) s += x[i] * x[i + 1]; for (int i = n; i-- > 0;) s += x[i] * s; for (int i = 1; i <= n; i += 2) s += x[i - 1] * i; return s; }", "x: new double[] { 1.5, -0.5, 3, 0.25 }; n: 4" },
        { "neighbours of none", All + "public static double F(ReadOnlySpan<double> x, int n) { double s = x[0]; for (int i = 0; i + 1 < n; i++) s += x[i] * x[i + 1]; for (int i = n; i-- > 0;) s += x[i]; return s; }", "x: new double[] { 1.5, -0.5 }; n: int.MinValue" },
        { "rows", All + "public static double F(Rows<double> rows, double a) { double s = 0; for (int i = 0; i < rows.Count; i++) { ReadOnlySpan<double> row = rows[i]; for (int j = 0; j < row.Length; j++) s += row[j] * row[0] * a; } return s; }", "rows: new double[] { 1, 2, 3, 4, 5, 6 }; rows.RowLength: 3; a: 0.5" },
        { "rows beside a span that a checkpointed loop writes", "[Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp)] public static double F(Rows<double> rows, Span<double> y) { for (int i = 0; i + 1 < y.Length; i++) { Derivative.Checkpoint(2); y[i] = Math.Sin(y[i] * rows[i][1]); y[i + 1] += y[i] * y[i]; } return y[0] + y[2]; }", "rows: new double[] { 0.5, 1.5, -0.5, 2.5 }; rows.RowLength: 2; y: new double[] { 0.2, 0.9, 0.4 }" },
        { "rows of a batch", All + "public static double F(double[] w, Rows<double> rows) { double s = 0; for (int i = 0; i < rows.Count; i++) s += One(w, rows[i]); return s / rows.Count; } static double One(ReadOnlySpan<double> w, ReadOnlySpan<double> x) { double z = 0; for (int j = 0; j < x.Length; j++) z += w[j] * x[j]; return z * z; }", "w: new double[] { 1, -1, 0.5 }; rows: new double[] { 1, 2, 3, 4, 5, 6 }; rows.RowLength: 3" },
    };

    public static TheoryData<string, string, string> Singles => new()
    {
        { "dot", All + "public static float F(ReadOnlySpan<float> w, float b, ReadOnlySpan<float> x) { float z = b; for (int i = 0; i < w.Length; i++) z += w[i] * x[i]; return MathF.Tanh(z); }", "w: new float[] { 1, 2, -3 }; b: 0.5f; x: new float[] { 0.5f, 0.25f, 0.125f }" },
        { "mixed", All + "public static double F(float[] w, double b) { double z = b; for (int i = 0; i < w.Length; i++) z += w[i] * b * w[i]; return z; }", "w: new float[] { 1, 2, -3 }; b: 0.5" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Companions_agree_with_differences(string name, string method, string values) => Run(name, method, values, 1e-6);

    [Theory]
    [MemberData(nameof(Singles))]
    public void Single_precision_agrees_with_differences(string name, string method, string values) => Run(name, method, values, 2e-2);

    private static void Run(string name, string method, string values, double tolerance)
    {
        Assert.NotEmpty(name);
        Case test = new(method, values.Split("; "));
        GradientCheck.Run(test.Program, test.Arguments, tolerance);
    }
}
