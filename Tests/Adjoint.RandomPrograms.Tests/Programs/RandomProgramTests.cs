using Adjoint.Execution.Tests.Harness;
using Adjoint.RandomPrograms.Tests.Ir;

namespace Adjoint.RandomPrograms.Tests.Programs;

/// <summary>Random C# programs through the whole compiler. See <c>docs/testing.md</c> for runs of any length.</summary>
public sealed class RandomProgramTests
{
    private const int BatchSize = 50;

    /// <summary>
    /// What the compiler is known not to do yet, told by its words: memory that a branch in a loop makes and stores into other
    /// memory is an internal error, and some bodies are left without companions and without a diagnostic.
    /// </summary>
    private static readonly string[] Known = ["is not found again by the reverse sweep", "does not contain a definition for 'FForward'"];

    /// <summary>Every program of these forms is followed, and its companions are right.</summary>
    [Fact]
    public void Companions_of_random_programs_are_right() => Check(1, 50, patterns: false, mayRefuse: false);

    internal static void Check(int firstSeed, int programs, bool patterns, bool mayRefuse)
    {
        int first = Settings.FirstSeed(firstSeed);
        int count = Settings.Programs(programs);
        List<(RandomCSharp Program, string Text)> faults = [];
        int refused = 0;
        int known = 0;
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

                if (fault is not null && Known.Any(words => fault.Contains(words, StringComparison.Ordinal)) && !fault.StartsWith("refused", StringComparison.Ordinal))
                {
                    known++;
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

        Assert.True(known * 10 <= count, $"{known} of {count} programs meet what is known not to work");

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
