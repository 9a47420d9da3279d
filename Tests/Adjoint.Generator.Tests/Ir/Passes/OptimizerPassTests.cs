using Adjoint.Generator.Ir;
using Adjoint.Generator.Optimization;
using Adjoint.Generator.Vectorization;
using Xunit;

namespace Adjoint.Generator.Tests.Ir;

/// <summary>Every pass of the optimiser, the pipelines, and the vectoriser in each width, on random programs.</summary>
public sealed class OptimizerPassTests
{
    public static TheoryData<string> PassNames => [.. AllPasses.Select(pass => pass.Name).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<Pass> AllPasses => PassPipeline.BeforeDifferentiation.Concat(PassPipeline.AfterDifferentiation);

    [Theory]
    [MemberData(nameof(PassNames))]
    public void APassChangesNothing(string name)
    {
        Pass[] passes = [.. AllPasses.Where(pass => pass.Name == name)];
        PassHarness.Check(module => passes.Aggregate(module, (before, pass) => pass.Run(before)), new() { Programs = 60 });
    }

    [Fact]
    public void AllPassesTogetherChangeNothing()
    {
        PassHarness.Check(module => PassPipeline.Run(PassPipeline.BeforeDifferentiation, module, Checked), new() { Programs = 100 });
        PassHarness.Check(module => PassPipeline.Run(PassPipeline.AfterDifferentiation, module, Checked), new() { Programs = 100, FirstSeed = 5_000 });
    }

    [Theory]
    [InlineData(512)]
    [InlineData(256)]
    [InlineData(128)]
    [InlineData(0)]
    public void LanesChangeOnlyTheRounding(int width) => PassHarness.Check(
        module =>
        {
            VectorizationResult result = Vectorizer.Run(PassPipeline.Run(PassPipeline.BeforeDifferentiation, module));
            return result.Helpers.Aggregate(result.Module, (whole, helper) => AtWidth(whole, helper, width));
        },
        new() { Programs = 60, Rounding = true });

    /// <summary>The test above means something only where loops do become vectors.</summary>
    [Fact]
    public void ManyLoopsOfRandomProgramsAreVectorised()
    {
        int helpers = Enumerable.Range(0, 100)
            .Select(seed => Vectorizer.Run(PassPipeline.Run(PassPipeline.BeforeDifferentiation, RandomFunctions.Create(seed).Module)))
            .Sum(result => result.Helpers.Count);
        Assert.True(helpers >= 30, $"{helpers} loops in 100 programs");
    }

    // As on hardware that has this width alone; no width is the scalar form.
    private static Module AtWidth(Module module, VectorHelper helper, int width)
    {
        string name = helper.Widths.Contains(width) ? VectorHelper.NameAt(helper.Name, width) : helper.Name + VectorHelper.ScalarSuffix;
        return module.Find(name) is { } function ? module.With(function with { Name = helper.Name }) : module;
    }

    private static void Checked(Pass pass, Module module) => Verifier.Check(module, pass.Name);
}
