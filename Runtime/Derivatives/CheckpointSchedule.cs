using System.ComponentModel;

namespace Adjoint;

/// <summary>
/// The binomial schedule by which companions reverse a loop with <see cref="Derivative.Checkpoint"/>: it needs the fewest repeated turns
/// for a given number of snapshots. A. Griewank and A. Walther, "Algorithm 799: revolve", ACM TOMS 26(1), 2000, pages 19–45.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CheckpointSchedule
{
    /// <summary>More snapshots than these are not used, as each is a call within another: 500 turns and 2 repetitions more reach 125,000 turns.</summary>
    public const int MostSnapshots = 500;

    /// <summary>The number of snapshots for a loop.</summary>
    /// <param name="turns">How many turns it took.</param>
    /// <param name="snapshots">The number that was asked for; 0 or less for as many as let no turn run more than four times.</param>
    /// <returns>A number from 1 to <see cref="MostSnapshots"/>.</returns>
    public static int Snapshots(int turns, int snapshots)
    {
        if (snapshots > 0)
        {
            return Math.Min(snapshots, MostSnapshots);
        }

        // With s snapshots, turns that run at most r times again number the binomial coefficient of s + r over s.
        int enough = 1;
        while (enough < MostSnapshots && (long)(enough + 1) * (enough + 2) * (enough + 3) / 6 < turns)
        {
            enough++;
        }

        return enough;
    }

    /// <summary>
    /// Where to put the next snapshot: how many turns to run on from the one before, which is counted in
    /// <paramref name="snapshots"/>. What lies behind is then reversed with one snapshot less, what lies before with as many.
    /// </summary>
    /// <param name="length">The number of turns to reverse, at least 2.</param>
    /// <param name="snapshots">The number of snapshots, at least 1.</param>
    /// <returns>A number from 1 to <paramref name="length"/> - 1.</returns>
    public static int Split(int length, int snapshots)
    {
        if (snapshots <= 1)
        {
            return length - 1;
        }

        long count = snapshots;
        long repetitions = 0;
        long range = 1;
        while (range < length)
        {
            repetitions++;
            range = range * (repetitions + count) / repetitions;
        }

        long first = range * repetitions / (count + repetitions);
        long second = first * count / (count + repetitions - 1);
        long third = count > 2 ? second * (count - 1) / (count + repetitions - 2) : 1;
        long fourth = second * (repetitions - 1) / count;
        long fifth = count < 3 ? 0 : count > 3 ? third * (count - 2) / repetitions : 1;
        long advance = length <= first + third ? fourth : length >= range - fifth ? first : length - second - third;
        return (int)Math.Clamp(advance, 1, length - 1);
    }
}
