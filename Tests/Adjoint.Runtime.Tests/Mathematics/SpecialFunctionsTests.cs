using Xunit;

namespace Adjoint.Runtime.Tests;

public sealed class SpecialFunctionsTests
{
    /// <summary>Values computed with 40 digits by another program.</summary>
    [Theory]
    [InlineData("Erf", 1e-9, 1.1283791670955127e-9)]
    [InlineData("Erf", 0.3, 0.3286267594591274)]
    [InlineData("Erf", -1.0, -0.8427007929497149)]
    [InlineData("Erf", 2.4, 0.999311486103355)]
    [InlineData("Erf", 2.6, 0.9997639655834707)]
    [InlineData("Erf", 4.0, 0.9999999845827421)]
    [InlineData("Erfc", -1.0, 1.8427007929497148)]
    [InlineData("Erfc", 0.5, 0.4795001221869535)]
    [InlineData("Erfc", 2.0, 0.004677734981047266)]
    [InlineData("Erfc", 3.0, 2.209049699858544e-5)]
    [InlineData("Erfc", 10.0, 2.088487583762545e-45)]
    [InlineData("Erfc", 25.0, 8.300172571196523e-274)]
    [InlineData("LogGamma", 0.1, 2.252712651734206)]
    [InlineData("LogGamma", 0.5, 0.5723649429247001)]
    [InlineData("LogGamma", 1.5, -0.12078223763524522)]
    [InlineData("LogGamma", 3.0, 0.6931471805599453)]
    [InlineData("LogGamma", 7.5, 7.534364236758733)]
    [InlineData("LogGamma", 100.0, 359.1342053695754)]
    [InlineData("LogGamma", 1000000.0, 12815504.569147611)]
    [InlineData("LogGamma", -0.5, 1.2655121234846454)]
    [InlineData("LogGamma", -3.3, -0.8243558050174264)]
    [InlineData("Digamma", 0.1, -10.423754940411076)]
    [InlineData("Digamma", 0.5, -1.9635100260214235)]
    [InlineData("Digamma", 1.0, -0.5772156649015329)]
    [InlineData("Digamma", 2.5, 0.7031566406452432)]
    [InlineData("Digamma", 10.0, 2.251752589066721)]
    [InlineData("Digamma", 10000.0, 9.210290371142849)]
    [InlineData("Digamma", -0.5, 0.03648997397857652)]
    [InlineData("Digamma", -3.3, 3.620353460592126)]
    [InlineData("Softplus", -50.0, 1.9287498479639178e-22)]
    [InlineData("Softplus", -1.0, 0.3132616875182228)]
    [InlineData("Softplus", 0.0, 0.6931471805599453)]
    [InlineData("Softplus", 30.0, 30.000000000000092)]
    [InlineData("Sigmoid", -700.0, 9.85967654375977e-305)]
    [InlineData("Sigmoid", -1.0, 0.2689414213699951)]
    [InlineData("Sigmoid", 0.0, 0.5)]
    [InlineData("Sigmoid", 3.0, 0.9525741268224333)]
    public void ValuesAreRight(string name, double x, double expected)
    {
        double actual = name switch
        {
            "Erf" => SpecialFunctions.Erf(x),
            "Erfc" => SpecialFunctions.Erfc(x),
            "LogGamma" => SpecialFunctions.LogGamma(x),
            "Digamma" => SpecialFunctions.Digamma(x),
            "Softplus" => SpecialFunctions.Softplus(x),
            _ => SpecialFunctions.Sigmoid(x),
        };
        Assert.Equal(expected, actual, (Math.Abs(expected) + (name is "LogGamma" or "Digamma" ? 1 : 0)) * 1e-13);
    }

    [Fact]
    public void LimitsAreKept()
    {
        Assert.Equal(1, SpecialFunctions.Sigmoid(double.PositiveInfinity));
        Assert.Equal(0, SpecialFunctions.Sigmoid(float.NegativeInfinity));
        Assert.Equal(0.5f, SpecialFunctions.Sigmoid(0f));
        Assert.Equal(double.PositiveInfinity, SpecialFunctions.Softplus(double.PositiveInfinity));
        Assert.Equal(0, SpecialFunctions.Softplus(double.NegativeInfinity));
        Assert.Equal(MathF.Log(2), SpecialFunctions.Softplus(0f));
        Assert.True(double.IsNaN(SpecialFunctions.Softplus(double.NaN)));
        Assert.True(double.IsNaN(SpecialFunctions.Sigmoid(double.NaN)));
        Assert.Equal(-1, SpecialFunctions.Erf(double.NegativeInfinity));
        Assert.Equal(0, SpecialFunctions.Erfc(100));
        Assert.Equal(2, SpecialFunctions.Erfc(-100));
        Assert.True(double.IsNaN(SpecialFunctions.Erf(double.NaN)));
        Assert.Equal(double.PositiveInfinity, SpecialFunctions.LogGamma(-2));
        Assert.True(double.IsNaN(SpecialFunctions.Digamma(-2)));
    }

    [Fact]
    public void DigammaIsTheDerivativeOfLogGamma()
    {
        foreach (double x in new[] { 0.3, 1.7, 12.5, -1.4 })
        {
            Derivative.Check(SpecialFunctions.LogGamma, SpecialFunctions.Digamma, x).Assert(1e-6);
        }
    }
}
