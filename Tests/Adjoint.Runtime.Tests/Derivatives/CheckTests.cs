using Adjoint.Generated;
using Xunit;

namespace Adjoint.Runtime.Tests;

public sealed class CheckTests
{
    [Fact]
    public void RightDerivativesPass()
    {
        Derivative.Check(x => x * x * x, x => 3 * x * x, 2.0).Assert(1e-9);
        Derivative.Check(Math.Exp, Math.Exp, -3.0).Assert(1e-8);
        Derivative.Check(Math.Sin, Math.Cos, 1000.0).Assert(1e-1);
        Derivative.Check(MathF.Sin, MathF.Cos, 1f).Assert(1e-3);
        Derivative.Check(x => x[0] * x[1], x => [x[1], x[0]], new double[] { 3, 0 }).Assert(1e-9);
        Derivative.Check(x => x[0] * x[1], x => [x[1], x[0]], new float[] { 3, 2 }).Assert(1e-4);
        Derivative.Check(
            x => x[0] * x[0],
            (x, gradient) => gradient[0] = 2 * x[0],
            new double[] { 5, 1 }.AsSpan()).Assert(1e-9);
    }

    [Fact]
    public void AWrongDerivativeIsNamedWithBothValues()
    {
        CheckResult result = Derivative.Check(x => x[0] * x[1], x => [x[1], 2 * x[0]], new double[] { 3, 4 });
        Assert.Equal(2, result.Count);
        Assert.Equal("x", result.Parameter);
        Assert.Equal(1, result.Index);
        Assert.Equal(3, result.Expected, 1e-9);
        Assert.Equal(6, result.Actual);
        Assert.Equal(0.5, result.RelativeError, 1e-6);
        DerivativeCheckException exception = Assert.Throws<DerivativeCheckException>(() => result.Assert(1e-3));
        Assert.Same(result, exception.Result);
        Assert.Contains("x[1] is 6, central differences give 3", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AKinkHasTheMeanOfBothSides() => Derivative.Check(Math.Abs, x => 0, 0.0).Assert(1e-12);

    [Fact]
    public void NotANumberFails()
    {
        Assert.Throws<DerivativeCheckException>(() => Derivative.Check(x => x, x => double.NaN, 1.0).Assert(1));
        Assert.Throws<DerivativeCheckException>(() => Derivative.Check(x => double.NaN, x => 1, 1.0).Assert(1));
    }

    [Fact]
    public void SmallErrorsInLargeGradientsDoNotHideAMissingOne()
    {
        CheckResult result = Derivative.Check(x => (1e3 * x[0]) + x[1], x => [1e3, 0], new double[] { 1, 1 });
        Assert.Equal(1, result.Index);
        Assert.True(result.RelativeError > 0.9);
    }

    [Fact]
    public void TheBuilderRestoresWhatItMoves()
    {
        double[] x = [0.1, 0.2];
        CheckBuilder check = new(1e-3);
        for (int i = 0; i < x.Length; i++)
        {
            check.Begin("FGradient", "x", i, x[1 - i]);
            while (check.Next(ref x[i]))
            {
                check.Value(x[0] * x[1]);
            }
        }

        Assert.Equal([0.1, 0.2], x);
        check.Result().Assert(1e-10);
        Assert.Equal("Nothing was compared.", new CheckBuilder(0).Result().ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => new CheckBuilder(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CheckBuilder(double.NaN));
    }

    [Fact]
    public void NonFiniteExceptionsNameTheStatement()
    {
        NonFiniteException exception = new("Model.cs", 12, "z = Log(x)", "x = -1, z = NaN, i = 3");
        Assert.Equal("'z = Log(x)' made a value that is not finite: x = -1, z = NaN, i = 3. Model.cs, line 12.", exception.Message);
        Assert.Equal(("Model.cs", 12, "z = Log(x)"), (exception.File, exception.Line, exception.Statement));
    }
}
