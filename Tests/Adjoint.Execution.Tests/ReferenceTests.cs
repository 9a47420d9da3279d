namespace Adjoint.Execution.Tests;

/// <summary>Programs that move references about: rows made by loops and put elsewhere, slices that loops narrow, buffers that change places.</summary>
public sealed class ReferenceTests
{
    private const string All = "[Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp | Derivatives.Hvp)] public static ";

    public static TheoryData<string, string, string> Cases => new()
    {
        { "rows of a loop", "double F(double a, int n) { double[][] m = new double[n][]; for (int i = 0; i < n; i++) { m[i] = new double[3]; m[i][0] = a * i; } double s = 0; foreach (var r in m) s += r[0] * r[0]; return s; }", "a: 1.3; n: 3" },
        { "rows of a branch in a loop", "double F(double a, int n) { double[][] m = new double[n][]; for (int i = 0; i < n; i++) { if (i % 2 == 0) m[i] = new double[3]; else m[i] = new double[2]; m[i][0] = a * i; m[i][1] += a; } double s = 0; foreach (var r in m) s += r[0] * r[0] * r[1]; return s; }", "a: 1.3; n: 4" },
        { "rows one further on", "double F(double a, int n) { double[][] m = new double[n + 1][]; m[0] = new double[1]; m[0][0] = a; for (int i = 0; i < n; i++) { m[i + 1] = new double[3]; m[i + 1][0] = a * i + Math.Sin(m[i][0]); } double s = 0; foreach (var r in m) s += r[0] * r[0]; return s; }", "a: 1.3; n: 4" },
        { "three deep", "double F(double a, int n) { double[][][] m = new double[n][][]; for (int i = 0; i < n; i++) { m[i] = new double[2][]; for (int j = 0; j < 2; j++) { m[i][j] = new double[3]; m[i][j][1] = a * j + i; } } double s = 0; foreach (var q in m) foreach (var r in q) s += r[1] * r[1]; return s; }", "a: 1.3; n: 3" },
        { "rows that change places", "double F(double a, int n) { double[][] m = { new double[] { a, 1 }, new double[] { 2, a } }; for (int i = 0; i < n; i++) { double[] t = m[0]; m[0] = m[1]; m[1] = t; m[0][0] = m[0][0] * m[1][1] + i; } return m[0][0] * m[1][0]; }", "a: 0.7; n: 3" },
        { "rows exchanged once", "double F(double a) { double[][] m = { new double[] { a, 1 }, new double[] { 2, a * a } }; double before = m[0][0]; (m[0], m[1]) = (m[1], m[0]); m[0][0] *= a; return before * m[0][0] + m[1][0] * m[0][1]; }", "a: 0.7" },
        { "elimination with pivots", "double F(double[,] a, double[] b) { int n = b.Length; double[][] m = new double[n][]; for (int i = 0; i < n; i++) { m[i] = new double[n + 1]; for (int j = 0; j < n; j++) m[i][j] = a[i, j]; m[i][n] = b[i]; } for (int k = 0; k < n; k++) { int p = k; for (int i = k + 1; i < n; i++) if (Math.Abs(m[i][k]) > Math.Abs(m[p][k])) p = i; if (p != k) { double[] t = m[p]; m[p] = m[k]; m[k] = t; } for (int i = k + 1; i < n; i++) { double f = m[i][k] / m[k][k]; for (int j = k; j <= n; j++) m[i][j] -= f * m[k][j]; } } double s = 0; for (int i = n - 1; i >= 0; i--) { for (int j = i + 1; j < n; j++) m[i][n] -= m[i][j] * m[j][n]; m[i][n] /= m[i][i]; s += m[i][n] * (i + 1); } return s; }", "a: new double[,] { { 0.1, 2, 3 }, { 4, 1, -2 }, { 1, 5, 2 } }; b: new double[] { 1, 2, 3 }" },
        { "a table of tables in each turn", "double F(double a, int n) { double s = 0; for (int i = 0; i < n; i++) { double[][] m = { new[] { a, 1 }, new[] { a * i, 2 } }; m[0] = m[1]; s += m[0][0] * m[1][0]; } return s; }", "a: 1.3; n: 4" },
        { "rows in a branch", "double F(double a, int n) { double[][] m = new double[2][]; if (n > 2) { m[0] = new[] { a, 2 }; m[1] = m[0]; } else { m[1] = new[] { 3, a }; m[0] = new[] { a }; } m[0][0] *= a; return m[1][0] * m[0][0]; }", "a: 1.3; n: 4" },
        { "first element off in each turn", "double F(ReadOnlySpan<double> x) { double s = 1; while (!x.IsEmpty) { s += Math.Sin(x[0]) * s; x = x[1..]; } return s; }", "x: new double[] { 1.5, -2, 3, 0.5 }" },
        { "slice from both ends", "double F(Span<double> x, double a) { double s = a; while (x.Length > 1) { s = s * x[0] + x[^1]; x[0] = s; x = x.Slice(1, x.Length - 2); } return s * s; }", "x: new double[] { 1.5, -2, 3, 0.5, 2 }; a: 0.3" },
        { "bisection", "double F(ReadOnlySpan<double> x, double t) { while (x.Length > 1) { int h = x.Length / 2; if (x[h] > t) x = x[..h]; else x = x[h..]; } return x[0] * t; }", "x: new double[] { 1.5, 2, 3, 4.5, 5 }; t: 3.5" },
        { "narrowed in an inner loop", "double F(ReadOnlySpan<double> x) { double s = 1; for (int i = 0; i < 2; i++) { int k = 0; while (k++ < 2) { s *= x[0] + k; x = x[1..]; } s += x.Length; } return s; }", "x: new double[] { 1.5, 2, 3, 4.5, 5 }" },
        { "the best element", "double F(Span<double> x) { ref double best = ref x[0]; for (int i = 1; i < x.Length; i++) if (x[i] > best) best = ref x[i]; best *= 2; return best * best + x[1]; }", "x: new double[] { 1.5, -2, 3, 0.5 }" },
        { "the best row", "double F(double[][] m) { double[] best = m[0]; for (int i = 1; i < m.Length; i++) if (m[i][0] > best[0]) best = m[i]; return best[0] * best[1]; }", "m: new double[][] { new double[] { 1.5, 2 }, new double[] { 3, 0.5 }, new double[] { 1, 1 } }" },
        { "two buffers", "double F(double a, int n) { double[] p = { a, 2 * a }; double[] q = new double[2]; for (int i = 0; i < n; i++) { q[0] = p[1] * p[0]; q[1] = Math.Sin(p[0]); (p, q) = (q, p); } return p[0] + p[1]; }", "a: 0.7; n: 3" },
        { "a window that moves", "double F(double[] x, int n) { Span<double> w = x; double s = 0; for (int i = 0; i < n; i++) { w = x.AsSpan(i, 2); s += w[0] * w[1]; } return s * w[0]; }", "x: new double[] { 1.5, 2, 3, 4.5, 5 }; n: 3" },
        { "a new buffer in each turn", "double F(double a, int n) { double[] p = { a, 2 * a }; for (int i = 0; i < n; i++) { double[] q = new double[2]; q[0] = p[1] * p[0]; q[1] = Math.Sin(p[0]) + i; p = q; } return p[0] + p[1]; }", "a: 0.7; n: 3" },
        { "a step that returns a new state", "double F(double[] start, double a, int n) { double[] p = start; for (int i = 0; i < n; i++) p = Step(p, a); return p[0] * p[1] + start[0]; } static double[] Step(double[] p, double a) { double[] q = new double[p.Length]; for (int i = 0; i < q.Length; i++) q[i] = p[i] * a + Math.Sin(p[(i + 1) % q.Length]); return q; }", "start: new double[] { 0.5, 2, 1 }; a: 0.7; n: 3" },
        { "a new state while it is small", "double F(double a) { double[] p = { a }; while (p[0] < 10) { double[] q = new double[1]; q[0] = p[0] * p[0] + a; p = q; } return p[0] * a; }", "a: 1.3" },
        { "rows of a loop of unknown length", "double F(double a, int n) { double s = 0; while (n-- > 0) { double[][] m = { new[] { a, s }, new[] { a * n, 2 } }; (m[0], m[1]) = (m[1], m[0]); m[0][0] *= a; s += m[0][0] * m[1][1] + m[1][0]; } return s; }", "a: 0.9; n: 3" },
        { "one row many times", "double F(double a, int n) { double[] row = { a, a * a }; double[][] m = new double[n][]; for (int i = 0; i < n; i++) m[i] = row; m[1][0] *= 3; double s = 0; foreach (var r in m) s += r[0] * r[1]; return s; }", "a: 1.3; n: 4" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Companions_agree_with_differences(string name, string method, string values)
    {
        Assert.NotEmpty(name);
        Case test = new(All + method, values.Split("; "));
        Harness.GradientCheck.Run(test.Program, test.Arguments);
    }
}
