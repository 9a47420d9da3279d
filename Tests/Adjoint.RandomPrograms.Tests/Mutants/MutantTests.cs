using Adjoint.Execution.Tests.Harness;
using Adjoint.Generator.Differentiation.Rules;
using Adjoint.Generator.Ir;
using Adjoint.RandomPrograms.Tests.Ir;
using Adjoint.RandomPrograms.Tests.Programs;
using Xunit.Abstractions;

namespace Adjoint.RandomPrograms.Tests.Mutants;

/// <summary>
/// The power of the random programs: faults are put into rules, transforms and emission, and nearly all must be found. They run on
/// demand: <c>ADJOINT_MUTANT_PROGRAMS</c> is the number of programs that each mutant is tried on.
/// </summary>
public sealed class MutantTests(ITestOutputHelper output)
{
    [OnDemandFact("ADJOINT_MUTANT_PROGRAMS")]
    public void Faults_in_rules_and_transforms_are_found()
    {
        int programs = Settings.MutantPrograms(0);
        MutantPool pool = new();
        List<string> survivors = [];
        int mutants = 0;
        foreach ((string name, RuleSet? rules, Func<Module, Module>? change) in RuleMutants.All().Select(mutant => (mutant.Name, (RuleSet?)mutant.Rules, (Func<Module, Module>?)null))
            .Concat(TransformMutants.All().Select(mutant => (mutant.Name, (RuleSet?)null, (Func<Module, Module>?)mutant.Change))))
        {
            mutants++;
            int? killer = Enumerable.Range(0, programs).Select(i => (int?)i).FirstOrDefault(i =>
                (pool[i!.Value] with { Rules = rules ?? RuleSet.Default, After = change ?? (module => module) }).Fault() is { } fault
                && !fault.Contains("the IR is wrong", StringComparison.Ordinal));
            output.WriteLine($"{name}: {(killer is { } number ? "seed " + pool[number].Seed.ToString(System.Globalization.CultureInfo.InvariantCulture) : "survives")}");
            if (killer is null)
            {
                survivors.Add(name);
            }
        }

        output.WriteLine($"{mutants - survivors.Count} of {mutants} are found");
        Assert.True(survivors.Count * 20 <= mutants, $"{survivors.Count} of {mutants} survive:\n" + string.Join("\n", survivors));
    }

    [OnDemandFact("ADJOINT_MUTANT_PROGRAMS")]
    public void Faults_in_emission_are_found()
    {
        int programs = Settings.MutantPrograms(0);
        ProgramBatch batch = new(Enumerable.Range(1, programs).Select(seed => ProgramWriter.Write(seed, false)));
        HashSet<int> right = [.. Wrong(batch, text => text, new HashSet<int>(batch.Programs.Select(program => program.Seed))).Right];
        List<string> survivors = [];
        (string Name, Func<string, string> Edit)[] mutants = [.. EmissionMutants.All()];
        foreach ((string name, Func<string, string> edit) in mutants)
        {
            int? killer = Wrong(batch, edit, right).Killer;
            output.WriteLine($"{name}: {(killer is { } seed ? "seed " + seed.ToString(System.Globalization.CultureInfo.InvariantCulture) : "survives")}");
            if (killer is null)
            {
                survivors.Add(name);
            }
        }

        output.WriteLine($"{mutants.Length - survivors.Count} of {mutants.Length} are found");
        Assert.True(survivors.Count <= 2, $"{survivors.Count} of {mutants.Length} survive:\n" + string.Join("\n", survivors));
    }

    // Only programs that are right before the edit speak; one that no longer compiles says nothing.
    private static (int? Killer, List<int> Right) Wrong(ProgramBatch batch, Func<string, string> edit, HashSet<int> among)
    {
        Dictionary<int, IGradientProgram> loaded = batch.Load(edit);
        int? killer = null;
        List<int> right = [];
        foreach (RandomCSharp program in batch.Programs.Where(program => among.Contains(program.Seed) && loaded.ContainsKey(program.Seed)))
        {
            ProgramCheck check = new(loaded[program.Seed], program.IsSingle, program.ReturnsValue, program.Seed);
            if (RandomProgramTests.Guarded(() => check.Fault()) is null)
            {
                right.Add(program.Seed);
            }
            else
            {
                killer ??= program.Seed;
            }
        }

        return (killer, right);
    }
}
