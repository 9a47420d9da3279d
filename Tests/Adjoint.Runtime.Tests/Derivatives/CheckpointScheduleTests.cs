using Xunit;

namespace Adjoint.Runtime.Tests;

/// <summary>The binomial schedule against the best that there is.</summary>
public sealed class CheckpointScheduleTests
{
    [Fact]
    public void No_schedule_repeats_fewer_turns()
    {
        // The least number of turns that are run forward to reverse a loop, by dynamic programming.
        const int most = 40;
        int[,] least = new int[most + 1, 9];
        for (int snapshots = 1; snapshots <= 8; snapshots++)
        {
            for (int length = 2; length <= most; length++)
            {
                least[length, snapshots] = Enumerable.Range(1, length - 1)
                    .Where(split => snapshots > 1 || split == length - 1)
                    .Min(split => split + (length - split > 1 ? least[length - split, snapshots - 1] : 0) + least[split, snapshots]);
                Assert.Equal(least[length, snapshots], Repeated(length, snapshots));
            }
        }
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(2, 500)]
    [InlineData(1000, 3)]
    [InlineData(int.MaxValue, 1)]
    [InlineData(int.MaxValue, 2)]
    [InlineData(int.MaxValue, 500)]
    public void A_split_leaves_turns_on_both_sides(int length, int snapshots) =>
        Assert.InRange(CheckpointSchedule.Split(length, snapshots), 1, length - 1);

    [Fact]
    public void The_number_of_snapshots_is_what_was_asked_for_within_limits()
    {
        Assert.Equal(7, CheckpointSchedule.Snapshots(100, 7));
        Assert.Equal(CheckpointSchedule.MostSnapshots, CheckpointSchedule.Snapshots(100, int.MaxValue));
        Assert.Equal(1, CheckpointSchedule.Snapshots(0, 0));
        Assert.Equal(CheckpointSchedule.MostSnapshots, CheckpointSchedule.Snapshots(int.MaxValue, -1));

        // Three repetitions of each turn and no more: 4 · 5 · 6 / 6 = 20 turns with three snapshots.
        Assert.Equal(3, CheckpointSchedule.Snapshots(20, 0));
        Assert.Equal(4, CheckpointSchedule.Snapshots(21, 0));
    }

    // As companions reverse a loop: turns run forward, those that are reversed not counted.
    private static int Repeated(int length, int snapshots)
    {
        int repeated = 0;
        for (int last = length; last > 1;)
        {
            int split = CheckpointSchedule.Split(last, snapshots);
            repeated += split + (last - split > 1 ? Repeated(last - split, snapshots - 1) : 0);
            last = split;
        }

        return repeated;
    }
}
