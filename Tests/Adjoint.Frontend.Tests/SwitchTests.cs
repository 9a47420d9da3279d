using Xunit;

namespace Adjoint.Frontend.Tests;

/// <summary>Switches, patterns and nullables run the same compiled and lowered.</summary>
public sealed class SwitchTests
{
    [Theory]
    [InlineData("switch (n) { case 0: return x; case 1: case 2: x *= 2; break; case 5: throw new InvalidOperationException(); default: x = -x; break; } return x + y;")]
    [InlineData("switch (n) { default: x = 7; break; case 3: x = 9; break; case > 3 and < 6: x = 11; break; } return x;")]
    [InlineData("switch (n) { case 0: x += 1; goto case 2; case 1: x += 10; goto default; case 2: x *= 3; break; default: x -= 5; if (x > 0) goto case 0; break; } return x;")]
    [InlineData("switch (x) { case > 1 when y > 0: return 1; case > 1: return 2; case double.NaN: return 3; case var z when z < -1: return z; } return 4;")]
    [InlineData("for (int i = 0; i < 5; i++) { switch ((i + n) % 3) { case 0: continue; case 1: if (i == 4) break; x += i; break; default: if (i > 3) return x; y += i; break; } x += 0.5; } return x * y;")]
    [InlineData("return n switch { 0 => x, 1 or 2 => y, > 4 => x * y, _ when x > 0 => 5, _ => throw new ArgumentException() };")]
    [InlineData("return (n, x) switch { (0, _) => 1, (> 1, > 1) => 2, (var k, var z) when k > z => k * z, _ => 3 };")]
    [InlineData("return n switch { 0 => x, 3 => y };")]
    [InlineData("return x is > 0 and < 3 ? 1 : x is not 100 ? 2 : 3;")]
    [InlineData("double? a = n > 2 ? x : null; double? b = a * 2 + y; return (b ?? -1) + (a.HasValue ? a.Value : 3) + a.GetValueOrDefault(7) + (a == null ? 1 : 2) + (a > 1 ? 4 : 8);")]
    [InlineData("double? a = null; if (n > 2) a = x; if (a is { } z) return z * 2; return a is null ? y : 0;")]
    [InlineData("double? a = n > 2 ? x : null; a ??= y; a += 1; return a.Value;")]
    [InlineData("double? a = n > 2 ? x : null; return a.Value;")]
    [InlineData("int? k = n; int? m = null; int? s = k + m; return s.HasValue ? 1 : (k == n ? 2 : 3);")]
    [InlineData("ReadOnlySpan<double> v = [x, y, 3]; return v is [var a, .., var b] ? a * b : 0;")]
    [InlineData("double[] v = [x, y]; return v is [> 0, _] ? 1 : v is { Length: 2 } ? 2 : 3;")]
    [InlineData("return (x, y) == (1.5, 0.75) ? 1 : 2;")]
    [InlineData("DayOfWeek d = (DayOfWeek)(n % 7); switch (d) { case DayOfWeek.Monday: return x; case DayOfWeek.Friday: return y; default: return (int)d; }")]
    [InlineData("double s = 0; while (true) { switch (n++) { case 7: return s; case 6: break; default: s += x; continue; } s *= 2; }")]
    public void Runs_the_same(string body)
    {
        Snippet snippet = Snippet.Of("[Differentiable] public static double F(double x, double y, int n) { " + body + " }");
        foreach ((double x, double y, int n) in new[] { (1.5, 0.75, 0), (-2.0, 3.0, 1), (4.0, -1.0, 2), (0.5, 2.0, 3), (double.NaN, 1, 5), (100.0, 2.0, 4) })
        {
            snippet.RunsTheSame(x, y, n);
        }
    }
}
