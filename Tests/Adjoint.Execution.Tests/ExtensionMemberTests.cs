using Adjoint.Execution.Tests.Harness;

namespace Adjoint.Execution.Tests;

/// <summary>C# 14 extension members, and extension methods as they always were, followed as helpers.</summary>
public sealed class ExtensionMemberTests
{
    private const string Extensions = """
        public readonly record struct Point(double X, double Y);

        public static class Extensions
        {
            extension(double x)
            {
                public double Squared => x * x;
                public double Plus(double y) => x + y * x.Squared;
                public double Via(Func<double, double> f) => f(x) * x;
            }

            extension(double)
            {
                public static double Half(double z) => z / 2;
                public static double Two => 2;
            }

            extension<T>(T t) where T : IFloatingPointIeee754<T>
            {
                public T Cubed => t * t * t;
                public T Times<TOther>(TOther other) where TOther : INumber<TOther> => t * T.CreateChecked(other) + t.Cubed;
            }

            extension(double? x)
            {
                public double Or => x ?? 3;
                public double Scaled(double by) => x.HasValue ? x.Value * by : by;
            }

            extension(ref double x)
            {
                public void Grow(double by) => x *= by;
                public double Slot { get => x; set => x = value * x; }
            }

            extension(in double x)
            {
                public double Twice() => 2 * x;
            }

            extension(ReadOnlySpan<double> values)
            {
                public double Total { get { double t = 0; foreach (double v in values) t += v * v; return t; } }
            }

            extension(Span<double> values)
            {
                public int Count { get { int n = 0; foreach (double v in values) if (v > 0) n++; return n; } }
            }

            extension(Point p)
            {
                public double Length => Math.Sqrt(p.X * p.X + p.Y * p.Y);
                public static Point operator *(double s, Point q) => new(s * q.X, s * q.Y);
                public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y);
                public static Point Unit => new(1, 0);
            }

            extension(ref Point p)
            {
                public void Turn(double by) => p = new(p.X * by, p.Y - by);
            }

            public static T Generic<T>(T x) where T : IFloatingPointIeee754<T> => x.Cubed * x.Times(2) + x.Times(x);
            public static double Old(this double x, double k) => x * k * k;
            public static T OldGeneric<T>(this T x, T k) where T : INumber<T> => x * k + x;
            public static void OldReference(ref this double x, double k) => x = x * k + x * x;
        }
        """;

    [Theory]
    [InlineData("double F(double x, double y) => x.Squared * y.Plus(3 * x) + double.Half(x) * double.Two", "x: 0.7", "y: -1.3")]
    [InlineData("double F(double x, double y) => x.Cubed * y.Times(x) + y.Times(3) + Extensions.Generic(x) * Extensions.Generic((float)0.5f)", "x: 0.7", "y: -1.3")]
    [InlineData("double F(double x, double y) => x.Via(t => t * y.Squared + x)", "x: 0.7", "y: -1.3")]
    [InlineData("double F(double? x, double y) => x.Or * y + x.Scaled(y)", "x: 0.7", "y: -1.3")]
    [InlineData("double F(double x, double y) { for (int i = 0; i < 3; i++) x.Grow(y + i); y.Slot = x; y.Slot += x; return x * y.Slot * x.Twice(); }", "x: 0.7", "y: -1.3")]
    [InlineData("double F(ReadOnlySpan<double> v, double y) => v.Total * y + v[1..].Total", "v: new double[] { 0.5, -1.25, 2 }", "y: -1.3")]
    [InlineData("double F(double[] v, double y) { v[0].Grow(y); v[1].Slot = v[0]; v.AsSpan()[2].Grow(v[1]); return v[0] * v[1] + v[2]; }", "v: new double[] { 0.5, -1.25, 2 }", "y: -1.3")]
    [InlineData("double F(double[] a, double y) { Span<double> v = a.AsSpan(); double t = 0; for (int i = 0; i < v.Count; i++) { t += v[i] * v[i]; v[i] = -y; } return t + v[0] * v[1]; }", "a: new double[] { 0.5, 1.25, 2 }", "y: 1.3")]
    [InlineData("double F(Point p, double y) => (y * p + Point.Unit).Length * p.Length", "p: new Point(0.5, -1.5)", "y: -1.3")]
    [InlineData("double F(Point p, double y) { for (int i = 0; i < 3; i++) p.Turn(y * p.X); return p is { Length: > 0.001 and var l } ? l * p.X : y; }", "p: new Point(0.5, -1.5)", "y: -1.3")]
    [InlineData("double F(double x, double y) { x.OldReference(y); return x.Old(3).OldGeneric(2 * y) * y.Old(x); }", "x: 0.7", "y: -1.3")]
    public void Extension_members_are_followed(string method, params string[] values)
    {
        Case test = new("", values);
        string program = "using System; using System.Numerics; using Adjoint;\n"
            + "public static partial class P\n{\n[Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp | Derivatives.Hvp)]\npublic static " + method + (method.EndsWith('}') ? "" : ";") + "\n}\n\n" + Extensions;
        GradientCheck.Run(program, test.Arguments, 1e-5, new HarnessOptions());
    }
}
