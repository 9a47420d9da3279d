namespace Adjoint.Generator.Tests.Rules;

/// <summary>Central differences of fourth order.</summary>
internal static class Differences
{
    /// <summary>The derivative, null where the function has a kink or a jump within the step.</summary>
    public static double? Of(Func<double[], double> function, double[] point, int index)
    {
        double step = 1e-3 * Math.Max(1, Math.Abs(point[index]));
        double wide = Slope(function, point, index, step);
        double narrow = Slope(function, point, index, step / 2);
        double scale = Math.Max(1, Math.Abs(narrow));
        return Math.Abs(wide - narrow) < 1e-2 * scale ? ((4 * narrow) - wide) / 3 : null;
    }

    private static double Slope(Func<double[], double> function, double[] point, int index, double step) =>
        (Shifted(function, point, index, step) - Shifted(function, point, index, -step)) / (2 * step);

    private static double Shifted(Func<double[], double> function, double[] point, int index, double step)
    {
        double[] moved = (double[])point.Clone();
        moved[index] += step;
        return function(moved);
    }
}
