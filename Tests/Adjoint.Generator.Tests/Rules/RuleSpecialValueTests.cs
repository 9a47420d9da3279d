using Adjoint.Generator.Differentiation.Rules;
using Adjoint.Generator.Ir;
using Xunit;

namespace Adjoint.Generator.Tests.Rules;

/// <summary>Kinks, ties and singular points, where differences say nothing and the contract is the law.</summary>
public sealed class RuleSpecialValueTests
{
    private const double Infinity = double.PositiveInfinity;

    private static readonly double[] Awkward = [0, -0.0, 1, -1, 0.5, -0.5, 2, -2, -3, 1e-40, -1e-40];

    [Theory]
    [InlineData("Abs", 0, 0.0, 0)]
    [InlineData("Abs", 0, -3.0, -1)]
    [InlineData("Sqrt", 0, 0.0, Infinity)]
    [InlineData("Cbrt", 0, 0.0, Infinity)]
    [InlineData("Log", 0, 0.0, Infinity)]
    [InlineData("LogP1", 0, -1.0, Infinity)]
    [InlineData("Asin", 0, 1.0, Infinity)]
    [InlineData("Acos", 0, -1.0, -Infinity)]
    [InlineData("Acosh", 0, 1.0, Infinity)]
    [InlineData("Atanh", 0, 1.0, Infinity)]
    [InlineData("ReciprocalEstimate", 0, 0.0, -Infinity)]
    [InlineData("ReciprocalSqrtEstimate", 0, 0.0, -Infinity)]
    [InlineData("Asinh", 0, 1e200, 1e-200)]
    [InlineData("Acosh", 0, 1e200, 1e-200)]
    [InlineData("Atan", 0, 1e200, 0)]
    [InlineData("Tanh", 0, 400.0, 0)]
    [InlineData("Sigmoid", 0, -800.0, 0)]
    [InlineData("Sigmoid", 0, 800.0, 0)]
    [InlineData("Softplus", 0, 800.0, 1)]
    [InlineData("Softplus", 0, -800.0, 0)]
    [InlineData("Erf", 0, 0.0, 1.1283791670955126)]
    [InlineData("Erf", 0, Infinity, 0)]
    [InlineData("Erfc", 0, -30.0, 0)]
    [InlineData("NormalCdf", 0, 0.0, 0.3989422804014327)]
    [InlineData("NormalCdf", 0, -Infinity, 0)]
    [InlineData("NormalCdf", 0, -30.0, 1.473646134878547519e-196)]
    [InlineData("NormalPdf", 0, 0.0, 0)]
    [InlineData("NormalPdf", 0, Infinity, 0)]
    [InlineData("NormalPdf", 0, -Infinity, 0)]
    [InlineData("NormalQuantile", 0, 0.5, 2.5066282746310002)]
    [InlineData("NormalQuantile", 0, 0.0, Infinity)]
    [InlineData("NormalQuantile", 0, 1.0, Infinity)]
    [InlineData("LogGamma", 0, 0.0, -Infinity)]
    [InlineData("LogGamma", 0, 1.0, -0.57721566490153287)]
    [InlineData("LogGamma", 0, -2.0, double.NaN)]
    [InlineData("LogGamma", 0, Infinity, Infinity)]
    [InlineData("Digamma", 0, 0.0, Infinity)]
    [InlineData("Digamma", 0, -1.0, Infinity)]
    [InlineData("Digamma", 0, 1.0, 1.6449340668482264)]
    [InlineData("Digamma", 0, Infinity, 0)]
    [InlineData("Trigamma", 0, 1.0, -2.4041138063191886)]
    [InlineData("BitIncrement", 0, 1.0, 1)]
    [InlineData("BitDecrement", 0, 0.0, 1)]
    [InlineData("Floor", 0, 1.0, 0)]
    [InlineData("Round", 0, 0.5, 0)]
    [InlineData("DegreesToRadians", 0, 1.0, Math.PI / 180)]
    public void Of_one_operand(string name, int operand, double x, double expected) =>
        Assert.Equal(expected, Partial(name, operand, x), Tolerance(expected));

    [Fact]
    public void The_tail_of_ExpM1_keeps_its_digits() =>
        Assert.Equal(1, Partial("ExpM1", 0, -30.0) / Math.Exp(-30), 1e-12);

