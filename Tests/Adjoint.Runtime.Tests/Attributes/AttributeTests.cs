using System.Reflection;
using Xunit;

namespace Adjoint.Runtime.Tests;

public sealed class AttributeTests
{
    [Fact]
    public void NoSetMeansTheDefaultSet()
    {
        DifferentiableAttribute plain = Of(nameof(Plain));
        Assert.Null(plain.Derivatives);
        Assert.Empty(plain.Parameters);
        DifferentiableAttribute named = Of(nameof(Named));
        Assert.Null(named.Derivatives);
        Assert.Equal(["w", "b"], named.Parameters);
    }

    [Fact]
    public void SetsNamesAndPropertiesCombine()
    {
        DifferentiableAttribute both = Of(nameof(Both));
        Assert.Equal(Derivatives.Gradient | Derivatives.Hvp, both.Derivatives);
        Assert.Equal(["w"], both.Parameters);
        Assert.True(both.Strict);
        Assert.Equal(Cost.TapeFree | Cost.Vectorized, both.Require);
        Assert.Equal(Derivatives.None, Of(nameof(OnlyForward)).Derivatives);
    }

    [Fact]
    public void DerivativeOfNamesTypeAndMode()
    {
        DerivativeOfAttribute[] marks = typeof(AttributeTests).GetMethod(nameof(SquareVjp), BindingFlags.NonPublic | BindingFlags.Static)!
            .GetCustomAttributes<DerivativeOfAttribute>().OrderBy(mark => mark.Method, StringComparer.Ordinal).ToArray();
        Assert.Equal([typeof(Math), null], marks.Select(mark => mark.Type));
        Assert.Equal([Derivatives.Jvp, Derivatives.None], marks.Select(mark => mark.Mode));
    }

    [Differentiable]
    private static double Plain(double w) => w;

    [Differentiable("w", nameof(b))]
    private static double Named(double w, [NoDerivative] double b) => w + b;

    [Differentiable(Derivatives.Gradient | Derivatives.Hvp, "w", Strict = true, Require = Cost.TapeFree | Cost.Vectorized)]
    private static double Both(double w) => w;

    [Checkpoint]
    [Differentiable(Derivatives.None)]
    private static double OnlyForward([Uniform] double w) => w;

    [DerivativeOf(nameof(Plain))]
    [DerivativeOf(typeof(Math), "Abs", Mode = Derivatives.Jvp)]
    private static double SquareVjp(double w, double cotangent) => 2 * w * cotangent;

    private static DifferentiableAttribute Of(string method) =>
        typeof(AttributeTests).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
            .GetCustomAttribute<DifferentiableAttribute>()!;
}
