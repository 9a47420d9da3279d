using Adjoint.Execution.Tests.Harness;

namespace Adjoint.RandomPrograms.Tests.Programs;

/// <summary>Makes a failing program smaller: pieces are left out while it still is C# and still fails.</summary>
internal static class ProgramReducer
{
    private const int MaxTrials = 120;

    /// <summary>The smallest failing form of a program, what is wrong with it, and what was generated for it.</summary>
    public static string Explain(RandomCSharp program)
    {
        (RandomCSharp small, string fault, string generated) = Reduce(program);
        return $"seed {program.Seed}: {fault}\n\n{small.Text}\n{generated}";
    }

    private static (RandomCSharp Program, string Fault, string Generated) Reduce(RandomCSharp program)
    {
        (string? fault, string generated) = Try(program);
        int trials = 0;
        bool changed = fault is not null;
        while (changed && trials < MaxTrials)
        {
            changed = false;
            foreach (IReadOnlyList<Node> members in Node.Smaller(program.Members))
            {
                if (trials++ >= MaxTrials)
                {
                    break;
                }

                RandomCSharp smaller = program with { Members = members };
                (string? again, string text) = Try(smaller);
                if (again is not null)
                {
                    (program, fault, generated) = (smaller, again, text);
                    changed = true;
                    break;
                }
            }
        }

        return (program, fault ?? "it no longer fails by itself", generated);
    }

    // A form that is no C# is no smaller program.
    private static (string? Fault, string Generated) Try(RandomCSharp program)
    {
        if (!program.Members.Any(member => member.Head.Contains(" F(", StringComparison.Ordinal)) || !program.Members.Any(member => member.Head.StartsWith("[Diff", StringComparison.Ordinal)))
        {
            return (null, "");
        }

        ProgramBatch batch = new([program]);
        Dictionary<int, IGradientProgram> loaded = batch.Load();
        string generated = batch.GeneratedText(program.Seed);
        if (batch.Failures.TryGetValue(program.Seed, out string? failure))
        {
            return (failure.StartsWith("is no C#", StringComparison.Ordinal) ? null : failure, generated);
        }

        return (RandomProgramTests.Guarded(() => new ProgramCheck(loaded[program.Seed], program.IsSingle, program.ReturnsValue, program.Seed).Fault()), generated);
    }
}
