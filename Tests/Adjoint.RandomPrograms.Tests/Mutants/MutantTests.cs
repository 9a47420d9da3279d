using System.Diagnostics;
using System.Globalization;
using Adjoint.Generator.Differentiation.Rules;
using Adjoint.Generator.Ir;
using Adjoint.RandomPrograms.Tests.Ir;
using Adjoint.RandomPrograms.Tests.Programs;
using Xunit.Abstractions;

namespace Adjoint.RandomPrograms.Tests.Mutants;

/// <summary>
/// The power of the random programs: 100 faults are put into rules, transforms and emission, and nearly all must be found. A mutant
/// is tried on one program after another until one finds it: those of rules and transforms by the interpreter, which is cheap, those of
/// emission by running the edited companions. <c>ADJOINT_MUTANT_PROGRAMS</c> is the number of programs that each is tried on.
/// </summary>
public sealed class MutantTests(ITestOutputHelper output)
{
    private const int InCi = 60;

    private readonly List<string> _survivors = [];
    private int _mutants;

    [Fact]
    public void Of_100_faults_95_are_found()
    {
        Stopwatch watch = Stopwatch.StartNew();
        int programs = Settings.MutantPrograms(InCi);
        MutantPool pool = new();
        foreach ((string name, RuleSet rules) in RuleMutants.All())
        {
            Try(name, programs, i => pool[i] with { Rules = rules }, i => pool[i].Seed);
        }

        foreach ((string name, Func<Module, Module> change) in TransformMutants.All())
        {
            Try(name, programs, i => pool[i] with { After = change }, i => pool[i].Seed);
        }

        EmissionPool emitted = new(programs);
        foreach ((string name, Func<string, string> edit) in EmissionMutants.All())
        {
            Note(name, emitted.Killer(edit));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{_mutants - _survivors.Count} of {_mutants} are found by up to {programs} programs, in {watch.Elapsed.TotalSeconds:F0} s"));
        Assert.True(_mutants >= 100, $"only {_mutants} faults are seeded");
        Assert.True(_survivors.Count * 20 <= _mutants, $"{_survivors.Count} of {_mutants} survive {programs} programs:\n" + string.Join("\n", _survivors));
    }

    // IR that is wrong in itself is refused by the verifier and by the interpreter: that is no finding of the programs.
    private void Try(string name, int programs, Func<int, DerivativeOracle> mutant, Func<int, int> seed)
    {
        for (int i = 0; i < programs; i++)
        {
            if (mutant(i).Fault() is { } fault && !fault.Contains("the IR is wrong", StringComparison.Ordinal))
            {
                Note(name, seed(i), fault);
                return;
            }
        }

        Note(name, null);
    }

    private void Note(string name, int? killer, string fault = "")
    {
        _mutants++;
        output.WriteLine($"{name}: {(killer is { } seed ? string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {fault.Split('\n')[0]}") : "survives")}");
        if (killer is null)
        {
            _survivors.Add(name);
        }
    }
}
