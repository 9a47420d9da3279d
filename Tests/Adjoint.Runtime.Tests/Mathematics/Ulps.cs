namespace Adjoint.Runtime.Tests;

/// <summary>Distances in units of the last place.</summary>
internal static class Ulps
{
    public static double Between(double actual, double expected)
    {
        if (actual.Equals(expected) && (actual != 0 || double.IsNegative(actual) == double.IsNegative(expected)))
        {
            return 0;
        }

        if (!double.IsFinite(actual) || !double.IsFinite(expected) || (expected == 0 && actual == 0))
        {
            return double.PositiveInfinity;
        }

        double unit = Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected);
        return Math.Abs(actual - expected) / (double.IsFinite(unit) ? unit : Math.Abs(expected) - Math.BitDecrement(Math.Abs(expected)));
    }

    /// <summary>The distance of a float from what is known in double precision.</summary>
    public static double BetweenSingle(float actual, double expected)
    {
        float rounded = (float)expected;
        if (actual.Equals(rounded) && (actual != 0 || float.IsNegative(actual) == float.IsNegative(rounded)))
        {
            return 0;
        }

        if (!float.IsFinite(actual) || !float.IsFinite(rounded))
        {
            // Where the last float ends and infinity begins, one unit decides.
            bool edge = Math.Abs((float.IsFinite(actual) ? actual : expected) / float.MaxValue) is > 0.9999998 and < 1.0000002;
            return edge ? 1 : double.PositiveInfinity;
        }

        if (actual == 0 && rounded == 0)
        {
            return double.PositiveInfinity;
        }

        double unit = (double)MathF.BitIncrement(Math.Abs(rounded)) - Math.Abs(rounded);
        return Math.Abs(actual - expected) / unit;
    }
}
