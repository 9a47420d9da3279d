using Adjoint.Execution.Tests.Harness;

namespace Adjoint.Execution.Tests;

/// <summary>Faults that random programs found in the compiler, each on the smallest program that shows it.</summary>
public sealed class FoundFaultTests
{
    private const string All = "[Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp | Derivatives.Hvp)] ";
    private const string Writing = "[Differentiable(Derivatives.Vjp | Derivatives.Jvp)] ";

    public static TheoryData<string, string, string> Cases => new()
    {
        { "parentheses in stackalloc", All + "public static double F(double a, int n) { Span<double> s = stackalloc double[] { 1, (a * a), (checked(2 * a)) }; Span<double> t = stackalloc double[(n)]; t[0] = s[1] * s[2]; return t[0]; }", "a: 1.25; n: 2" },
        { "fill by turns", Writing + "public static void F(double a, Span<double> y) { for (int i = 0; i < 4; i += 2) y.Fill(a * Math.Tanh(i + 0.5)); }", "a: 1.25; y: new double[3]" },
        { "one element, every turn", Writing + "public static void F(double a, Span<double> y) { for (int i = 0; i < 4; i++) y[0] = a * Math.Tanh(i + 0.5); }", "a: 1.25; y: new double[3]" },
        { "elements by a table", Writing + "public static void F(ReadOnlySpan<double> x, Span<double> y, int[] table) { for (int i = 0; i < x.Length; i++) y[table[i]] = Math.Sin(x[i]); }", "x: new double[] { 0.5, 0.25, -1, 2 }; y: new double[3]; table: new int[] { 0, 2, 0, 2 }" },
        { "scalar reference in a loop of lanes", All + "public static double F(ref double c, ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < x.Length; i++) for (int j = 0; j < y.Length; j++) y[j] = Math.Sin(y[j] + Math.Exp(Math.Sin(c))); return y[0] + y[1]; }", "c: 0.75; x: new double[] { 1, 2 }; y: new double[] { 0.5, 0.25 }" },
        { "reference chosen by a condition", All + "public static double F(double a, Span<double> y) { ref double r = ref (a > 0 ? ref y[0] : ref y[1]); r *= a * y[0]; return r * y[1]; }", "a: 1.25; y: new double[] { 0.5, 0.25 }" },
        { "reference chosen by computed indices in a loop", All + "public static double F(double a, double b, ReadOnlySpan<double> x, int[] table) { Span<double> m = new double[2]; m[1] = a; int k = 0; do { ref double r = ref (b > 0.25 * k || a >= x[1] ? ref m[table[k % 4] % 2] : ref m[table[1] % 2]); for (int i = 0; i < x.Length; i++) b += x[i] * r; r = b * a; } while (k++ < 4); return a + b * m[0]; }", "a: 0.5; b: 0.25; x: new double[] { 0.5, 0.25, 0.75 }; table: new int[] { 1, 3, 2, 0 }" },
        { "array that is a parameter or a local", All + "public static double F(double a, double[] z) { double[] w = a > 0 ? z : new double[2]; w[0] = a * 2; return z[0] * z[1]; }", "a: 0.5; z: new double[] { 0.5, 0.25 }" },
        { "second derivative through a call whose value nothing uses", "private static double H(double x, int n) => n < 1 ? 0.5 : H((x < 1 ? x : 1.25) + x, n - 1) > 9 ? 2 : 0.75; " + All + "public static double F(double a, Span<double> y, int n) { double[] m = y.ToArray(); for (int i = 1; i < m.Length; i++) switch (i) { case 2: if (H(a, i) <= Math.Min(m[(i + 1) % 3], 0.25 * i)) { } break; } ref double r = ref m[1]; return a * a + r; }", "a: 1.25; y: new double[] { 0.5, 0.25, 0.75 }; n: 1" },
        { "recurrence downwards", All + "public static double F(Span<double> y) { for (int i = y.Length - 2; i >= 0; i--) y[i] -= 0.5 * y[i + 1]; return y[0]; }", "y: new double[] { 0.5, 0.25, 0.75, -1, 2, 1.5, 0.125, 3, -0.5, 1, 2, 0.25, 4, -1, 0.5, 1, 2, 3 }" },
        { "recurrence downwards that reads what is not yet written", All + "public static double F(Span<double> y) { for (int i = y.Length - 1; i > 0; i--) y[i] -= 0.5 * y[i - 1] * y[i]; return y[1] + y[8] * y[5]; }", "y: new double[] { 0.5, 0.25, 0.75, -1, 2, 1.5, 0.125, 3, -0.5, 1, 2, 0.25, 4, -1, 0.5, 1, 2, 3 }" },
        { "recurrence downwards through memory of its own", All + "public static double F(ReadOnlySpan<double> t) { int n = t.Length; Span<double> m = stackalloc double[n]; for (int i = n - 2; i > 0; i--) m[i] = t[i] - 0.3 * m[i + 1]; return m[1]; }", "t: new double[] { 0.5, 0.25, 0.75, -1, 2, 1.5, 0.125, 3, -0.5, 1, 2, 0.25, 4, -1, 0.5, 1, 2, 3 }" },
        { "recurrence upwards that reads ahead", All + "public static double F(Span<double> y) { for (int i = 0; i < y.Length - 1; i++) y[i] = 0.5 * y[i + 1] * y[i]; return y[0] + y[7]; }", "y: new double[] { 0.5, 0.25, 0.75, -1, 2, 1.5, 0.125, 3, -0.5, 1, 2, 0.25, 4, -1, 0.5, 1, 2, 3 }" },
        { "element that a call adds to while its own share is computed", "private static double R(ReadOnlySpan<double> p, int n, double v) => n == 0 ? v : R(p, n - 1, v * p[n % 3]) + v; " + All + "public static double F(ReadOnlySpan<double> p) => R(p, 4, p[0]);", "p: new double[] { 1.5, 0.75, 1.25 }" },
        { "read-only references to elements", All + "public static double F(ReadOnlySpan<double> v) { double s = 0; foreach (ref readonly var x in v) s += x * x; return s; }", "v: new double[] { 1.5, 0.75, 1.25 }" },
        { "reference that a return leaves unset", All + "public static double F(double a, Span<double> y, int n) { int k = 0; do { Span<double> s = y.Slice(0, 2); if (k > n) return a * s[0]; switch (k) { case 0: y[^1] += y[2] * s[1]; break; case 1: if (a > 9) return a; a -= s[1]; break; } a *= y[2]; } while (k++ < 3); return a; }", "a: 1.25; y: new double[] { 0.5, 0.25, 0.75 }; n: 1" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Companions_agree_with_differences(string name, string method, string values)
    {
        Assert.NotEmpty(name);
        Case test = new(method, values.Split("; "));
        GradientCheck.Run(test.Program, test.Arguments);
    }
}