    [Theory]
    [InlineData("Max", 0.0, 0.0, 0.5, 0.5)]
    [InlineData("Max", 2.0, 1.0, 1, 0)]
    [InlineData("Min", 1.0, 1.0, 0.5, 0.5)]
    [InlineData("Min", 2.0, 1.0, 0, 1)]
    [InlineData("MaxNumber", 3.0, 3.0, 0.5, 0.5)]
    [InlineData("MaxNumber", 3.0, double.NaN, 1, 0)]
    [InlineData("MaxNumber", double.NaN, 3.0, 0, 1)]
    [InlineData("MinNumber", 3.0, double.NaN, 1, 0)]
    [InlineData("MinNumber", 3.0, 3.0, 0.5, 0.5)]
    [InlineData("MaxNative", 3.0, 3.0, 0.5, 0.5)]
    [InlineData("MinNative", 3.0, 3.0, 0.5, 0.5)]
    [InlineData("MinNative", -1.0, 3.0, 1, 0)]
    [InlineData("MaxMagnitude", -3.0, 2.0, 1, 0)]
    [InlineData("MaxMagnitude", -2.0, 2.0, 0, 1)]
    [InlineData("MaxMagnitude", 2.0, -2.0, 1, 0)]
    [InlineData("MaxMagnitude", -2.0, -2.0, 0.5, 0.5)]
    [InlineData("MinMagnitude", -2.0, 2.0, 1, 0)]
    [InlineData("MinMagnitude", 1.0, -2.0, 1, 0)]
    [InlineData("MinMagnitude", 2.0, 2.0, 0.5, 0.5)]
    [InlineData("MaxMagnitudeNumber", -2.0, -2.0, 0.5, 0.5)]
    [InlineData("MinMagnitudeNumber", 2.0, 2.0, 0.5, 0.5)]
    [InlineData("MaxMagnitudeNumber", -2.0, 2.0, 0, 1)]
    [InlineData("MinMagnitudeNumber", -2.0, 2.0, 1, 0)]
    [InlineData("MaxMagnitudeNumber", double.NaN, -2.0, 0, 1)]
    [InlineData("MinMagnitudeNumber", -2.0, double.NaN, 1, 0)]
    [InlineData("CopySign", 2.0, -1.0, -1, 0)]
    [InlineData("CopySign", -2.0, -1.0, 1, 0)]
    [InlineData("CopySign", -2.0, 0.0, -1, 0)]
    [InlineData("CopySign", 0.0, -1.0, 0, 0)]
    [InlineData("Hypot", 0.0, 0.0, 0, 0)]
    [InlineData("Hypot", 3e200, 4e200, 0.6, 0.8)]
    [InlineData("Hypot", 3e-200, 4e-200, 0.6, 0.8)]
    [InlineData("Atan2", 0.0, 0.0, 0, 0)]
    [InlineData("Atan2", 1e-200, 0.0, 0, -1e200)]
    [InlineData("Atan2", 0.0, -2.0, -0.5, 0)]
    [InlineData("Atan2Pi", 0.0, 0.0, 0, 0)]
    [InlineData("Pow", 0.0, 2.0, 0, 0)]
    [InlineData("Pow", 0.0, 1.0, 1, 0)]
    [InlineData("Pow", 0.0, 0.5, Infinity, 0)]
    [InlineData("Pow", 0.0, 0.0, 0, -Infinity)]
    [InlineData("Pow", 2.0, 0.0, 0, 0.69314718055994529)]
    [InlineData("Pow", -2.0, 3.0, 12, double.NaN)]
    [InlineData("Pow", -2.0, -2.0, 0.25, double.NaN)]
    [InlineData("rem", 7.5, 2.0, 1, -3)]
    [InlineData("rem", -7.5, 2.0, 1, 3)]
    [InlineData("rem", 0.9, 0.3, 1, -3)]
    [InlineData("rem", 6.0, 2.0, 1, -3)]
    [InlineData("Ieee754Remainder", 7.5, 2.0, 1, -4)]
    [InlineData("div", 1.0, 0.0, Infinity, -Infinity)]
    public void Of_two_operands(string name, double x, double y, double expectedX, double expectedY)
    {
        Assert.Equal(expectedX, Partial(name, 0, x, y), Tolerance(expectedX));
        Assert.Equal(expectedY, Partial(name, 1, x, y), Tolerance(expectedY));
    }

    [Fact]
    public void A_negative_zero_is_a_zero()
    {
        Assert.Equal(0, Partial("Abs", 0, -0.0));
        Assert.Equal(0.5, Partial("Max", 0, -0.0, 0.0));
        Assert.Equal(0.5, Partial("Min", 1, -0.0, 0.0));
        Assert.Equal(0, Partial("Hypot", 0, -0.0, -0.0));
        Assert.Equal(0, Partial("Atan2", 0, -0.0, -0.0));
    }

