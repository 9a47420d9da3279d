using Adjoint.Execution.Tests.Harness;

namespace Adjoint.RandomPrograms.Tests.Programs;

/// <summary>Makes a failing program smaller: pieces are left out while it still is C# and still fails.</summary>
internal static class ProgramReducer
{
    private const int FirstSeed = 90_000_000;
    private const int MaxRounds = 120;
    private const int BatchSize = 40;

    /// <summary>The smallest failing form of a program, what is wrong with it, and what was generated for it.</summary>
    public static string Explain(RandomCSharp program)
    {
        (RandomCSharp small, string fault, string generated) = Reduce(program);
        return $"seed {program.Seed}: {fault}\n\n{small.Text}\n{generated}";
    }

    private static (RandomCSharp Program, string Fault, string Generated) Reduce(RandomCSharp program)
    {
        if (Failing([program]) is not { } found)
        {
            return (program, "it no longer fails by itself", "");
        }

        // Each round goes on behind the place of the last success, and once more from the beginning when it reaches the end.
        int place = 0;
        bool again = true;
        for (int round = 0; round < MaxRounds; round++)
        {
            RandomCSharp[] smaller = [.. Node.Smaller(found.Program.Members).Skip(place).Take(BatchSize)
                .Select((members, i) => found.Program with { Members = members, Seed = FirstSeed + i }).Where(IsWhole)];
            if (smaller.Length == 0)
            {
                if (!again)
                {
                    break;
                }

                (place, again) = (0, false);
            }
            else if (Failing(smaller, Kind(found.Fault)) is { } next)
            {
                (place, again) = (place + next.Program.Seed - FirstSeed, true);
                found = next;
            }
            else
            {
                place += BatchSize;
            }
        }

        return found;
    }

    private static bool IsWhole(RandomCSharp program) => program.Members.Any(member => member.Head.Contains(" F(", StringComparison.Ordinal))
        && program.Members.Any(member => member.Head.StartsWith("[Differentiable(", StringComparison.Ordinal));

    // A smaller program must fail in the same way.
    private static string Kind(string fault) => fault.StartsWith("at [", StringComparison.Ordinal)
        ? fault.Split("]: ")[1].Split(':')[0]
        : string.Concat(fault.Split(':', 2)[^1].Take(80).Where(letter => !char.IsDigit(letter)));

    // The first of the programs that fails. A form that is no C# is no smaller program.
    private static (RandomCSharp Program, string Fault, string Generated)? Failing(IReadOnlyList<RandomCSharp> programs, string? kind = null)
    {
        ProgramBatch batch = new(programs);
        Dictionary<int, IGradientProgram> loaded = batch.Load();
        foreach (RandomCSharp program in programs)
        {
            string? fault = batch.Failures.GetValueOrDefault(program.Seed);
            if (loaded.TryGetValue(program.Seed, out IGradientProgram? running))
            {
                fault = RandomProgramTests.Guarded(() => ProgramCheck.Of(running, program).Fault());
            }

            if (fault is not null && !fault.StartsWith("is no C#", StringComparison.Ordinal) && (kind is null || Kind(fault) == kind))
            {
                return (program, fault, batch.GeneratedText(program.Seed));
            }
        }

        return null;
    }
}
