using Adjoint.Generator.Differentiation.Rules;

namespace Adjoint.Generator.Tests.Rules;

/// <summary>Points at which a rule is compared with differences: boxes inside the domain of each function.</summary>
internal static class SamplePoints
{
    private static readonly (double, double) Anywhere = (-2, 2);

    private static readonly Dictionary<string, (double From, double To)[][]> Boxes = new(StringComparer.Ordinal)
    {
        ["div"] = [[Anywhere, (0.3, 3)], [Anywhere, (-3, -0.3)]],
        ["rem"] = [[(1, 10), (1.1, 3)], [(-10, -1), (1.1, 3)], [(1, 10), (-3, -1.1)]],
        ["Ieee754Remainder"] = [[(1, 10), (1.1, 3)], [(-10, -1), (1.1, 3)], [(1, 10), (-3, -1.1)]],
        ["Sqrt"] = [[(0.1, 4)]],
        ["Cbrt"] = [[(0.1, 4)], [(-4, -0.1)]],
        ["RootN"] =
        [
            [(0.2, 3), (2, 2)], [(0.2, 3), (3, 3)], [(-3, -0.2), (3, 3)], [(-3, -0.2), (5, 5)],
            [(0.2, 3), (-2, -2)], [(-3, -0.2), (-3, -3)], [(0.2, 3), (1, 1)],
        ],
        ["Pow"] = [[(0.2, 3), (-2, 3)]],
        ["ReciprocalEstimate"] = [[(0.3, 3)], [(-3, -0.3)]],
        ["ReciprocalSqrtEstimate"] = [[(0.3, 3)]],
        ["Log"] = [[(0.2, 5)]],
        ["Log2"] = [[(0.2, 5)]],
        ["Log10"] = [[(0.2, 5)]],
        ["LogBase"] = [[(0.2, 5), (1.5, 6)], [(0.2, 5), (0.2, 0.7)]],
        ["LogP1"] = [[(-0.8, 3)]],
        ["Log2P1"] = [[(-0.8, 3)]],
        ["Log10P1"] = [[(-0.8, 3)]],
        ["Tan"] = [[(-1.2, 1.2)]],
        ["TanPi"] = [[(-0.4, 0.4)]],
        ["Asin"] = [[(-0.9, 0.9)]],
        ["Acos"] = [[(-0.9, 0.9)]],
        ["AsinPi"] = [[(-0.9, 0.9)]],
        ["AcosPi"] = [[(-0.9, 0.9)]],
        ["Atan2"] = [[Anywhere, (0.3, 2)], [(0.3, 2), Anywhere], [(-2, -0.3), Anywhere]],
        ["Atan2Pi"] = [[Anywhere, (0.3, 2)], [(0.3, 2), Anywhere], [(-2, -0.3), Anywhere]],
        ["Acosh"] = [[(1.2, 4)]],
        ["Atanh"] = [[(-0.9, 0.9)]],
        ["NormalQuantile"] = [[(0.1, 0.9)]],
        ["LogGamma"] = [[(0.4, 5)], [(-1.8, -1.2)]],
        ["Digamma"] = [[(0.5, 5)], [(-1.7, -1.3)]],
        ["Trigamma"] = [[(0.5, 5)], [(-1.7, -1.3)]],
        ["Polygamma"] = [[(0.7, 5), (0, 0)], [(0.7, 5), (2, 2)], [(0.8, 5), (3, 3)], [(-1.65, -1.35), (1, 1)]],
        ["Clamp"] = [[(-3, 3), (-1.5, -0.5), (0.5, 1.5)]],
        ["ClampNative"] = [[(-3, 3), (-1.5, -0.5), (0.5, 1.5)]],
        ["ScaleB"] = [[Anywhere, (-3, -3)], [Anywhere, (0, 0)], [Anywhere, (4, 4)]],
        ["RoundDigits"] = [[Anywhere, (1, 1)]],
        ["select"] = [[(0, 0), Anywhere, Anywhere], [(1, 1), Anywhere, Anywhere]],
    };

    /// <summary>The same points on every run; the seed's value comes last.</summary>
    public static IEnumerable<double[]> For(Rule rule, int count)
    {
        Random random = new(rule.Name.Sum(letter => letter));
        (double From, double To)[][] boxes = Boxes.GetValueOrDefault(rule.Name)
            ?? [Enumerable.Repeat(Anywhere, rule.Contributions.Count).ToArray()];
        for (int i = 0; i < count; i++)
        {
            yield return boxes[i % boxes.Length]
                .Append((0.5, 1.5))
                .Select(side => side.Item1 + ((side.Item2 - side.Item1) * random.NextDouble()))
                .ToArray();
        }
    }
}
