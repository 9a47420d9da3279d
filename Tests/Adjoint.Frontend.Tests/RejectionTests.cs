using Adjoint.Generator.Frontend;
using Xunit;

namespace Adjoint.Frontend.Tests;

/// <summary>What is refused, by which id, and where; and what is not.</summary>
public sealed class RejectionTests
{
    [Theory]
    [InlineData("try { return x; } finally { }", "ADJ0001")]
    [InlineData("lock (typeof(int)) { return x; }", "ADJ0001")]
    [InlineData("again: x *= 2; if (x < 100) goto again; return x;", "ADJ0001 ADJ0001")]
    [InlineData("return Enumerable.Range(0, 3).Select(i => i * x).Sum();", "ADJ0002")]
    [InlineData("return System.Text.Json.JsonSerializer.Deserialize<double>(x.ToString()) + System.Numerics.BitOperations.PopCount(3);", "ADJ0012")]
    [InlineData("return System.Runtime.Intrinsics.X86.Sse.IsSupported ? x : System.Numerics.Vector.Dot(new System.Numerics.Vector<double>(x), System.Numerics.Vector<double>.One);", "ADJ0012")]
    [InlineData("return Math.BigMul((int)1, 2) + System.Numerics.Complex.Asin(x).Real;", "ADJ0012")]
    [InlineData("return System.Numerics.Complex.Abs(x) + new System.Numerics.Vector3((float)x).Length();", "")]
    [InlineData("var v = System.Numerics.Vector3.ConditionalSelect(System.Numerics.Vector3.One, new((float)x), default); return v.X;", "ADJ0012")]
    [InlineData("var v = new System.Numerics.Vector3((float)x); return (v & v).X;", "ADJ0002")]
    [InlineData("var v = System.Numerics.Vector3.Round(new((float)x)); return v.X + x;", "ADJ0018")]
    [InlineData("var v = new System.Numerics.Vector<double>(x); return v[0];", "ADJ0013")]
    [InlineData("var v = new System.Numerics.Vector2[1, 1]; v[0, 0].X = (float)x; return v[0, 0].X;", "ADJ0002")]
    [InlineData("Span<System.Numerics.Vector3> v = stackalloc System.Numerics.Vector3[2]; v[0].X = (float)x; Console.WriteLine(v[0].Length()); return v[0].X;", "")]
    [InlineData("System.Numerics.Matrix4x4.Decompose(System.Numerics.Matrix4x4.CreateScale((float)x), out var s, out _, out _); return s.X;", "ADJ0002")]
    [InlineData("Total = x; return x;", "ADJ0011")]
    [InlineData("Total = 3; return x + Total;", "")]
    [InlineData("Table[0] = x; return x;", "ADJ0011")]
    [InlineData("var list = new List<double>(); list.Add(x); return list[0];", "ADJ0011")]
    [InlineData("return (double)(decimal)x;", "ADJ0013")]
    [InlineData("return Math.Floor(x) + (int)x;", "ADJ0018 ADJ0018")]
    [InlineData("int k = (int)Derivative.Stop(x); return x * k;", "")]
    [InlineData("Func<double, double> f = x > 0 ? a => a : a => 2 * a; return f(x);", "ADJ0014")]
    [InlineData("double[] a = { x }; Array.Sort(a); return a[0];", "ADJ0002")]
    [InlineData("double[] a = { x }; Console.WriteLine(string.Join(\",\", a)); return a[0];", "ADJ0010")]
    [InlineData("Console.WriteLine(x); return x;", "")]
    [InlineData("Func<double, double>[] f = [Math.Sin, a => a]; return f[0](x);", "ADJ0002 ADJ0014")]
    [InlineData("var f = new Func<double, double>[] { Math.Sin, a => a }; return f[0](x);", "ADJ0002 ADJ0014")]
    [InlineData("int[] n = [1, 2]; double[] y = [x, .. n.Select(i => (double)i)]; return y[0];", "ADJ0010")]
    [InlineData("double[] y = { x }; return y.Sum();", "ADJ0010")]
    [InlineData("double s = 0; foreach (int i in Enumerable.Range(0, 3)) s += x * i; return s;", "")]
    [InlineData("double s = 0; foreach (int i in Enumerable.Range(0, 3).Reverse()) s += x * i; return s;", "ADJ0001")]
    [InlineData("dynamic d = x; return d;", "ADJ0013")]
    [InlineData("return Custom(x);", "")]
    [InlineData("double y = Base.Squared(x); return Math.Cosh(x) + y;", "")]
    [InlineData("Func<double, double> f = Math.Cosh; return f(x);", "")]
    [InlineData("object o = x; return (double)o;", "ADJ0013")]
    [InlineData("var list = new List<object>(); list.Add(x); return (double)list[0];", "ADJ0011")]
    [InlineData("Log.Add(x); return Log[0];", "ADJ0011")]
    [InlineData("Log.Add(x); return x * Log.Count;", "")]
    [InlineData("Marks.Add(x); return x * Marks[0];", "")]
    [InlineData("return FGradient(x);", "ADJ0015")]
    [InlineData("Mix(in x, ref x); return x;", "ADJ0020")]
    [InlineData("double[] a = [x, 1]; Mix(in a[0], ref a[1]); return a[0];", "ADJ0020")]
    [InlineData("double[] a = [x, 1]; double[] b = [x]; Mix(in a[0], ref b[0]); return b[0];", "")]
    [InlineData("Span<double> a = stackalloc double[2]; a[0] = x; Mix(in a[0], ref a.Slice(0)[0]); return a[0];", "ADJ0020")]
    [InlineData("double[] a = [x, 1]; double k = a[0]; Mix(in k, ref a[0]); return a[0];", "")]
    [InlineData("double y = 1; void L(in double p) { x *= 2; y += p * x; } L(in x); return y;", "ADJ0020")]
    [InlineData("double y = 1; void L(in double p) { y += p * x; } L(in x); return y;", "")]
    [InlineData("double[] a = [x, 1]; void L(in double p, double[] q) { q[0] = p; q[1] = p; } L(in a[0], a); return a[1];", "ADJ0020")]
    [InlineData("return new Base().Value(x);", "ADJ0017")]
    public void In_a_body(string body, string ids)
    {
        Snippet snippet = Snippet.Of(
            "public static void Mix(in double a, ref double b) => b = a; [System.CodeDom.Compiler.GeneratedCode(\"Adjoint\", \"\")] public static double FGradient(double x) => 1; public static double Total; public static readonly List<double> Log = new(); [NoDerivative] public static readonly List<double> Marks = new(); public static double[] Table = { 1 }; public static double Custom(double a) => a; [DerivativeOf(\"Custom\")] public static double CustomVjp(double a, double c) => c;"
            + "[Differentiable] public static double F(double x) { " + body + " }",
            "public class Base { public virtual double Value(double a) => a; public static double Squared(double a) => a * a; }"
            + "public static class Rules { [DerivativeOf(typeof(Base), \"Squared\")] public static double SquaredVjp(double a, double c) => c; [DerivativeOf(typeof(Math), nameof(Math.Cosh))] public static double CoshVjp(double a, double c) => c; }");
        Assert.Null(snippet.Result.InternalError);
        Assert.Equal(ids, string.Join(" ", snippet.Result.Rejections.Select(rejection => rejection.Id)));
        Assert.Equal(snippet.Result.Module is null, snippet.Result.Rejections.Any(rejection => rejection.Severity == RejectionSeverity.Error));
        foreach (Rejection rejection in snippet.Result.Rejections)
        {
            RejectionKind kind = RejectionKind.All.Single(kind => kind.Id == rejection.Id);
            Assert.DoesNotContain("{", string.Format(System.Globalization.CultureInfo.InvariantCulture, kind.Format, [.. rejection.Arguments]).Replace("{ ", "", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("[Differentiable] public static double F(List<float> x) => 1;", "ADJ0003")]
    [InlineData("[Differentiable] public static double F(decimal x, double y) => y;", "ADJ0003")]
    [InlineData("[Differentiable] public static double F([NoDerivative] decimal x, double y) => y;", "")]
    [InlineData("[Differentiable] public static double F(Func<double, double> f, double y) => y;", "ADJ0003")]
    [InlineData("[Differentiable] public static double F(Random r, List<string> s, double y) => y * r.NextDouble();", "")]
    [InlineData("[Differentiable] public static double F(int n) => n;", "ADJ0006")]
    [InlineData("[Differentiable(\"z\")] public static double F(double x) => x;", "ADJ0005")]
    [InlineData("[Differentiable] public static Span<double> F(Span<double> x) => x;", "ADJ0004")]
    [InlineData("[Differentiable] public static double F<T>(double x) => x;", "ADJ0007")]
    [InlineData("[Differentiable] public static async System.Threading.Tasks.Task F(double x) { await System.Threading.Tasks.Task.Yield(); }", "ADJ0007")]
    [InlineData("[Differentiable] public static IEnumerable<double> F(double x) { yield return x; }", "ADJ0004 ADJ0007")]
    public void In_a_declaration(string member, string ids)
    {
        Snippet snippet = Snippet.Of(member);
        Assert.Null(snippet.Result.InternalError);
        Assert.Equal(ids, string.Join(" ", snippet.Result.Rejections.Select(rejection => rejection.Id).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("[Differentiable] public static double F(double x) { return x +; }")]
    [InlineData("[Differentiable] public static double F(double x) { for (int i = 0; i < ; i++) { x += y; } return x")]
    [InlineData("[Differentiable] public static Missing F(double x) { return x; }")]
    [InlineData("[Differentiable] public static double F(Missing x, double y) => y;")]
    [InlineData("[Differentiable] public static double F(double x);")]
    [InlineData("[Differentiable] public static double F(double x) { var z = Unknown(x); switch (z) { case")]
    [InlineData("[Differentiable] public static double F(double x) => x switch { > 0 => , _ => };")]
    [InlineData("[Differentiable] public static double F(double x) { double G(double a) => G( ; return G(x); }")]
    [InlineData("[Differentiable] public static double F(double x) { foreach (var in new double[] {}) { } int[ a; return x[0]; }")]
    [InlineData("[Differentiable(] public static double F(double x) => x;")]
    public void Incomplete_code_never_throws(string member)
    {
        Snippet snippet = Snippet.Of(member, mayBeIncomplete: true);
        Assert.Null(snippet.Result.InternalError);
    }
}
