using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Tests.Ir;
using Xunit.Sdk;

namespace Adjoint.RandomPrograms.Tests.Ir;

/// <summary>Random IR as the oracle wants it: in double precision, arguments that do not overlap, one floating result.</summary>
internal static class RandomIr
{
    /// <summary>The first program at or after a seed, in steps of a large prime, that computes in double precision.</summary>
    public static RandomProgram Program(int seed, RandomOptions options)
    {
        for (int candidate = seed; ; candidate += 1_000_003)
        {
            RandomProgram program = RandomFunctions.Create(candidate, options);
            if (program.Module.Root.Results[0].Type == IrType.F64)
            {
                Function root = program.Module.Root;
                Function unaliased = root with { Unaliased = Enumerable.Range(0, root.Parameters.Count).Where(i => root.Parameters[i].Type.IsReference).ToEquatableArray() };
                return program with { Seed = candidate, Module = program.Module.With(unaliased) };
            }
        }
    }

    /// <summary>An oracle for one input; a parameter in six is not differentiated.</summary>
    public static DerivativeOracle Oracle(RandomProgram program, int input)
    {
        Random random = new((program.Seed * 31) + input);
        bool[] active = [.. DerivativeOracle.AllActive(program.Module.Root).Select(can => can && random.Next(6) > 0)];
        return new(program.Module, "root", () => program.Arguments(input), active, program.Seed + input);
    }

    public static XunitException Failure(RandomProgram program, int input, string fault, Func<DerivativeOracle, string?> check)
    {
        string? Again(Module module) => check(Oracle(program with { Module = module }, input));
        // The reducer copies values by 'stop', which hides them from derivatives.
        Module small = WithoutStops.Run(Reducer.Reduce(program.Module, module => Again(WithoutStops.Run(module)) is not null));
        DerivativeOracle oracle = Oracle(program with { Module = small }, input);
        string active = string.Join(", ", oracle.Active.Select((on, i) => on ? small.Root.Parameters[i].ToString() : null).Where(name => name is not null));
        return new($"seed {program.Seed}, input {input}: {Again(small) ?? fault}\n\nactive: {active}\narguments: "
            + $"{string.Join(", ", oracle.Arguments().Select(ValueText.Of))}\n\n{Printer.Print(small)}");
    }
}
