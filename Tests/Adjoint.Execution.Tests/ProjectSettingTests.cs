using System.Globalization;
using Adjoint.Execution.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Adjoint.Execution.Tests;

/// <summary>Companions under settings that are not those of our own projects: checked arithmetic, nullable off, cultures with other signs.</summary>
public sealed class ProjectSettingTests
{
    private const string Source = """
        using System;
        using Adjoint;

        [Differentiable]
        public sealed partial class Net
        {
            public double[] W = { 0.5, -1.25, 2 };
            public double B = -0.5;
        }

        public static partial class P
        {
            public const double Small = -1.5e-7;

            [Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp | Derivatives.Hvp)]
            public static double F(ReadOnlySpan<double> x, double[] v, Net net, double a, int seed = -3)
            {
                double s = -2.5 * a + Small;
                for (int i = x.Length - 1; i >= 0; i--)
                {
                    s += x[i] * Math.Exp(-0.125 * v[i]) - net.W[i] * net.B * 1e-3;
                }

                int hash = seed;
                for (int i = 0; i < 5; i++)
                {
                    hash = unchecked((hash * 16777619) ^ i);
                    s += (hash & 7) * a * a - Math.Pow(a, -2);
                }

                double[][] rows = new double[2][];
                for (int i = 0; i < 2; i++)
                {
                    rows[i] = new double[2];
                    rows[i][^1] = a * i - s;
                }

                double p = 1;
                while (p < 100)
                {
                    p = p * -1.5 * (p > 0 ? -1 : 1) * 1.25 + rows[1][1] * rows[1][1];
                }

                return s * rows[1][1] + (int.MaxValue - hash % 2) * 1e-9 * a + p * (s > 1e300 ? double.NegativeInfinity : -1);
            }
        }
        """;

    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["x"] = "new double[] { 1.5, -2, 0.25 }",
        ["v"] = "new double[] { -0.5, 2, 0.75 }",
        ["net"] = "new global::Net()",
        ["a"] = "0.7",
        ["seed"] = "-7",
    };

    [Theory]
    [InlineData(true, NullableContextOptions.Enable)]
    [InlineData(true, NullableContextOptions.Disable)]
    [InlineData(false, NullableContextOptions.Disable)]
    [InlineData(false, NullableContextOptions.Warnings)]
    public void Companions_are_right_and_without_a_warning(bool checkOverflow, NullableContextOptions nullable) =>
        GradientCheck.Run(Source, Values, options: new() { CheckOverflow = checkOverflow, Nullable = nullable });

    public static TheoryData<string> Cultures => ["sv-SE", "ar-SA", "fa-IR", "odd"];

    [Theory]
    [MemberData(nameof(Cultures))]
    public void What_is_generated_does_not_depend_on_the_culture(string culture)
    {
        Dictionary<string, string> expected = In(CultureInfo.InvariantCulture, Generated);
        Assert.Equal(expected, In(Of(culture), Generated));
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Companions_are_right_in_any_culture(string culture) => In(Of(culture), () => GradientCheck.Run(Source, Values));

    // A new method each time, so that nothing comes from the cache of the front end.
    private static Dictionary<string, string> Generated()
    {
        string name = "F" + Guid.NewGuid().ToString("N");
        return ExecutionHarness.Compile(Source.Replace(" F(", " " + name + "(", StringComparison.Ordinal)).Generated
            .ToDictionary(file => file.Key.Replace(name, "F", StringComparison.Ordinal), file => file.Value.Replace(name, "F", StringComparison.Ordinal), StringComparer.Ordinal);
    }

    private static CultureInfo Of(string name)
    {
        // What a machine knows of cultures differs, and may be nothing; the signs are set here, so that the test is the same everywhere.
        CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = name switch { "sv-SE" => "\u2212", "ar-SA" => "\u061c-", "fa-IR" => "\u200e\u2212", _ => "minus" };
        culture.NumberFormat.NumberDecimalSeparator = name == "fa-IR" ? "\u066b" : ",";
        culture.NumberFormat.PositiveInfinitySymbol = "\u221e";
        return culture;
    }

    private static T In<T>(CultureInfo culture, Func<T> act)
    {
        (CultureInfo before, CultureInfo ofInterface) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
            return act();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, ofInterface);
        }
    }
}
