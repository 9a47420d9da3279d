namespace Adjoint.Generator.Tests.Ir;

/// <summary>Says how the outcome of a program differs after a pass from what it was before.</summary>
internal static class OutcomeComparison
{
    // Each perturbed run is one draw from the errors that rounding may make; the true spread is a few times what some draws show.
    private const double SpreadFactor = 16;

    /// <summary>The first difference, null where there is none. NaNs are equal to one another, zeros of different sign are not.</summary>
    public static string? Exact(Outcome before, Outcome after, bool memoryAfterThrow) =>
        Discrete(before, after) ?? (before.Failure.Length > 0 && !memoryAfterThrow ? null : FirstDifference(before, after, Same));

    /// <summary>The first difference beyond what rounding explains; <paramref name="perturbed"/> are runs of the program before the pass.</summary>
    public static string? UpToRounding(Outcome before, Outcome after, IReadOnlyList<Outcome> perturbed)
    {
        // Where rounding alone takes another branch, or the program throws, there is nothing to compare.
        if (perturbed.Any(run => Discrete(before, run) is not null || FirstDifference(before, run, SameForm) is not null))
        {
            return null;
        }

        if (Discrete(before, after) is { } difference)
        {
            return difference;
        }

        int position = 0;
        return before.Failure.Length > 0 ? null : FirstDifference(before, after, (x, y) =>
        {
            double[] values = [.. perturbed.Select(run => Number(run.Values[position].Value))];
            position++;
            return Close(x, y, values);
        });
    }

    private static string? Discrete(Outcome before, Outcome after) =>
        before.Failure != after.Failure ? $"it ended with '{before.Failure}' and ends with '{after.Failure}' ({after.Detail}{before.Detail})"
        : !before.Log.SequenceEqual(after.Log) ? $"it ran [{string.Join("; ", before.Log)}] and runs [{string.Join("; ", after.Log)}]"
        : before.Values.Count != after.Values.Count && before.Failure.Length == 0 ? $"it left {before.Values.Count} values and leaves {after.Values.Count}"
        : null;

    private static string? FirstDifference(Outcome before, Outcome after, Func<object?, object?, bool> same)
    {
        for (int i = 0; i < Math.Min(before.Values.Count, after.Values.Count); i++)
        {
            (string place, object? value) = before.Values[i];
            if (!same(value, after.Values[i].Value))
            {
                return $"{place} was {ValueText.Of(value)} and is {ValueText.Of(after.Values[i].Value)}";
            }
        }

        return null;
    }

    private static bool Same(object? x, object? y) => (x, y) switch
    {
        (float a, float b) => (float.IsNaN(a) && float.IsNaN(b)) || BitConverter.SingleToInt32Bits(a) == BitConverter.SingleToInt32Bits(b),
        (double a, double b) => (double.IsNaN(a) && double.IsNaN(b)) || BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b),
        _ => Equals(x, y),
    };

    // Equal where discrete; both numbers, the same infinity or both NaN where floating.
    private static bool SameForm(object? x, object? y)
    {
        if (x is not (float or double))
        {
            return Equals(x, y);
        }

        double a = Number(x);
        double b = Number(y);
        return double.IsFinite(a) ? double.IsFinite(b) : a.Equals(b);
    }

    private static bool Close(object? x, object? y, double[] perturbed)
    {
        double a = Number(x);
        if (!SameForm(x, y) || !double.IsFinite(a))
        {
            return SameForm(x, y);
        }

        double unit = x is float ? 1.2e-7 : 2.3e-16;
        double spread = perturbed.Max(value => Math.Abs(value - a));
        double least = x is float ? float.Epsilon : double.Epsilon;
        return Math.Abs(Number(y) - a) <= (SpreadFactor * spread) + (8 * unit * Math.Abs(a)) + least;
    }

    private static double Number(object? value) => value is float single ? single : value is double number ? number : 0;
}
