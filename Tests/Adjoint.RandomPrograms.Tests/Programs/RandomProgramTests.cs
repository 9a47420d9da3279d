using Adjoint.Execution.Tests.Harness;
using Adjoint.RandomPrograms.Tests.Ir;

namespace Adjoint.RandomPrograms.Tests.Programs;

/// <summary>Random C# programs through the whole compiler. See <c>docs/testing.md</c> for runs of any length.</summary>
public sealed class RandomProgramTests
{
    private const int BatchSize = 50;

    /// <summary>Every program of these forms is followed, and its companions are right.</summary>
    [Fact]
    public void Companions_of_random_programs_are_right() => Check(1, 350, patterns: false, mayRefuse: false);

    internal static void Check(int firstSeed, int programs, bool patterns, bool mayRefuse)
    {
        int first = Settings.FirstSeed(firstSeed);
        int count = Settings.Programs(programs);
        List<(RandomCSharp Program, string Text)> faults = [];
        int refused = 0;
        int points = 0;
        for (int start = first; start < first + count; start += BatchSize)
        {
            ProgramBatch batch = new(Enumerable.Range(start, Math.Min(BatchSize, first + count - start)).Select(seed => ProgramWriter.Write(seed, patterns)));
            Dictionary<int, IGradientProgram> loaded = batch.Load();
            foreach (RandomCSharp program in batch.Programs)
            {
                string? fault = batch.Failures.GetValueOrDefault(program.Seed);
                if (mayRefuse && fault is not null && fault.StartsWith("refused", StringComparison.Ordinal))
                {
                    refused++;
                    continue;
                }

                if (loaded.TryGetValue(program.Seed, out IGradientProgram? running))
                {
                    ProgramCheck check = new(running, program.IsSingle, program.ReturnsValue, program.Seed);
                    fault = Guarded(() => check.Fault());
                    points += check.Points;
                }

                if (fault is not null)
                {
                    faults.Add((program, fault));
                }
            }
        }

        if (faults.Count > 0)
        {
            RandomCSharp shown = faults.OrderBy(fault => fault.Text.StartsWith("refused", StringComparison.Ordinal)).First().Program;
            Assert.Fail($"{faults.Count} of {count} programs fail\n"
                + string.Join("\n", faults.Take(40).Select(fault => $"seed {fault.Program.Seed}: {string.Join(" | ", fault.Text.Split('\n').Take(2))}"))
                + "\n\n" + ProgramReducer.Explain(shown));
        }

        // Points near kinks are passed over, but not most of them.
        Assert.True(points > (count - refused) / 2, $"only {points} points of {count - refused} programs could be compared");
    }

    internal static string? Guarded(Func<string?> check)
    {
        try
        {
            return check();
        }
        catch (Exception exception)
        {
            return $"{exception.GetType().Name}: {exception.Message}\n{exception.StackTrace}";
        }
    }
}
