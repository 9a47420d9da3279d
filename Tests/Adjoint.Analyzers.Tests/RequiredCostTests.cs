namespace Adjoint.Analyzers.Tests;

/// <summary>What <c>Require</c> asks for is held against the generated code, and its loss said at the statement.</summary>
public sealed class RequiredCostTests
{
    [Theory]
    [InlineData("TapeFree | Cost.Vectorized", "double s = 0; foreach (double e in x) { s += Math.Sin(e) * k; } return s;")]
    [InlineData("TapeFree | Cost.Vectorized", "for (int i = 0; i < x.Length; i++) { y[i] = Math.Exp(x[i] * k); } return y[0];")]
    [InlineData("TapeFree | Cost.Vectorized", "return k * k;")]
    [InlineData("TapeFree | Cost.Vectorized", "double s = 0; for (int i = 0; i < x.Length; i++) { for (int j = 0; j < y.Length; j++) { s += x[j] * k; } } return s;")]
    [InlineData("TapeFree", "double s = k; foreach (double e in x) { s += s * 0.5 + e; } return s;")]
    [InlineData("TapeFree", "double s = 0; for (int i = 0; i + 1 < x.Length; i++) { s += x[i] * x[n % 2]; } return s;")]
    [InlineData("TapeFree", "double s = k; for (int i = 0; i < n; i++) { Derivative.Checkpoint(8); s = Math.Sin(s); } return s;")]
    [InlineData("TapeFree", "double s = k; for (int i = 0; i < 8; i++) { s = Math.Sin(s); } return s;")]
    [InlineData("TapeFree", "double s = 1; foreach (double e in x) {\n {|ADJ0024:s = Math.Sin(s * e)|};\n } return s;")]
    [InlineData("TapeFree", "double s = 1; while (s < k) {\n {|ADJ0024:s = s * (1 + k)|};\n } return s;")]
    [InlineData("Vectorized", "double s = 1; foreach (double e in x) {\n {|ADJ0024:s = Math.Sin(s * e)|};\n } return s;")]
    [InlineData("Vectorized", "double s = 0; for (int i = 0; i < x.Length; i++) {\n {|ADJ0024:s += x[i * n]|};\n } return s;")]
    [InlineData("Vectorized", "double s = k;\n {|ADJ0024:while (s < n) { s += 1; }|}\n return s;")]
    [InlineData("Vectorized", "{|ADJ0024:return k * Helper(x);|}")]
    public Task At_the_statement_that_loses_it(string cost, string body) => AnalyzerHarness.Verify($$"""
        using System;
        using Adjoint;
        public static partial class P
        {
            [Differentiable(Require = Cost.{{cost}})]
            public static double F(ReadOnlySpan<double> x, double k, Span<double> y, int n)
            {
                {{body}}
            }

            private static double Helper(ReadOnlySpan<double> x)
            {
                double s = 1;
                for (int i = 1; i < x.Length; i++)
                {
                    s = x[i] / s;
                }

                return s;
            }
        }
        """);
}
