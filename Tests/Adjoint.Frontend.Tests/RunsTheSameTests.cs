using Xunit;

namespace Adjoint.Frontend.Tests;

/// <summary>Snippets that are compiled and lowered; both must give the same on the same arguments.</summary>
public sealed class RunsTheSameTests
{
    private static readonly double[] Numbers = [1.5, -2.25, 0.5, 3.75, -0.125, 2];

    [Theory]
    [InlineData("return x * y + x / y - x % y;")]
    [InlineData("double z = x; z += y; z *= z; z -= 1; z /= 3; return -z + +x;")]
    [InlineData("return x > y ? x : y;")]
    [InlineData("Span<double> s = stackalloc double[(2)] { ((x - y) * (x * x)), checked(y) }; ref double r = ref s[1]; return s[0] + r;")]
    [InlineData("if (x > 1) return y; return x;")]
    [InlineData("if (x > 1) { y = x * 2; } else { y++; } return y;")]
    [InlineData("if (x > 1 && y < 3 || x == 0) return 1; else return 2;")]
    [InlineData("double s = 0; for (int i = 0; i < 5; i++) s += x * i; return s + y;")]
    [InlineData("double s = 0; for (int i = 5; i > 0; i -= 2) s += x * i; return s;")]
    [InlineData("double s = 0; int i; for (i = 0; i <= 7; i += 3) { s += x * i; } return s + i;")]
    [InlineData("double s = 0; int i; for (i = 9; i >= 2; i -= 4) { s += x * i; } return s + i;")]
    [InlineData("double s = 0; for (int i = 0; i < 10; i++) { if (i == 3) continue; if (i == 7) break; s += x * i; } return s;")]
    [InlineData("double s = 0; for (int i = 0; i < 10; i++) { for (int j = 0; j < i; j++) { if (j == 3) break; if (i == 5) return s; s += x * j; } s *= 0.5; } return s;")]
    [InlineData("for (int i = 0; i + 1 < 6; i++) x += i * y; return x;")]
    [InlineData("int n = (int)x - 1; for (int i = 0; i + 1 < n; i++) x += i * y; for (int i = -3; i + 2 <= n; i++) x += i; n = int.MinValue; int k = 7; for (k = 0; k + 1 < n; k++) x += 100; for (int i = n; i + 1 < n; i++) x += 100; return x + k;")]
    [InlineData("int n = 5; int i; for (i = n; i-- > 0;) x += i * y; n = -2; for (i = n; i-- > 0;) x += 100; y += i; n = int.MinValue; for (i = n; i-- > 0;) x += 100; return x + y + i;")]
    [InlineData("int i; for (i = 7; 2 <= i--;) { if (i == 3) continue; x += i * y; } return x + i;")]
    [InlineData("for (int i = 1; i <= 9; i += 2) for (int j = 0; j <= i; j++) x += i * j * y; return x;")]
    [InlineData("int n = int.MaxValue, c = 0, i; for (i = n - 6; i < n; i += 3) c++; for (i = -n - 1 + 6; i > -n - 1; i -= 3) c += 10; return x * c + (i == int.MinValue ? 1 : 0);")]
    [InlineData("int n = 1400000000, c = 0, i; for (i = -2000000000; i < n; i += 700000000) c++; for (int j = 2000000000; j >= -n; j -= 900000000) c += 10; return x * c + i;")]
    [InlineData("int n = int.MaxValue - 3, c = 0, i; for (i = n - 9; i + 4 <= n; i += 4) c++; for (; i < n; i++) c += 10; for (; i > n - 5; i--) c += 100; return x * c + (n - i);")]
    [InlineData("while (x < 100) x = Math.Abs(x) * 2 + 1; return x;")]
    [InlineData("do { x = Math.Abs(x) * 2 + 1; if (x > 50) break; y += x; } while (y < 1000); return x + y;")]
    [InlineData("int n = 0; while (n++ < 5) { if (n == 2) continue; x += n; } return x + n;")]
    [InlineData("while (true) { x += y * y + 1; if (x > 10) return x; }")]
    [InlineData("double r; while (true) { x += y * y + 1; if (x > 10) { r = x; break; } } return r;")]
    [InlineData("int i = 5; do { x += i; } while (--i > 0); return x;")]
    [InlineData("for (int i = 0, j = 10; i < j; i++, j--) x += i * j; return x;")]
    [InlineData("for (int i = 8; i-- > 0;) x += i * y; return x;")]
    [InlineData("if (x < 0) throw new ArgumentException(\"negative\"); return Math.Sqrt(x);")]
    [InlineData("if (y < 0) throw new ArgumentException($\"negative {{ {y:F2} }}\", nameof(y)); return Math.Sqrt(x);")]
    [InlineData("double a, b; a = b = x * y; return a + b;")]
    [InlineData("double t = (x = y * 2) + x; return t * x;")]
    [InlineData("int k = 3; double t = k++ * x + ++k * y + k-- + --k; return t + k;")]
    [InlineData("return Math.Sin(x) * Math.Cos(y) + Math.Exp(x * 0.1) + Math.Pow(Math.Abs(x), y) + Math.Max(x, y) + Math.Log(Math.Abs(x) + 1, 3);")]
    [InlineData("(double s, double c) = Math.SinCos(x); return s * 2 + c * y;")]
    [InlineData("return double.Hypot(x, y) + double.RootN(Math.Abs(x), 3) + Math.Clamp(x, -1, 1) + Math.Sign(x) + double.Exp2(y) + Math.CopySign(x, y);")]
    [InlineData("return Adjoint.SpecialFunctions.Erf(x) + Adjoint.SpecialFunctions.LogGamma(y) * Adjoint.SpecialFunctions.Polygamma(x, 3) + Adjoint.SpecialFunctions.NormalQuantile((float)y);")]
    [InlineData("return Math.Round(x) + Math.Round(y, MidpointRounding.AwayFromZero) + Math.Floor(x) + Math.Truncate(y) + Math.Round(x, 1);")]
    [InlineData("return (double.IsNaN(x / 0 * 0) ? 1 : 0) + (double.IsFinite(x) ? 2 : 0) + (double.IsNegative(-0.0) ? 4 : 0) + (double.IsInteger(y) ? 8 : 0) + double.Pi;")]
    [InlineData("return Math.Max(3, (int)x) + Math.Abs(-4) + Math.Min(7L, 2L) + Math.Sign((int)y) + Math.Clamp((int)x, 0, 1);")]
    [InlineData("int i = (int)(x * 3); uint u = (uint)i; long l = u; byte b = (byte)i; short s = (short)(b << 3); char c = (char)(b + 7); return i + u + l + b + s + c + (i >> 1) + (i >>> 3) + (i & 12 | 3 ^ b) + (l << 33) + ~i;")]
    [InlineData("byte b = 250; b += 10; sbyte s = 127; s++; char c = 'z'; c++; ushort u = 3; u -= 5; return x + b + s + c + u;")]
    [InlineData("checked { int i = (int)(x * 3); byte b = (byte)i; return b; }")]
    [InlineData("int i = int.MaxValue; checked { i += (int)x; } return i;")]
    [InlineData("int i = (int)x; return 7 / i + 7 % (i - 1);")]
    [InlineData("float f = (float)x; f = f * 1.1f + MathF.Sin(f); return f + y;")]
    [InlineData("var t = (A: x, B: (y, 3)); t.A += t.B.Item1; t.B.Item2++; var (p, (q, r)) = t; return p * q + r;")]
    [InlineData("(x, y) = (y, x); return x - 2 * y;")]
    [InlineData("bool a = x > 0, b = y > 0; return (a & b ? 1 : 0) + (a | b ? 2 : 0) + (a ^ b ? 4 : 0) + (!a ? 8 : 0);")]
    [InlineData("double F2(double a) => a * x + y; x = F2(2); return F2(x);")]
    [InlineData("double s = 0; void Add(double a) { if (a < 0) return; s += a * x; } Add(1); Add(-1); Add(y); return s;")]
    [InlineData("Func<double, double> f = a => a * a + y; Func<double, double> g = a => f(a) + 1; return g(x) + f(y);")]
    [InlineData("static double Twice(Func<double, double> f, double a) => f(f(a)); return Twice(a => a * y + 1, x);")]
    [InlineData("ref double r = ref x; r += 1; ref double q = ref r; q *= y; return x;")]
    [InlineData("double a = x, b = y; ref double r = ref (x > y ? ref a : ref b); r = 7; return a + 2 * b;")]
    [InlineData("{ double inner = x; { if (inner > 0) { y += inner; if (y > 2) return y; } y *= 2; } y += 1; } return y;")]
    [InlineData("if (x > 0) { if (y > 0) return 1; x = 5; } else { if (y > 0) { x = 7; } else return 3; } return x + y;")]
    [InlineData("double z = Derivative.Stop(x) * y; return z;")]
    [InlineData("const double k = 2.5; const int n = 3; for (int i = 0; i < n; i++) x += k; return x;")]
    public void OnScalars(string body)
    {
        Snippet snippet = Snippet.Of("[Differentiable] public static double F(double x, double y) { " + body + " }");
        foreach ((double x, double y) in new[] { (1.5, 0.75), (-2.0, 3.0), (0.25, -1.5), (4.0, 1.0), (100.0, 2.0) })
        {
            snippet.RunsTheSame(x, y);
        }
    }

