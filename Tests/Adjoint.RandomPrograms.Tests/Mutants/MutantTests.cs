using Adjoint.Generator.Differentiation.Rules;
using Adjoint.Generator.Ir;
using Adjoint.RandomPrograms.Tests.Ir;
using Xunit.Abstractions;

namespace Adjoint.RandomPrograms.Tests.Mutants;

/// <summary>
/// The power of the random programs: faults are put into rules, transforms and emission, and nearly all must be found. The full
/// figures, over 2,000 programs a mutant (<c>ADJOINT_MUTANT_PROGRAMS</c>), stand in <c>docs/testing.md</c>.
/// </summary>
public sealed class MutantTests(ITestOutputHelper output)
{
    [Fact]
    public void Faults_in_rules_and_transforms_are_found()
    {
        MutantPool pool = new();
        int programs = Settings.MutantPrograms(60);
        List<string> survivors = [];
        int mutants = 0;
        foreach ((string name, RuleSet? rules, Func<Module, Module>? change) in RuleMutants.All().Select(mutant => (mutant.Name, (RuleSet?)mutant.Rules, (Func<Module, Module>?)null))
            .Concat(TransformMutants.All().Select(mutant => (mutant.Name, (RuleSet?)null, (Func<Module, Module>?)mutant.Change))))
        {
            mutants++;
            int? killer = Enumerable.Range(0, programs).Select(i => (int?)i).FirstOrDefault(i =>
                (pool[i!.Value] with { Rules = rules ?? RuleSet.Default, After = change ?? (module => module) }).Fault() is not null);
            output.WriteLine($"{name}: {(killer is { } number ? "seed " + pool[number].Seed.ToString(System.Globalization.CultureInfo.InvariantCulture) : "survives")}");
            if (killer is null)
            {
                survivors.Add(name);
            }
        }

        output.WriteLine($"{mutants - survivors.Count} of {mutants} are found");
        Assert.True(survivors.Count * 20 <= mutants, $"{survivors.Count} of {mutants} survive:\n" + string.Join("\n", survivors));
    }

}
