using Adjoint.Generator.Analysis;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Optimization;
using Adjoint.Generator.Tests.Ir;
using Adjoint.Generator.Vectorization;
using Xunit;

namespace Adjoint.Optimization.Tests;

/// <summary>Each pass alone, and the whole lists, on random programs: what comes out does what went in.</summary>
public class RandomProgramTests
{
    private static readonly PassCheck Few = new() { Programs = 60 };

    private static Module EachFunction(Module module, Func<Function, Function> pass) =>
        module with { Functions = new(module.Functions.Select(pass)) };

    public static TheoryData<string> Passes => new(
        PassPipeline.BeforeDifferentiation.Select(pass => "before: " + pass.Name)
            .Concat(PassPipeline.AfterDifferentiation.Select(pass => "after: " + pass.Name)));

    [Theory]
    [MemberData(nameof(Passes))]
    public void APassAloneKeepsWhatProgramsDo(string name)
    {
        Pass pass = PassPipeline.BeforeDifferentiation.Select(pass => ("before: " + pass.Name, pass))
            .Concat(PassPipeline.AfterDifferentiation.Select(pass => ("after: " + pass.Name, pass)))
            .First(entry => entry.Item1 == name).pass;
        PassHarness.Check(pass.Run, Few);
    }

    [Fact]
    public void ThePassesBeforeDifferentiationKeepWhatProgramsDo() =>
        PassHarness.Check(module => Verified(PassPipeline.BeforeDifferentiation, module), Few);

    [Fact]
    public void ThePassesAfterDifferentiationKeepWhatProgramsDo() => PassHarness.Check(
        module => Verified(PassPipeline.AfterDifferentiation, Verified(PassPipeline.BeforeDifferentiation, module)), Few);

    [Theory]
    [InlineData(512)]
    [InlineData(256)]
    [InlineData(128)]
    public void VectorisedProgramsDoTheSame(int width) => PassHarness.Check(
        module => VectorCase.AtWidth(Vectorizer.Run(EachFunction(PassPipeline.Run(PassPipeline.BeforeDifferentiation, module), DeadCode.Run)), width),
        Few with { Rounding = true, Options = new() { Size = 20 } });

    private static Module Verified(IReadOnlyList<Pass> passes, Module module) =>
        PassPipeline.Run(passes, module, (pass, result) => Verifier.Check(result, pass.Name));
}