    [Theory]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) s += x[i] * y[i]; return s;")]
    [InlineData("double s = 0; foreach (double v in x) s += v * v; return s;")]
    [InlineData("double s = 0; foreach (double v in x) { if (v < -1) continue; if (v > 3) break; s += v; } return s;")]
    [InlineData("foreach (double v in x) if (v < 0) return v; return 0;")]
    [InlineData("for (int i = 0; i < x.Length; i++) y[i] = x[i] * 2 + y[i]; return y[^1] + y[1];")]
    [InlineData("var a = x[1..^1]; var b = y[..2]; b[0] += a[0]; return a.Length + b[1] + x[^2];")]
    [InlineData("var a = x.Slice(1, 3); a.CopyTo(y); y[2..].Fill(3); y[..1].Clear(); return y[2] + (a.IsEmpty ? 1 : 2);")]
    [InlineData("double[] t = new double[x.Length]; for (int i = 0; i < t.Length; i++) t[i] = x[i]; t[0] = 9; return t[0] + x[0] + t[^1];")]
    [InlineData("double[] t = x.ToArray(); t[0]++; t[1] *= 3; return t[0]++ + t[0] + t[1] + x[0];")]
    [InlineData("Span<double> t = stackalloc double[4]; t[1] = x[0]; Span<double> u = stackalloc[] { 1.0, x[1] }; return t[1] + t[0] + u[1];")]
    [InlineData("double[,] m = new double[2, 3]; for (int i = 0; i < m.GetLength(0); i++) for (int j = 0; j < m.GetLength(1); j++) m[i, j] = x[i] * y[j]; return m[1, 2] + m.Length + m.Rank;")]
    [InlineData("double[][] m = new double[2][]; m[0] = new double[] { x[0], 2 }; m[1] = m[0]; m[1][0] += 1; return m[0][0] + m[1].Length;")]
    [InlineData("double[,] m = { { 1, x[0] }, { x[1], 4 } }; return m[0, 1] * m[1, 0];")]
    [InlineData("ref double r = ref y[1]; r += 2; ref double q = ref y[2]; q = r; r = ref q; r *= 2; return y[1] + y[2];")]
    [InlineData("foreach (ref double v in y) v *= 2; return y[0];")]
    [InlineData("return x[7];")]
    [InlineData("int i = 0; y[i++] += x[i++]; y[i] = i = 3; return i + y[0] + y[2];")]
    [InlineData("return Dot(x, y) + Dot(x[1..3], y[2..4]); static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b) { double s = 0; for (int i = 0; i < a.Length; i++) s += a[i] * b[i]; return s; }")]
    [InlineData("Span<double> t = y; t = t[1..]; double s = 0; while (t.Length > 0) { s += t[0] * t.Length; t = t[1..]; } return s;")]
    [InlineData("int[] index = { 2, 0, 1 }; double s = 0; for (int i = 0; i < index.Length; i++) s += x[index[i]] * (i + 1); return s;")]
    [InlineData("x.CopyTo(y); y[2..].CopyTo(y[1..]); return y[1];")]
    [InlineData("long k = 2; byte b = 1; return x[(int)k] + y[b];")]
    public void OnSpans(string body)
    {
        Snippet snippet = Snippet.Of("[Differentiable] public static double F(ReadOnlySpan<double> x, Span<double> y) { " + body + " }");
        snippet.RunsTheSame(Numbers, new double[] { 1, 2, 3, 4, 5, 6 });
    }

    [Theory]
    [InlineData("public static double Helper(double a) => a * a; [Differentiable] public static double F(double x) => Helper(x) + Helper(Helper(2));")]
    [InlineData("public static double Fact(int n, double a) => n <= 0 ? 1 : a * Fact(n - 1, a); [Differentiable] public static double F(double x) => Fact(4, x);")]
    [InlineData("public static bool Even(int n) => n == 0 || Odd(n - 1); public static bool Odd(int n) => n != 0 && Even(n - 1); [Differentiable] public static double F(double x) => Even(5) ? x : -x;")]
    [InlineData("public static void Swap(ref double a, ref double b) { (a, b) = (b, a); } [Differentiable] public static double F(double x) { double y = 2; Swap(ref x, ref y); Swap(ref x, ref x); return x - 3 * y; }")]
    [InlineData("public static bool Try(double a, out double r) { r = a * 2; if (a < 0) return false; r += 1; return true; } [Differentiable] public static double F(double x) => Try(x, out double r) ? r : -r;")]
    [InlineData("public static double Opt(double a, double b = 2, params double[] rest) { double s = a * b; foreach (double r in rest) s += r; return s; } [Differentiable] public static double F(double x) => Opt(x) + Opt(b: x, a: 3) + Opt(x, 1, x, 2 * x);")]
    [InlineData("public static double Apply(Func<double, double> f, double a) => f(a) + 1; public static double Sq(double a) => a * a; [Differentiable] public static double F(double x) => Apply(Math.Sin, x) + Apply(Sq, x) + Apply(a => a * x, 2);")]
    [InlineData("public static (double Sum, double[] Parts) Split(double a) => (a, new[] { a, -a }); [Differentiable] public static double F(double x) { var (s, p) = Split(x); return s + p[1] * 2; }")]
    [InlineData("public static ref double Pick(double[] a, int i) => ref a[i]; [Differentiable] public static double F(double x) { var a = new[] { x, 1.0 }; Pick(a, 0) += 2; ref double r = ref Pick(a, 1); r = 5; return a[0] * a[1]; }")]
    [InlineData("public static double Over(int a) => 1; public static double Over(double a) => a; [Differentiable] public static double F(double x) => Over(1) + Over(x);")]
    [InlineData("public static double In(in double a) => a * 2; [Differentiable] public static double F(double x) => In(x) + In(in x) + In(3);")]
    [InlineData("public static double K => 2.5; public static double Half { get { return 0.5; } } [Differentiable] public static double F(double x) => K * x + Half;")]
    public void WithHelpers(string members)
    {
        Snippet snippet = Snippet.Of(members);
        snippet.RunsTheSame(1.5);
        snippet.RunsTheSame(-2.0);
    }
}
