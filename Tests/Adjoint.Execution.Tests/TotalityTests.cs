using Adjoint.Execution.Tests.Harness;
using Adjoint.Generator;
using Adjoint.Generator.Frontend;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Adjoint.Execution.Tests;

/// <summary>Whatever C# stands under the attribute ends in companions that compile, or in a diagnostic; never in neither, nor in a fault of ours.</summary>
public sealed class TotalityTests
{
    private const string Around = """
        public static double[] Table = { 1 };
        public static double Prop => 2;
        public struct Pair { public double X, Y; public Pair(double x, double y) { X = x; Y = y; } }
        public sealed class Nested { public double V; }
        public enum E { A, B = 5, C }
        """;

    private static readonly string[] Bodies =
    [
        """ throw new InvalidOperationException(); """,
        """ while (true) { a *= 2; if (a > 100) throw new Exception("x"); } """,
        """ for (;;) { a += 1; if (a > 5) return a; } """,
        """ return a > 0 ? throw new Exception() : a; """,
        """ double x = a; { double y = x * x; x = y; } return x; """,
        """ goto end; end: return a; """,
        """ int k = n; switch (k) { case 1: a *= 2; goto case 2; case 2: a += 1; break; case > 5 and < 10: return a; default: goto case 1; } return a * a; """,
        """ return n switch { 0 => a, 1 or 2 => a * a, > 10 => throw new Exception(), _ when a > 0 => 3 * a, _ => -a }; """,
        """ double? m = n > 0 ? a : null; return m ?? 2 * a; """,
        """ double? m = null; if (n > 1) m = a * a; return m.HasValue ? m.Value : a; """,
        """ (double p, double q) t = (a, a * a); t.p += t.q; var (u, v) = t; return u * v; """,
        """ Span<double> s = stackalloc double[n]; for (int i = 0; i < n; i++) s[i] = a * i; return s[^1] * s[0]; """,
        """ Span<double> s = [a, 2 * a, 3]; return s[0] * s[1] + s.Length; """,
        """ double[] s = [a, .. new double[] { 1, a }]; return s[0] * s[2]; """,
        """ double[,] g = new double[2, 3]; g[1, 2] = a; g[0, 0] = g[1, 2] * a; foreach (double e in g) a += e; return a; """,
        """ double[,] g = { { a, 1 }, { 2, a * a } }; ref double r = ref g[1, 1]; r += a; return g[1, 1] * g[0, 0]; """,
        """ double[][,] g = { new double[1, 1] }; g[0][0, 0] = a; return g[0][0, 0] * a; """,
        """ double[,][] g = new double[1, 1][]; g[0, 0] = new[] { a, a }; return g[0, 0][1] * a; """,
        """ List<double> l = new() { 1, 2 }; foreach (double e in l) a += e * a; return a; """,
        """ Dictionary<string, double> d = new(); d["x"] = 2; return a * d["x"]; """,
        """ string s = $"{a:F2}"; return a * s.Length; """,
        """ var f = (double z) => z * a; return f(a) + f(2); """,
        """ Func<double, Func<double, double>> f = y => z => y * z; return f(a)(2); """,
        """ double G(double z) { if (z > 100) return z; return G(z * z + 1); } return G(a); """,
        """ double s = 0; void Add(double z) => s += z * a; for (int i = 0; i < n; i++) Add(i); return s; """,
        """ try { return a * a; } catch { return 0; } """,
        """ using var r = new System.IO.StringReader("1"); return a; """,
        """ lock (new object()) { a *= 2; } return a; """,
        """ double s = 0; foreach (int i in Enumerable.Range(0, n)) s += a * i; return s; """,
        """ checked { int k = n * 1000; return a * k; } """,
        """ unchecked { int k = n * 1000000000; return a * k; } """,
        """ const double C = 2.5; return a * C * Math.PI; """,
        """ double s = a; do { s *= a; if (s > 10) continue; s += 1; } while (s < 20); return s; """,
        """ var t = new { X = a }; return t.X * a; """,
        """ object o = a; return (double)o; """,
        """ dynamic d = a; return d * a; """,
        """ return ((Func<double, double>)Math.Sin)(a); """,
        """ return new[] { a, a * a }.Sum(); """,
        """ return Math.Max(a, Math.Min(n, 2 * a)) + Math.Abs(-a) + Math.Sign(a) * a + Math.Floor(a) + Math.BigMul(n, n) * a; """,
        """ return double.Parse("2") * a + double.MaxValue * 0; """,
        """ float f = (float)a; f *= 2; return f * f + (int)f; """,
        """ decimal d = 2; return a * (double)d; """,
        """ Half h = (Half)2; return a * (double)h; """,
        """ long l = n; ulong u = (ulong)l; return a * u + l / 2 + (n << 3) + (n >> 1) + ~n; """,
        """ Random r = new(1); return a * r.NextDouble(); """,
        """ ref double q = ref a; q *= 3; return a * q; """,
        """ double b = a; (a, b) = (b * b, a); return a / b; """,
        """ double s = 0; Index e = ^1; double[] x = { a, 2 * a }; return x[e] * x[^2]; """,
        """ Range g = 0..1; double[] x = { a, 2 * a }; return x[g][0]; """,
        """ System.Numerics.Vector3 v = new(1, 2, 3); return a * v.X; """,
        """ System.Numerics.Complex c = new(a, 1); return c.Magnitude; """,
        """ System.Numerics.Complex c = new(a, 1), d = (System.Numerics.Complex)(decimal)2; return (c * d % 1).Real; """,
        """ System.Numerics.Complex c = System.Numerics.Complex.Asin(a) + System.Numerics.Complex.NaN; return c.Real; """,
        """ System.Numerics.Complex? c = a; c += 2; return c!.Value.Real; """,
        """ var v = new System.Numerics.Vector4((float)a) { Y = 2 }; v.X++; v[2] -= n; return v[n % 4] + v.W; """,
        """ var v = new System.Numerics.Vector3(1, 2, (float)a); (float p, float q) = (v.X, v.Z); return v.GetHashCode() * 0 + p * q + (v is System.Numerics.Vector3 w ? w.Z : 0); """,
        """ object o = new System.Numerics.Vector2((float)a, 1); return ((System.Numerics.Vector2)o).X; """,
        """ var v = System.Numerics.Vector<double>.One * a; return v[0]; """,
        """ var v = System.Numerics.Vector3.GreaterThan(new((float)a), default); return v.X; """,
        """ var m = System.Numerics.Matrix4x4.Identity; m[n, 0] = (float)a; m.Translation = new(1, 2, 3); return m[0, n] + m.M41; """,
        """ var m = new System.Numerics.Matrix4x4 { M11 = (float)a }; return m.GetDeterminant() + m.X.X; """,
        """ var v = new System.Numerics.Vector3[2][]; v[0] = [new((float)a)]; return v[0][0].X; """,
        """ var q = System.Numerics.Quaternion.CreateFromRotationMatrix(System.Numerics.Matrix4x4.CreateRotationX((float)a)); q *= q; return q.X; """,
        """ Func<System.Numerics.Vector2, float> f = v => v.Length(); return f(new((float)a, 1)); """,
        """ Func<System.Numerics.Vector2, System.Numerics.Vector2, float> f = System.Numerics.Vector2.Dot; return f(new((float)a, 1), new(1, 2)); """,
        """ var list = new System.Collections.Generic.List<System.Numerics.Vector2> { new((float)a, 1) }; return list[0].X; """,
        """ System.Span<System.Numerics.Complex> c = [a, 1, new(a, a)]; foreach (ref var z in c) z *= 2; return c[^1].Imaginary + System.Numerics.Vector3.Distance(new((float)a), default); """,
        """ Nested z = new() { V = a }; return z.V * a; """,
        """ Pair z = new(a, 2); return z.X * z.Y; """,
        """ Pair z = new(a, 2); z = z with { Y = a }; return z.X * z.Y; """,
        """ return default(double) + a + default(Pair).X; """,
        """ if (a is > 0 and < 10) return a; else if (a is double.NaN) return 0; return a * a; """,
        """ int[] c = { 1, 2 }; c[0]++; c[n % 2] += 3; return a * c[0] * c[1]; """,
        """ int s = 0; for (int i = 0, j = 10; i < j; i++, j--) s += i * j; return a * s; """,
        """ for (double z = 0; z < 1; z += 0.25) a += z * a; return a; """,
        """ double s = 0; for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) { if (j > i) break; if (j == 2) continue; if (i == 4) return s; s += a * i * j; } return s; """,
        """ nint p = n; return a * p; """,
        """ char c = 'a'; c++; return a * c; """,
        """ bool b = a > 0 & n > 1 | n == 7 ^ true; return b ? a : -a; """,
        """ a += a++ + ++a - a--; return a; """,
        """ return F2(a, out double o) * o; static double F2(double z, out double y) { y = z * z; return z; } """,
        """ Span<double> s = new double[] { a, 2, 3 }; s.Reverse(); return s[0] * s[2]; """,
        """ Span<double> s = new double[] { a, 2, 3 }; s.Sort(); return s[0]; """,
        """ Span<double> s = new double[] { a, 2, 3 }; s.Fill(a * a); s[1..].Clear(); return s[0]; """,
        """ double[] x = { a, 2 }; double[] y = (double[])x.Clone(); y[0] *= 2; return x[0] * y[0]; """,
        """ double[] x = { a, 2 }; Array.Reverse(x); return x[1]; """,
        """ double[] x = { a, 2 }; double[]? y = n > 0 ? x : null; return y?[0] ?? 0; """,
        """ double[] x = { a, 2 }; return x.Length > 3 ? x[0] : x.Sum(v => v * v); """,
        """ var it = Iter(a).First(); return it; static IEnumerable<double> Iter(double z) { yield return z; } """,
        """ return Gen<double>(a); static T Gen<T>(T z) => z; """,
        """ return (a, n) switch { ( > 0, 1) => a, (_, 2) => 2 * a, _ => a * a }; """,
        """ return a + (n > 0 ? S(a) : 0); static double S(double z) { double t = 0; foreach (var q in new[] { z, 2 * z }) t += q * q; return t; } """,
        """ double t = 0; for (int i = n; i >= 0; i -= 2) { t += i * a; i += 1; } return t; """,
        """ double t = 0; int i = 0; while (i < n && t < 100) { t += i++ * a; } return t; """,
        """ double[] p = { a, 1 }; for (int i = 0; i < n; i++) { double[] q = new double[2]; q[0] = p[1] * a; q[1] = p[0]; p = q; } return p[0]; """,
        """ double[] p = { a, 1 }; for (int i = 0; i < n; i++) p = Step(p, a); return p[0]; static double[] Step(double[] p, double a) { double[] q = new double[p.Length]; for (int i = 0; i < q.Length; i++) q[i] = p[i] * a + i; return q; } """,
        """ double[] p = { a }; for (int i = 0; i < n; i++) { double[] q = new double[p.Length + 1]; p.CopyTo(q, 0); q[^1] = p[^1] * a; p = q; } return p[^1]; """,
        """ Span<double> w = stackalloc double[4]; Span<double> v = w[..2]; v[0] = a; w[1] = v[0] * a; return v[1] + w[0]; """,
        """ double r = a; System.Threading.Interlocked.Increment(ref n); return r * n; """,
        """ Console.WriteLine(a); System.Diagnostics.Debug.Assert(a > 0); return a; """,
        """ _ = a * 2; double _2 = a; return _2; """,
        """ throw new ArgumentException(nameof(a), nameof(n)); """,
        """ if (n < 0) throw new ArgumentOutOfRangeException(nameof(n)); return a; """,
        """ ArgumentNullException.ThrowIfNull(Table); return a * Table[0]; """,
        """ return Prop * a + this_(a); static double this_(double z) => z; """,
        """ double s = 0; for (int i = 0; i < n; i++) { if (i == 1) { for (int j = 0; j < 3; j++) { if (j == 2) goto done; s += a; } } } done: return s; """,
        """ double s = 0; foreach (var (p, q) in new[] { (a, 1.0), (2.0, a) }) s += p * q; return s; """,
        """ (double X, double Y)[] pts = { (a, 1), (2, a) }; return pts[0].X * pts[1].Y; """,
        """ Pair[] pts = new Pair[2]; pts[0].X = a; return pts[0].X * a; """,
        """ DateTime now = DateTime.UnixEpoch; return a * now.Year; """,
        """ TimeSpan t = TimeSpan.FromSeconds(2); return a * t.TotalSeconds; """,
        """ var sb = new System.Text.StringBuilder(); sb.Append(n); return a * sb.Length; """,
        """ int? k = n > 3 ? n : null; return a * (k ?? 1) + (k is { } kk ? kk : 0); """,
        """ return a * E.B.GetHashCode() + (int)E.C;  """,
        """ E e = n > 0 ? E.B : E.C; switch (e) { case E.B: return a; default: return 2 * a; } """,
        """ return a * sizeof(double) + nameof(a).Length; """,
        """ return Math.Pow(a, n) + Math.ScaleB(a, n) + Math.ILogB(a) + Math.IEEERemainder(a, 2) + Math.BitIncrement(a); """,
        """ return Math.Round(a, 2) + Math.Truncate(a) + Math.Clamp(a, 0, 1) + Math.Log(a, 3) + Math.Cbrt(a) + Math.Atan2(a, 2); """,
        """ return double.Lerp(a, 2, 0.5) + double.Sqrt(a) + a % 2 + double.Exp10(a) + double.SinPi(a) + double.DegreesToRadians(a); """,
        """ double s = 0; int i; for (i = 0; i < n; ++i) s += a; return s * i; """,
        """ double s = 0; uint u = 3; for (uint i = 0; i < u; i++) s += a * i; return s; """,
        """ double s = 0; for (long i = 0; i < n; i++) s += a * i; return s; """,
        """ double s = 0; for (byte i = 250; i != 3; i++) s += a * i; return s; """,
    ];

