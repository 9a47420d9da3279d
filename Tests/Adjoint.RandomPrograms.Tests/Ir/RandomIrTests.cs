using Adjoint.Generator.Ir;
using Adjoint.Generator.Optimization;
using Adjoint.Generator.Tests.Ir;
using Xunit.Sdk;

namespace Adjoint.RandomPrograms.Tests.Ir;

/// <summary>The transforms, alone and between the passes of the optimiser, on random IR.</summary>
public sealed class RandomIrTests
{
    private static readonly RandomOptions Quiet = new() { Smooth = true, Traps = false, Opaque = false };

    private static readonly RandomOptions Everything = new() { Smooth = true };

    [Fact]
    public void Derivatives_of_programs_that_never_throw() => Check(1, 60, Quiet, oracle => oracle.Fault());

    [Fact]
    public void Derivatives_of_programs_that_throw_and_draw() => Check(1001, 60, Everything, oracle => oracle.Fault());

    [Fact]
    public void The_optimiser_keeps_derivatives() => Check(2001, 60, Everything, oracle => Optimised(oracle).Fault());

    [Fact]
    public void Each_pass_after_differentiation_keeps_derivatives() => Check(3001, 20, Quiet, oracle =>
        PassPipeline.AfterDifferentiation
            .Select(pass => (oracle with { After = pass.Run }).Fault() is { } fault ? $"after '{pass.Name}': {fault}" : null)
            .FirstOrDefault(fault => fault is not null));

    [Fact]
    public void Second_derivatives() => Check(4001, 20, Quiet with { Size = 7, Depth = 2 }, SecondOrder);

    private static DerivativeOracle Optimised(DerivativeOracle oracle) => oracle with
    {
        Before = module => PassPipeline.Run(PassPipeline.BeforeDifferentiation, module),
        After = module => PassPipeline.Run(PassPipeline.AfterDifferentiation, module),
    };

    private static string? SecondOrder(DerivativeOracle oracle)
    {
        if (oracle.Fault() is not null)
        {
            // Faults of first order have a test of their own.
            return null;
        }

        return (oracle.OfVjp() with { Tolerance = 1e-4 }).Fault() is { } reverse ? "of the vjp: " + reverse
            : (oracle.OfJvp() with { Tolerance = 1e-4 }).Fault() is { } forward ? "of the jvp: " + forward
            : null;
    }

    private static void Check(int firstSeed, int programs, RandomOptions options, Func<DerivativeOracle, string?> check)
    {
        int first = Settings.FirstSeed(firstSeed);
        List<string> failing = [];
        XunitException? shown = null;
        for (int seed = first; seed < first + Settings.Programs(programs) && failing.Count < 12; seed++)
        {
            RandomProgram program = RandomIr.Program(seed, options);
            for (int input = 0; input < 2; input++)
            {
                if (check(RandomIr.Oracle(program, input)) is { } fault)
                {
                    failing.Add($"seed {seed}, input {input}: {fault.Split('\n')[0]}");
                    shown ??= RandomIr.Failure(program, input, fault, check);
                    break;
                }
            }
        }

        Assert.True(shown is null, string.Join("\n", failing) + "\n\n" + shown?.Message);
    }
}
