using Adjoint.Execution.Tests.Harness;
using Adjoint.RandomPrograms.Tests.Programs;

namespace Adjoint.RandomPrograms.Tests.Mutants;

/// <summary>Random C# programs with the companions that the compiler wrote, in batches that are made when they are first needed.</summary>
internal sealed class EmissionPool(int programs)
{
    private const int BatchSize = 5;

    private readonly List<(ProgramBatch Batch, HashSet<int> Right)> _batches = [];

    /// <summary>The seed of the first program whose companions are right before an edit and wrong after it; null where there is none.</summary>
    /// <remarks>A program that no longer compiles says nothing, and one whose text the edit leaves as it is need not be run.</remarks>
    public int? Killer(Func<string, string> edit)
    {
        for (int i = 0; i * BatchSize < programs; i++)
        {
            (ProgramBatch batch, HashSet<int> right) = At(i);
            HashSet<int> edited = [.. right.Where(seed => batch.IsChanged(seed, edit))];
            if (edited.Count > 0 && Wrong(batch, batch.Load(edit, edited)) is { } killer)
            {
                return killer;
            }
        }

        return null;
    }

    private (ProgramBatch Batch, HashSet<int> Right) At(int index)
    {
        while (_batches.Count <= index)
        {
            int first = 1 + (_batches.Count * BatchSize);
            ProgramBatch batch = new(Enumerable.Range(first, Math.Min(BatchSize, programs + 1 - first)).Select(seed => ProgramWriter.Write(seed, false, withCheckpoints: false)));
            Dictionary<int, IGradientProgram> loaded = batch.Load();
            _batches.Add((batch, [.. loaded.Keys.Where(seed => Fault(batch, loaded, seed) is null)]));
        }

        return _batches[index];
    }

    private static int? Wrong(ProgramBatch batch, Dictionary<int, IGradientProgram> loaded) =>
        loaded.Keys.Order().Select(seed => (int?)seed).FirstOrDefault(seed => Fault(batch, loaded, seed!.Value) is not null);

    private static string? Fault(ProgramBatch batch, Dictionary<int, IGradientProgram> loaded, int seed)
    {
        RandomCSharp program = batch.Programs.Single(program => program.Seed == seed);
        return RandomProgramTests.Guarded(() => ProgramCheck.Of(loaded[seed], program).Fault());
    }
}
