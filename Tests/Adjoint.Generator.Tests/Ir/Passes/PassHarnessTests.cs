using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Xunit;
using Xunit.Sdk;

namespace Adjoint.Generator.Tests.Ir;

/// <summary>The harness itself: right passes pass, and passes with a fault are caught.</summary>
public sealed class PassHarnessTests
{
    [Fact]
    public void ThePassThatChangesNothingPasses() => PassHarness.Check(module => module);

    [Fact]
    public void PrintingAndParsingChangesNothing() => PassHarness.Check(module =>
    {
        Module read = Parser.Parse(Printer.Print(module));
        Assert.Equal(module, read);
        return read;
    });

    [Fact]
    public void ContractionPassesUpToRoundingOnly()
    {
        PassHarness.Check(Contract, new() { Rounding = true });
        Assert.Throws<XunitException>(() => PassHarness.Check(Contract));
    }

    public static TheoryData<string> Faults => ["add to sub", "drop store", "swap branches", "one turn less", "add wraps", "log first", "safe"];

    [Theory]
    [MemberData(nameof(Faults))]
    public void AFaultyPassIsCaught(string fault)
    {
        XunitException caught = Assert.Throws<XunitException>(() => PassHarness.Check(module => Spoil(module, fault), new() { Rounding = fault == "add to sub", Programs = 600 }));
        Assert.Contains("seed ", caught.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFailureIsShownOnASmallProgram()
    {
        XunitException caught = Assert.Throws<XunitException>(() => PassHarness.Check(module => Spoil(module, "add to sub")));
        string before = caught.Message[caught.Message.IndexOf("before the pass:", StringComparison.Ordinal)..caught.Message.IndexOf("after:", StringComparison.Ordinal)];
        Assert.InRange(before.Split('\n').Length, 3, 40);
    }

    [Fact]
    public void MostRandomProgramsEndWell()
    {
        int ended = 0;
        for (int seed = 0; seed < 200; seed++)
        {
            RandomProgram program = RandomFunctions.Create(seed);
            ended += Outcome.Of(program.Module, "root", program.Arguments(0)).Failure.Length == 0 ? 1 : 0;
        }

        Assert.InRange(ended, 100, 198);
    }

    [Fact]
    public void ProgramsWithoutTrapsNeverThrowAndSmoothOnesStayFinite()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            RandomProgram program = RandomFunctions.Create(seed, new() { Traps = false, Smooth = true });
            for (int input = 0; input < 3; input++)
            {
                Outcome outcome = Outcome.Of(program.Module, "root", program.Arguments(input));
                Assert.True(outcome.Failure.Length == 0, $"seed {seed}, input {input}: {outcome.Failure} {outcome.Detail}\n{Printer.Print(program.Module)}");
                Assert.All(outcome.Values, value => Assert.True(value.Value is not (float.NaN or double.NaN), $"seed {seed}: {value}"));
            }
        }
    }

    [Fact]
    public void TheSameSeedGivesTheSameProgramAndArguments()
    {
        RandomProgram program = RandomFunctions.Create(42);
        Assert.Equal(program, RandomFunctions.Create(42));
        Assert.Equal(program.Arguments(3).Select(ValueText.Of), program.Arguments(3).Select(ValueText.Of));
        Assert.NotEqual(program.Module, RandomFunctions.Create(43).Module);
    }

    /// <summary>Together the programs use every operation that the front end makes.</summary>
    [Fact]
    public void RandomProgramsUseTheWholeScalarAndMemoryLevel()
    {
        HashSet<OpCode> used = [];
        for (int seed = 0; seed < 300; seed++)
        {
            foreach (Function function in RandomFunctions.Create(seed).Module.Functions)
            {
                Collect(function.Body, used);
            }
        }

        OpCode[] others = [OpCode.Default, OpCode.Follow, OpCode.Stop, OpCode.Overlaps, OpCode.Note];
        Assert.Equal([], OpInfo.All.Where(code => code < OpCode.Splat && !others.Contains(code)).Except(used));
    }

    private static void Collect(Block block, HashSet<OpCode> into)
    {
        foreach (Operation operation in block.Operations)
        {
            into.Add(operation.Code);
            foreach (Block region in operation.Regions)
            {
                Collect(region, into);
            }
        }
    }

    private static Module Contract(Module module) => Rewrite(module, (operation, earlier) =>
        operation.Code == OpCode.Add && operation.Result.Type is ScalarType { Kind: ScalarKind.F32 or ScalarKind.F64 }
            && earlier.FirstOrDefault(other => other.Code == OpCode.Mul && other.Results[0] == operation.Operands[0]) is { } product
                ? [operation with { Code = OpCode.Fma, Operands = new([.. product.Operands, operation.Operands[1]]) }]
                : [operation]);

    private static Module Spoil(Module module, string fault) => Rewrite(module, (operation, earlier) => (fault, operation.Code) switch
    {
        ("add to sub", OpCode.Add) => [operation with { Code = OpCode.Sub }],
        ("drop store", OpCode.Store) => [],
        ("swap branches", OpCode.If) => [operation with { Regions = new([operation.Regions[1], operation.Regions[0]]) }],
        ("one turn less", OpCode.For) => [operation with { Operands = new([operation.Operands[1], .. operation.Operands.Skip(1)]) }],
        ("add wraps", OpCode.Add) => [operation with { Flags = operation.Flags & ~OpFlags.Checked }],
        ("log first", OpCode.Opaque) when earlier.Any(other => other.Code == OpCode.Opaque) => [],
        ("safe", OpCode.Load) => [operation with { Flags = OpFlags.Safe }],
        _ => [operation],
    });

    private static Module Rewrite(Module module, Func<Operation, IReadOnlyList<Operation>, IReadOnlyList<Operation>> rewrite)
    {
        return module with { Functions = module.Functions.Select(function => function with { Body = Inside(function.Body) }).ToEquatableArray() };

        Block Inside(Block block)
        {
            List<Operation> operations = [];
            foreach (Operation operation in block.Operations)
            {
                operations.AddRange(rewrite(operation with { Regions = operation.Regions.Select(Inside).ToEquatableArray() }, operations));
            }

            return block with { Operations = new(operations) };
        }
    }
}
