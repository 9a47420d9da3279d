namespace Adjoint.Analyzers.Tests;

/// <summary>Uses of extension members that are not followed are refused where they stand.</summary>
public sealed class ExtensionMemberAnalyzerTests
{
    [Fact]
    public Task Static_forms() => Verify("double F(double x) => {|ADJ0002:Extensions.Plus(x, 3)|}");

    [Fact]
    public Task Receivers_and_arguments_that_may_be_one_variable() => Verify("double F(double x, double y) { {|ADJ0002:x.Swap(ref y)|}; return x; }");

    [Fact]
    public Task Opaque_delegates_of_members() => Verify("double F(double x) { Func<double, double> f = x.Plus; return {|ADJ0014:f(x)|}; }");

    [Fact]
    public Task Members_that_are_marked() => AnalyzerHarness.Verify("""
        using Adjoint;
        static partial class Extensions
        {
            extension(double x)
            {
                [Differentiable] public double {|ADJ0007:Half|}() => x / 2;
            }
        }
        """);

    private static Task Verify(string method) => AnalyzerHarness.Verify($$"""
        using System;
        using Adjoint;
        static partial class P
        {
            [Differentiable] static {{method}}{{(method.EndsWith('}') ? "" : ";")}}
        }

        static class Extensions
        {
            extension(double x) { public double Plus(double y) => x + y; }
            extension(ref double x) { public void Swap(ref double y) => (x, y) = (y, x); }
        }
        """);
}