    [Theory]
    [InlineData("Gradient", "Vjp", "Jvp", "Hvp")]
    [InlineData("Jacobian", "Hessian")]
    public void Every_body_has_companions_or_a_diagnostic(params string[] companions)
    {
        string set = string.Join(" | ", companions.Select(companion => "Derivatives." + companion));
        string source = "using System; using System.Linq; using System.Collections.Generic; using Adjoint;\n"
            + string.Concat(Bodies.Select((body, i) => $"public static partial class P{i} {{ {Around.Replace("\n", " ", StringComparison.Ordinal)} [Differentiable({set})] public static double F(double a, int n) {{ {body} }} }}\n"));
        CSharpCompilation written = ExecutionHarness.Compilation(source, new() { Nullable = NullableContextOptions.Disable });
        List<string> faults = [];
        HashSet<int> incomplete = [.. written.GetDiagnostics().Where(IsError).Select(LineOf)];
        GeneratorDriver driver = ExecutionHarness.Driver(new()).RunGeneratorsAndUpdateCompilation(written, out Compilation compilation, out _);
        Assert.Null(driver.GetRunResult().Results.Single().Exception);
        faults.AddRange(compilation.GetDiagnostics()
            .Where(diagnostic => IsError(diagnostic) && diagnostic.Location.SourceTree != written.SyntaxTrees[0])
            .Select(diagnostic => diagnostic.ToString()));
        for (int i = 0; i < Bodies.Length; i++)
        {
            INamedTypeSymbol type = compilation.GetTypeByMetadataName("P" + i.ToString(System.Globalization.CultureInfo.InvariantCulture))!;
            bool has = companions.All(companion => type.GetMembers("F" + companion).Length == 1);
            LoweringResult result = CheckedLowering.Lower((IMethodSymbol)written.GetTypeByMetadataName(type.Name)!.GetMembers("F")[0], written, CancellationToken.None);
            bool refused = result.Rejections.Any(rejection => rejection.Severity == RejectionSeverity.Error);
            if (result.InternalError is not null || (!incomplete.Contains(i + 1) && has == refused))
            {
                faults.Add($"{Bodies[i]}: {(has ? "companions" : "no companions")}, {(refused ? "refused" : "not refused")} {result.InternalError}");
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.True(incomplete.Count * 20 < Bodies.Length, $"{incomplete.Count} bodies are no C#");
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;

    private static int LineOf(Diagnostic diagnostic) => diagnostic.Location.GetLineSpan().StartLinePosition.Line;
}