    [Theory]
    [InlineData(0.5, 1, 0, 0)]
    [InlineData(0.0, 1, 0, 0)]
    [InlineData(1.0, 1, 0, 0)]
    [InlineData(-0.1, 0, 1, 0)]
    [InlineData(1.1, 0, 0, 1)]
    public void Clamp_has_one_on_the_closed_interval(double x, double ofX, double ofMin, double ofMax)
    {
        foreach (string name in new[] { "Clamp", "ClampNative" })
        {
            Assert.Equal(ofX, Partial(name, 0, x, 0, 1));
            Assert.Equal(ofMin, Partial(name, 1, x, 0, 1));
            Assert.Equal(ofMax, Partial(name, 2, x, 0, 1));
        }
    }

    [Theory]
    [InlineData(0.0, 2, Infinity)]
    [InlineData(0.0, 3, Infinity)]
    [InlineData(0.0, 1, 1)]
    [InlineData(0.0, -1, -Infinity)]
    [InlineData(-8.0, 3, 1 / 12.0)]
    public void RootN_follows_the_power_rule(double x, int n, double expected) =>
        Assert.Equal(expected, Partial("RootN", 0, x, n), Tolerance(expected));

    [Theory]
    [InlineData(1, 0.0, 0)]
    [InlineData(2, 0.0, 2)]
    [InlineData(2, -3.0, 2)]
    [InlineData(3, 0.0, 0)]
    [InlineData(3, -1.0, -6)]
    public void Pow_with_an_integer_exponent_has_all_its_derivatives(double exponent, double x, double second)
    {
        StraightLine power = Line("Pow");
        Assert.Equal(second, power.Reverse(0).Reverse(0).Run(x, exponent, 1), 1e-12);
        Assert.Equal(second, power.Reverse(0).Forward(0).Run(x, exponent, 1), 1e-12);
    }

    [Theory]
    [InlineData("Abs", 1)]
    [InlineData("Hypot", 2)]
    [InlineData("Atan2", 2)]
    [InlineData("Max", 2)]
    [InlineData("CopySign", 2)]
    public void Kinks_have_second_derivative_zero(string name, int arity)
    {
        StraightLine function = Line(name);
        double[] origin = new double[arity + 1];
        origin[arity] = 1;
        for (int first = 0; first < arity; first++)
        {
            for (int second = 0; second < arity; second++)
            {
                Assert.Equal(0, function.Reverse(first).Reverse(second).Run(origin));
                Assert.Equal(0, function.Reverse(first).Forward(second).Run(origin));
            }
        }
    }

    // Also under a second differentiation, where the first one's own operations meet zero seeds.
    [Fact]
    public void A_zero_seed_stays_zero_wherever_a_rule_is_singular()
    {
        foreach (Rule rule in RuleTable.All)
        {
            for (int operand = 0; operand < rule.Contributions.Count; operand++)
            {
                if (rule.Contribution(operand).Condition is null)
                {
                    continue;
                }

                StraightLine contribution = Line(rule.Name).Reverse(operand);
                StraightLine second = contribution.Reverse(operand);
                foreach (double[] point in Points(rule))
                {
                    string where = $"{rule.Name}, operand {operand}, at ({string.Join(", ", point)})";
                    Assert.True(contribution.Run(point) == 0, $"{where}: {contribution.Run(point)}");
                    Assert.True(second.Run(point) == 0, $"{where}, second derivative: {second.Run(point)}");
                }
            }
        }
    }

