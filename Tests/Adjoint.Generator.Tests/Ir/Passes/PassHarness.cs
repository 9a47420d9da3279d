using System.Globalization;
using Adjoint.Generator.Ir;
using Xunit.Sdk;

namespace Adjoint.Generator.Tests.Ir;

/// <summary>Checks a pass: the IR that it gives verifies and, run by the interpreter, does what the IR that it got did.</summary>
/// <example>
/// <code>
/// PassHarness.Check(DeadCode.Run);                                          // bit for bit, 150 programs of 4 inputs
/// PassHarness.Check(Vectorizer.Run, new() { Rounding = true });             // may reassociate and contract
/// PassHarness.Check(Inlining.Run, new() { Options = new() { Traps = false } });
/// PassHarness.CheckOn(Parser.Parse(text), Folding.Run, "f", () => [1f, new float[] { 2 }]);  // one program of your own
/// </code>
/// A failure names the seed and input, shows the difference, and prints a program that was made as small as still fails, before and
/// after the pass. To look for rarer faults: <c>ADJOINT_SEED=1000 ADJOINT_PROGRAMS=100000 dotnet test --filter MyPass</c>.
/// </example>
public static class PassHarness
{
    private const int PerturbedRuns = 6;

    /// <summary>Checks a pass on random programs.</summary>
    /// <param name="pass">From a module to a module; functions keep their names and parameters, and may be added.</param>
    /// <param name="check">How many programs, of what kind, compared how.</param>
    public static void Check(Func<Module, Module> pass, PassCheck? check = null)
    {
        check ??= new PassCheck();
        int first = Setting("ADJOINT_SEED") ?? check.FirstSeed;
        int count = Setting("ADJOINT_PROGRAMS") ?? check.Programs;
        for (int seed = first; seed < first + count; seed++)
        {
            RandomProgram program = RandomFunctions.Create(seed, check.Options);
            for (int input = 0; input < check.Inputs; input++)
            {
                int chosen = input;
                if (Difference(program.Module, pass, "root", () => program.Arguments(chosen), check) is { } difference)
                {
                    Module small = Reducer.Reduce(
                        program.Module,
                        module => Difference(module, pass, "root", () => (program with { Module = module }).Arguments(chosen), check) is not null);
                    string now = Difference(small, pass, "root", () => (program with { Module = small }).Arguments(chosen), check) ?? difference;
                    throw Failure($"seed {seed}, input {input}", small, pass, now, () => (program with { Module = small }).Arguments(chosen));
                }
            }
        }
    }

    /// <summary>Checks a pass on one program. <paramref name="arguments"/> makes them anew, and equal, for each run.</summary>
    public static void CheckOn(Module module, Func<Module, Module> pass, string function, Func<object?[]> arguments, PassCheck? check = null)
    {
        if (Difference(module, pass, function, arguments, check ?? new PassCheck()) is { } difference)
        {
            throw Failure(function, module, pass, difference, arguments);
        }
    }

    /// <summary>What is wrong with the pass on this program, null if nothing.</summary>
    internal static string? Difference(Module module, Func<Module, Module> pass, string function, Func<object?[]> arguments, PassCheck check)
    {
        Outcome before;
        try
        {
            before = Outcome.Of(module, function, arguments());
        }
        catch (Exception exception) when (exception is StepLimitException or InterpreterException)
        {
            // A program that is of no use says nothing about the pass.
            return null;
        }

        try
        {
            Module changed = pass(module);
            Verifier.Check(changed, "the pass");

            // The pass may add operations, but not without end.
            Outcome after = Outcome.Of(changed, function, arguments(), maxSteps: 20 * Outcome.MaxSteps);
            if (!check.Rounding)
            {
                return OutcomeComparison.Exact(before, after, check.MemoryAfterThrow);
            }

            if (OutcomeComparison.Exact(before, after, check.MemoryAfterThrow) is null)
            {
                return null;
            }

            Outcome[] perturbed = [.. Enumerable.Range(1, PerturbedRuns).Select(seed => Outcome.Of(module, function, arguments(), new Random(seed)))];
            return OutcomeComparison.UpToRounding(before, after, perturbed);
        }
        catch (Exception exception)
        {
            return $"{exception.GetType().Name}: {exception.Message}\n{exception.StackTrace}";
        }
    }

    private static XunitException Failure(string title, Module module, Func<Module, Module> pass, string difference, Func<object?[]> arguments)
    {
        string after;
        try
        {
            after = Printer.Print(pass(module));
        }
        catch (Exception exception)
        {
            after = exception.GetType().Name;
        }

        return new($"{title}: {difference}\n\narguments: {string.Join(", ", arguments().Select(ValueText.Of))}\n\n"
            + $"before the pass:\n{Printer.Print(module)}\nafter:\n{after}");
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) ? value : null;
}
