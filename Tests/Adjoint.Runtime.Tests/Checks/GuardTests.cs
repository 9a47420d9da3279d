using Xunit;

namespace Adjoint.Runtime.Tests;

public sealed class GuardTests
{
    [Fact]
    public void LengthsNameTheDestinationAsTheCallerDoes()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() =>
        {
            Span<float> wGradient = stackalloc float[3];
            ReadOnlySpan<float> w = stackalloc float[4];
            Guard.Destination(wGradient, w);
        });
        Assert.Equal("wGradient", exception.ParamName);
        Assert.StartsWith("'wGradient' has 3 elements, 'w' has 4", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EqualLengthsPassForSpansAndArrays()
    {
        float[] w = new float[4];
        Span<float> wGradient = stackalloc float[4];
        Span<float> v = w;
        Guard.Destination(wGradient, w);
        Guard.Destination(wGradient, v);
        Guard.NoOverlap(wGradient, w);
        Guard.NoOverlap(wGradient, v);
        Guard.Length(wGradient, 4);
        Assert.Equal("wGradient", Assert.Throws<ArgumentException>(() => Guard.Length(new float[2], w.Length, "wGradient")).ParamName);
    }

    [Theory]
    [InlineData(0, 4, 4, 4, false)]
    [InlineData(0, 4, 3, 4, true)]
    [InlineData(3, 4, 0, 4, true)]
    [InlineData(4, 4, 0, 4, false)]
    [InlineData(2, 0, 0, 4, false)]
    [InlineData(0, 8, 2, 1, true)]
    public void OverlapIsExactAtTheEdges(int start, int length, int otherStart, int otherLength, bool overlaps)
    {
        double[] memory = new double[16];
        void Check() => Guard.NoOverlap(memory.AsSpan(start, length), memory.AsSpan(otherStart, otherLength), "a", "b");
        if (overlaps)
        {
            Assert.Equal("a", Assert.Throws<ArgumentException>(Check).ParamName);
        }
        else
        {
            Check();
        }
    }

    [Fact]
    public void OverlapOfDifferentTypesIsFound()
    {
        double[] memory = new double[4];
        Assert.Throws<ArgumentException>(() =>
            Guard.NoOverlap(memory.AsSpan(), System.Runtime.InteropServices.MemoryMarshal.Cast<double, int>(memory.AsSpan(3)), "a", "b"));
    }

    [Fact]
    public void ScalarsByReferenceAreNamedWithoutRef()
    {
        double[] memory = new double[4];
        double apart = 0;
        Guard.NoOverlap(ref apart, memory.AsSpan());
        Guard.NoOverlap(ref apart, ref memory[0]);
        ArgumentException exception = Assert.Throws<ArgumentException>(() =>
        {
            ref double xGradient = ref memory[2];
            Guard.NoOverlap(ref xGradient, memory.AsSpan());
        });
        Assert.Equal("xGradient", exception.ParamName);
        Assert.Equal("apart", Assert.Throws<ArgumentException>(() => Guard.NoOverlap(ref apart, ref apart)).ParamName);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(501)]
    public void RowsOfADestinationDiffer(int count)
    {
        double[][] rows = [.. Enumerable.Range(0, count).Select(i => new double[i % 3 == 1 ? 0 : 2])];
        double[][] others = [.. Enumerable.Range(0, count).Select(_ => new double[2])];
        rows[1] = others[1] = [];
        rows[count / 4] = null!;
        Guard.NoOverlap(rows);
        Guard.NoOverlap(rows, others);
        Guard.NoOverlap((double[][]?)null);
        others[0] = rows[count - 1];
        Assert.Throws<ArgumentException>(() => Guard.NoOverlap(rows, others));
        rows[2] = rows[count - 1] = new double[2];
        if (count > 3)
        {
            ArgumentException exception = Assert.Throws<ArgumentException>(() => Guard.NoOverlap(rows));
            Assert.Equal("rows", exception.ParamName);
            Assert.Contains("two of its rows", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void MatricesAreComparedByShapeAndIdentity()
    {
        double[,] a = new double[2, 3];
        double[,] aGradient = new double[3, 2];
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Guard.Destination(aGradient, a));
        Assert.Contains("[3, 2]", exception.Message, StringComparison.Ordinal);
        Assert.Contains("[2, 3]", exception.Message, StringComparison.Ordinal);
        Guard.Destination(new double[2, 3], a);
        Guard.Destination(new double[0, 5], new double[0, 5]);
        Assert.Throws<ArgumentException>(() => Guard.NoOverlap(a, a));
        Guard.NoOverlap(a, aGradient);
        Guard.NoOverlap(a, new double[5].AsSpan());
        Guard.NoOverlap(new double[5].AsSpan(), (double[,]?)null);
        Assert.Throws<ArgumentException>(() => Guard.NoOverlap(
            a, System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref a[1, 0], 2), "a", "span"));
        Assert.Throws<ArgumentException>(() => Guard.NoOverlap(
            System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref a[1, 0], 2), a, "span", "a"));
        Assert.Equal("b", Assert.Throws<ArgumentNullException>(() => Guard.Destination((double[,])null!, a, "b")).ParamName);
    }

    [Fact]
    public void JaggedArraysAreComparedRowByRow()
    {
        float[][] rows = [new float[2], null!, new float[3]];
        Guard.Destination(new float[][] { new float[2], null!, new float[3] }, rows);
        ArgumentException exception = Assert.Throws<ArgumentException>(() =>
            Guard.Destination(new float[][] { new float[2], null!, new float[4] }, rows, "g", "rows"));
        Assert.Equal("g", exception.ParamName);
        Assert.Contains("'g[2]' has 4 elements, 'rows[2]' has 3", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Guard.Destination(new float[][] { new float[2], new float[1], new float[3] }, rows));
        Assert.Throws<ArgumentException>(() => Guard.Destination(new float[1][], rows));
        Assert.Throws<ArgumentException>(() => Guard.NoOverlap(rows[2].AsSpan(1), rows, "a", "rows"));
        Assert.Throws<ArgumentException>(() => Guard.NoOverlap(rows, rows[2].AsSpan(1), "rows", "a"));
        Guard.NoOverlap(new float[2].AsSpan(), rows, "a", "rows");
    }

    [Theory]
    [InlineData(5)]
    [InlineData(300)]
    public void ASharedRowIsFoundAmongFewAndMany(int count)
    {
        double[][] rows = Enumerable.Range(0, count).Select(i => new double[2]).ToArray();
        double[][] others = Enumerable.Range(0, count).Select(i => i == 1 ? null! : new double[2]).ToArray();
        Guard.NoOverlap(rows, others);
        Guard.NoOverlap(rows, (double[][]?)null);
        others[count - 2] = rows[3];
        Assert.Throws<ArgumentException>(() => Guard.NoOverlap(rows, others));
    }

    [Fact]
    public void AMissingMemberNamesTheArgument()
    {
        ExampleNet net = new();
        ExampleNet netGradient = net.ZerosLike();
        netGradient.Layers = netGradient.Layers[..2];
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Guard.Container(netGradient, net));
        Assert.Equal("netGradient", exception.ParamName);
        Assert.StartsWith("'netGradient' has not the shape of 'net': The member 'Layers' has 2 elements", exception.Message, StringComparison.Ordinal);
        Assert.Equal("netGradient", Assert.Throws<ArgumentException>(() => Guard.SameLeaves(netGradient, net)).ParamName);
    }

    [Fact]
    public void AKeywordIsNamedWithoutItsEscape()
    {
        double[] @in = new double[3];
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Guard.NoOverlap(@in.AsSpan(), @in.AsSpan(1), "@in", "@in"));
        Assert.Equal("in", exception.ParamName);
        Assert.StartsWith("'in' shares", exception.Message, StringComparison.Ordinal);
        double[]? @params = null;
        Assert.Equal("params", Assert.Throws<ArgumentNullException>(() => Guard.NotNull(@params)).ParamName);
    }

    [Fact]
    public void PassedChecksAllocateNothing()
    {
        double[] w = new double[8];
        double[] x = new double[8];
        double[][] rows = Enumerable.Range(0, 100).Select(i => new double[2]).ToArray();
        double[][] others = Enumerable.Range(0, 100).Select(i => new double[2]).ToArray();
        Pass();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Pass();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Pass()
        {
            Guard.Destination(w, x);
            Guard.NoOverlap(w.AsSpan(), x.AsSpan());
            Guard.NoOverlap(rows, others);
            Guard.NotNull(w);
        }
    }
}