    [Theory]
    [InlineData("div", 0)]
    [InlineData("Sqrt", 0)]
    [InlineData("Cbrt", 0)]
    [InlineData("Pow", 0)]
    [InlineData("Pow", 1)]
    [InlineData("Log", 0)]
    [InlineData("Log2", 0)]
    [InlineData("Log10", 0)]
    [InlineData("LogBase", 0)]
    [InlineData("LogBase", 1)]
    [InlineData("LogP1", 0)]
    [InlineData("Asin", 0)]
    [InlineData("Acos", 0)]
    [InlineData("Acosh", 0)]
    [InlineData("Atan", 0)]
    [InlineData("Asinh", 0)]
    [InlineData("Atanh", 0)]
    [InlineData("ReciprocalEstimate", 0)]
    [InlineData("ReciprocalSqrtEstimate", 0)]
    [InlineData("Erf", 0)]
    [InlineData("Erfc", 0)]
    [InlineData("NormalPdf", 0)]
    [InlineData("NormalCdf", 0)]
    [InlineData("NormalQuantile", 0)]
    [InlineData("LogGamma", 0)]
    [InlineData("Digamma", 0)]
    [InlineData("Trigamma", 0)]
    public void A_zero_seed_stays_zero_at_infinity(string name, int operand)
    {
        bool isUnary = RuleSet.Default.Rules[name].Contributions.Count == 1;
        foreach (double infinite in new[] { Infinity, -Infinity })
        {
            foreach (double other in isUnary ? [0] : Awkward)
            {
                double[] point = isUnary ? [infinite, 0] : [infinite, other, 0];
                Assert.True(Line(name).Reverse(operand).Run(point) == 0, $"({string.Join(", ", point)}): {Line(name).Reverse(operand).Run(point)}");
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(-2)]
    public void A_zero_seed_of_a_root_stays_zero_at_infinity(int n) => Assert.Equal(0, Line("RootN").Reverse(0).Run(Infinity, n, 0));

    [Fact]
    public void Zero_seeds_stay_zero_where_results_overflow_or_have_poles()
    {
        Assert.Equal(0, Line("Pow").Reverse(1).Run(1000, 1000, 0));
        Assert.Equal(0, Line("TanPi").Reverse(0).Run(0.5, 0));
        Assert.Equal(Infinity, Line("TanPi").Reverse(0).Run(0.5, 1));
        Assert.Equal(Infinity, Line("Pow").Reverse(0).Run(Infinity, 2, 1));
    }

    [Fact]
    public void A_zero_seed_stays_zero_outside_the_domain()
    {
        foreach ((string name, double x) in new[]
        {
            ("Sqrt", -1.0), ("Log", -1.0), ("Log", double.NaN), ("LogP1", -2.0), ("Asin", 1.5), ("Acos", -1.5), ("Acosh", 0.5),
            ("Atanh", 1.5), ("ReciprocalSqrtEstimate", -1.0), ("Sqrt", double.NaN), ("AsinPi", 2.0), ("Log10", -1.0),
            ("NormalQuantile", -0.5), ("NormalQuantile", double.NaN), ("LogGamma", double.NaN), ("LogGamma", 1e-320), ("Digamma", 1e-200),
            ("Digamma", double.NaN), ("Trigamma", 1e-103),
        })
        {
            Assert.Equal(0, Line(name).Reverse(0).Run(x, 0));
        }

        Assert.Equal(0, Line("Pow").Reverse(0).Run(-2, 0.5, 0));
        Assert.Equal(0, Line("Pow").Reverse(1).Run(-2, 0.5, 0));
        Assert.Equal(0, Line("RootN").Reverse(0).Run(-2, 2, 0));
        Assert.Equal(0, Line("LogBase").Reverse(1).Run(-2, 2, 0));
    }

    // The residual of a perfect fit has cotangent zero and a curvature all the same.
    [Fact]
    public void The_curvature_of_a_perfect_fit_is_not_lost()
    {
        BlockBuilder builder = new();
        Value x = builder.NewValue(IrType.F64);
        Value residual = builder.Binary(OpCode.Sub, builder.Math("Sqrt", x), builder.Floating(IrType.F64, 1));
        Value square = builder.Binary(OpCode.Mul, residual, residual);
        StraightLine fit = new(new([x]), new(builder.Operations), square);

        Assert.Equal(0.5, fit.Reverse(0).Reverse(0).Run(1), 1e-14);
        Assert.Equal(0.5, fit.Reverse(0).Forward(0).Run(1), 1e-14);
        Assert.Equal(0.5, fit.Forward(0).Reverse(0).Run(1), 1e-14);
    }

    private static double Partial(string name, int operand, params double[] operands)
    {
        double[] point = [.. operands, 1];
        double reverse = Line(name).Reverse(operand).Run(point);
        Assert.Equal(reverse, Line(name).Forward(operand).Run(point));
        return reverse;
    }

    private static StraightLine Line(string name) => StraightLine.Of(RuleSet.Default.Rules[name], IrType.F64);

    // Every combination of awkward operands with a seed of zero, inside the domain of functions that throw outside it.
    private static IEnumerable<double[]> Points(Rule rule)
    {
        IEnumerable<double[]> points = [[]];
        Elementary? function = Elementary.Find(rule.Name);
        for (int i = 0; i < rule.Contributions.Count; i++)
        {
            double[] values = rule.Name == "Polygamma" && i == 1 ? [0, 1, 2, 3]
                : rule.Name == "NormalQuantile" ? [.. Awkward, 1e-320, 0.99999999999999989]
                : function?.IsIntegerOperand(i) ?? false ? [-2, -1, 1, 2, 3] : Awkward;
            points = points.SelectMany(point => values.Select(value => point.Append(value).ToArray())).ToArray();
        }

        return points.Select(point => point.Append(0).ToArray());
    }

    private static double Tolerance(double expected) => double.IsFinite(expected) ? Math.Abs(expected) * 1e-14 : 0;
}
