using Adjoint.Execution.Tests.Harness;

namespace Adjoint.Execution.Tests;

/// <summary>Expressions and control flow over scalars.</summary>
public sealed class ScalarTests
{
    private const string All = "[Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp | Derivatives.Hvp)] ";

    public static TheoryData<string, string, string> Cases => new()
    {
        { "product", "public static double F(double x, double y) => x * y + x;", "x: 1.5; y: -0.7" },
        { "Rosenbrock", "public static double F(double x, double y) => (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x);", "x: -1.2; y: 1.0" },
        { "elementary", "public static double F(double x, double y) => Math.Exp(x) * Math.Sin(y) / (1 + Math.Log(2 + x * x));", "x: 0.3; y: 0.8" },
        { "if", "public static double F(double x) { double y = x; if (x > 0) { y = x * x; } else { y = -x; } return y * 3; }", "x: 1.5" },
        { "else", "public static double F(double x) { double y = x; if (x > 0) { y = x * x; } else { y = -2 * x; } return y * 3; }", "x: -1.5" },
        { "conditional", "public static double F(double x, double y) => x < y ? x * y : y / x;", "x: 2.0; y: 1.0" },
        { "early return", "public static double F(double x) { if (x < 0) return -x; double y = Math.Sqrt(x); if (y > 1) return y * x; return y; }", "x: 2.5" },
        { "for", "public static double F(double x, int n) { double s = 0; for (int i = 1; i <= n; i++) { s += Math.Pow(x, i) / i; } return s; }", "x: 0.7; n: 6" },
        { "recurrence", "public static double F(double x, int n) { double s = x; for (int i = 0; i < n; i++) { s = Math.Sin(s) + x * s; } return s; }", "x: 0.7; n: 5" },
        { "while", "public static double F(double x) { double s = x; while (s < 100) { s = s * s + x; } return s; }", "x: 1.3" },
        { "do", "public static double F(double x) { double s = x; int i = 0; do { s *= x + i; i++; } while (i < 3); return s; }", "x: 1.3" },
        { "break", "public static double F(double x) { double s = 0; for (int i = 0; ; i++) { if (i > 7 || s > 5) break; s += x * i; } return s * x; }", "x: 0.6" },
        { "continue", "public static double F(double x) { double s = 1; for (int i = 0; i < 7; i++) { if (i % 3 == 1) continue; s *= x + i; } return s; }", "x: 0.6" },
        { "switch", "public static double F(double x, int k) { switch (k) { case 0: return x; case 1: return x * x; default: return Math.Exp(x); } }", "x: 0.6; k: 1" },
        { "switch expression", "public static double F(double x, int k) => k switch { 0 => x, 1 or 2 => x * x * x, _ => 1 / x };", "x: 0.6; k: 2" },
        { "helper", "public static double F(double x) => Square(Square(x)) + Square(3); static double Square(double v) => v * v;", "x: 0.6" },
        { "recursion", "public static double F(double x, int n) => n == 0 ? 1 : x * F(x, n - 1) + Math.Sin(x);", "x: 0.9; n: 5" },
        { "local function", "public static double F(double x, double y) { double Inner(double a) => a * y; return Inner(x) + Inner(x * x); }", "x: 0.9; y: 2.0" },
        { "lambda", "public static double F(double x, double y) { Func<double, double> f = a => a * a * y; return f(x) + f(y); }", "x: 0.9; y: 2.0" },
        { "tuple", "public static double F((double A, double B) p, double x) => p.A * x + p.B * p.A;", "p: (1.5, 2.0); x: 3.0" },
        { "nullable", "public static double F(double? x, double y) => x is double v ? v * v * y : y;", "x: 1.5; y: 2.0" },
        { "null", "public static double F(double? x, double y) => x is double v ? v * v * y : y;", "x: null; y: 2.0" },
        { "in", "public static double F(in double x, double y) => x * x * y;", "x: 1.5; y: 2.0" },
        { "ref", "public static double F(ref double x, double y) { x *= y; return x * x; }", "x: 1.5; y: 2.0" },
        { "out", "public static double F(double x, out double y) { y = x * x; return y * x; }", "x: 1.5" },
        { "integers", "public static double F(double x, int n) { int k = n; for (int i = 0; i < 3; i++) { k = k * 3 + i; } return x * k; }", "x: 1.5; n: 2" },
        { "compound", "public static double F(double x) { double y = x; y += x * x; y -= 2; y *= y; y /= x; return y++ + ++y; }", "x: 1.5" },
        { "assignment inside", "public static double F(double x) { double a, b; a = b = x * x; return a * b + (a = 3 * x) * a; }", "x: 1.5" },
        { "short circuit", "public static double F(double x, double y) { double s = 0; if (x > 0 && (s = x * y) > 1 || y < 0) { s += 1; } return s * x; }", "x: 1.5; y: 2.0" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Companions_agree_with_differences(string name, string method, string values)
    {
        Assert.NotEmpty(name);
        Case test = new(All + method, values.Split("; "));
        GradientCheck.Run(test.Program, test.Arguments);
    }
}
