using Adjoint.Generator.Ir;
using Xunit;

namespace Adjoint.Generator.Tests.Ir;

/// <summary>The listings of the pages on the compiler are IR, and do what the pages say.</summary>
public sealed class ArchitectureListingsTests
{
    private static readonly string[] Pages = ["docs/architecture.md", "docs/ir.md"];

    public static TheoryData<string> Listings => [.. Pages.SelectMany(Listing.Of).Select(listing => listing.ToString())];

    [Theory]
    [MemberData(nameof(Listings))]
    public void AListingVerifiesAndRuns(string place)
    {
        Listing listing = Find(place);
        Assert.Empty(Verifier.Verify(listing.Module));
        Assert.Equal(listing.Module, Parser.Parse(Printer.Print(listing.Module)));
        foreach (string run in listing.Runs)
        {
            Assert.Empty(ListingRun.Faults(listing.Module, run));
        }
    }

    [Fact]
    public void ThePagesHaveTheListingsThatTheyTalkOf()
    {
        string[] names = [.. Pages.SelectMany(Listing.Of).SelectMany(listing => listing.Module.Functions).Select(function => function.Name)];
        Assert.Equal([], new[] { "Dense", "Dense:vjp", "Dense:loops", "Scores", "Scores:lanes", "Models.Loss" }.Except(names));
        Assert.All(Pages.SelectMany(Listing.Of), listing => Assert.NotEmpty(listing.Runs));
    }

    [Theory]
    [InlineData("@\"f\"(2, {1, 2} -> {3, 2}) = 4", null)]
    [InlineData("@\"f\"(2, {1, 2} -> {3, 2}) = 5", "result 0 is 4f and should be 5f")]
    [InlineData("@\"f\"(2, {1, 2} -> {1, 2}) = 4", "%1 is {3f, 2f} and should be {1f, 2f}")]
    public void ARunThatDiffersIsSeen(string run, string? fault)
    {
        Module module = InterpretedText.Module(
            "(%0: f32, %1: span<f32>) { %2: i32 = const [literal = 0] accumulate %1, %0, %2 %3: f32 = add %0, %0 yield %3 }");
        Assert.Equal(fault is null ? [] : [fault], ListingRun.Faults(module, run));
    }

    /// <summary>The level of values and the level of memory compute the same layer.</summary>
    [Theory]
    [InlineData(0, 3, 2)]
    [InlineData(1, 1, 1)]
    [InlineData(3, 0, 2)]
    [InlineData(4, 5, 3)]
    public void TheLevelsAgree(int n, int k, int m)
    {
        float[] x = Numbers(n * k, 1);
        float[] w = Numbers(m * k, 2);
        float[] b = Numbers(m, 3);
        float[] values = new float[n * m];
        float[] loops = new float[n * m];
        Interpreter.Run(Function("Dense"), "Dense", x, w, b, values, n, k, m);
        Interpreter.Run(Function("Dense:loops"), "Dense:loops", x, w, b, loops, n, k, m);
        Assert.Equal(values, loops, (left, right) => MathF.Abs(left - right) <= 1e-5f);
    }

    /// <summary>Every number of points: none, tails alone, whole tiles, both; and memory that is too short.</summary>
    [Fact]
    public void LanesAgreeWithTheScalarLoop()
    {
        for (int points = 0; points < 30; points++)
        {
            float[,] x = new float[3, points];
            Buffer.BlockCopy(Numbers(3 * points, points), 0, x, 0, 12 * points);
            float[] w = Numbers(3, 5);
            float[] scalar = new float[points];
            float[] lanes = new float[points];
            Interpreter.Run(Function("Scores"), "Scores", w, 0.5f, x, scalar);
            Interpreter.Run(Function("Scores:lanes"), "Scores:lanes", w, 0.5f, x, lanes);
            Assert.Equal(scalar, lanes, (left, right) => MathF.Abs(left - right) <= 1e-5f);
        }

        foreach (string name in new[] { "Scores", "Scores:lanes" })
        {
            Assert.Throws<IndexOutOfRangeException>(() => Interpreter.Run(Function(name), name, new float[4], 0.5f, new float[3, 20], new float[20]));
            Assert.Throws<IndexOutOfRangeException>(() => Interpreter.Run(Function(name), name, new float[3], 0.5f, new float[3, 20], new float[21]));
        }
    }

    private static Listing Find(string place) => Pages.SelectMany(Listing.Of).Single(listing => listing.ToString() == place);

    private static Module Function(string name) =>
        Pages.SelectMany(Listing.Of).Select(listing => listing.Module).Single(module => module.Find(name) is not null);

    private static float[] Numbers(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
    }
}
