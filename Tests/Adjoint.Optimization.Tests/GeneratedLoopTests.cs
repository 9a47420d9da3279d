using Adjoint.Generator.Ir;
using Adjoint.Generator.Optimization;
using Adjoint.Generator.Vectorization;
using Xunit;

namespace Adjoint.Optimization.Tests;

/// <summary>Of 100 generated innermost loops each is vectorised, and then gives the same in every width, or the remark names what stands in the way.</summary>
public class GeneratedLoopTests
{
    public static TheoryData<int> Seeds => new(Enumerable.Range(0, 100));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void EachIsVectorisedOrTheRemarkNamesTheStatement(int seed)
    {
        LoopGenerator loop = new(seed);
        if (loop.Culprit is { } culprit)
        {
            VectorizationResult result = Vectorizer.Run(IrText.Parse(loop.Text));
            Assert.Empty(result.Helpers);
            Assert.StartsWith($"scalar: '{culprit}' ", Assert.Single(result.Remarks).Text);
            return;
        }

        VectorCase test = new(loop.Text);
        Assert.True(test.Result.Helpers.Count == 1, test.Remarks + "\n" + loop.Text);
        test.Agrees((length, random) => Arguments(loop, length, random), loop.Type == "f64" ? 1e-9 : 1e-3, [0, 1, 3, 7, 16, 33, 67]);
    }

    [Fact]
    public void MostCanBe() => Assert.InRange(Enumerable.Range(0, 100).Count(seed => new LoopGenerator(seed).Culprit is null), 75, 85);

    private static object?[] Arguments(LoopGenerator loop, int length, Random random)
    {
        bool single = loop.Type == "f32";
        object?[] arrays = Enumerable.Range(0, loop.Arrays)
            .Select(_ => (object?)(single ? VectorCase.Floats(length, random) : VectorCase.Doubles(length, random)))
            .ToArray();
        return [.. arrays, single ? 0.75f : 0.75, 1, new int[length]];
    }
}
