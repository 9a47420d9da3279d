using Xunit;

namespace Adjoint.Runtime.Tests;

public sealed class ParametersTests
{
    [Fact]
    public void ForEachNamesEveryLeafWithItsShape()
    {
        List<string> seen = [];
        new ExampleNet().ForEach((name, shape, values) => seen.Add($"{name}({string.Join('x', shape.ToArray())})={values.Length}"));
        Assert.Equal(
            [
                "First.W(6)=6", "First.B(2)=2", "Layers[0].W(4)=4", "Layers[0].B(2)=2", "Layers[2].W(2)=2", "Layers[2].B(1)=1",
                "Bias()=1", "Rows[0](2)=2", "Rows[1](1)=1", "Matrix(2x3)=6", "Missing(0)=0", "Temperature()=1",
            ],
            seen);
    }

    [Fact]
    public void ForEachOfOneElementTypeGivesSpans()
    {
        float sum = 0;
        new ExampleLayer(2, 1).ForEach((name, shape, values) =>
        {
            values[0] += name == "W" ? 10 : 0;
            foreach (float value in values)
            {
                sum += value;
            }
        });
        Assert.Equal(13, sum);
        Assert.Throws<InvalidOperationException>(() =>
            Parameters.ForEach<ExampleNet, float>(new ExampleNet(), (name, shape, values) => { }));
    }

    [Fact]
    public void ValuesReadAndWriteAsDoublesWhateverTheirType()
    {
        ExampleNet net = new();
        double sum = 0;
        net.ForEach((name, shape, values) =>
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] += 1;
            }

            foreach (double value in values)
            {
                sum += value;
            }

            double[] copy = new double[values.Length];
            float[] narrow = new float[values.Length];
            values.CopyTo(copy);
            values.CopyTo(narrow);
            Assert.Equal(copy, narrow.Select(value => (double)value));
            if (name == "Bias")
            {
                Span<float> same = values;
                Assert.Equal(1.5f, same[0]);
            }
        });
        Assert.Equal(3, net.Temperature);
        Assert.Equal(7, net.Matrix[1, 2]);
        Assert.Equal(21 + 10 + 3 + 0.5 + 6 + 21 + 2 + net.ParameterCount, sum);
    }

    [Fact]
    public void ParameterCountCountsValues() => Assert.Equal(28, new ExampleNet().ParameterCount);

    [Fact]
    public void ZerosLikeHasTheShapeAndItsOwnMemory()
    {
        ExampleNet net = new();
        ExampleNet zeros = net.ZerosLike();
        Guard.Container(zeros, net);
        double[] values = new double[zeros.ParameterCount];
        zeros.CopyTo(values);
        Assert.All(values, value => Assert.Equal(0, value));
        Assert.Equal(2, net.Temperature);
        Assert.Null(zeros.Layers[1]);
    }

    [Fact]
    public void CopyAddAndClearWorkLeafByLeaf()
    {
        ExampleNet net = new();
        ExampleNet other = net.ZerosLike();
        other.CopyFrom(net);
        other.Add(net, 0.5);
        Assert.Equal(9, other.Matrix[1, 2]);
        Assert.Equal(3, other.Temperature);
        Assert.Equal(9f, other.First.W[5]);
        Assert.Equal(4.5, other.Rows[1][0]);
        other.Clear();
        Assert.Equal(0, other.Temperature);
        Assert.Equal(0, other.Rows[1][0]);
        Assert.Equal(2, net.Temperature);
    }

    [Fact]
    public void FlatCopiesRoundTripInBothTypes()
    {
        ExampleNet net = new();
        double[] wide = new double[net.ParameterCount];
        float[] narrow = new float[net.ParameterCount];
        net.CopyTo(wide);
        net.CopyTo(narrow);
        Assert.Equal(wide, narrow.Select(value => (double)value));
        Assert.Equal([1d, 2, 3, 4, 5, 6, 0, 0, 1], wide[..9]);
        Assert.Equal(2, wide[^1]);
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = -i;
            narrow[i] = i;
        }

        net.CopyFrom(wide);
        Assert.Equal(1 - net.ParameterCount, net.Temperature);
        Assert.Equal(-5, net.First.W[5]);
        net.CopyFrom(narrow);
        Assert.Equal(net.ParameterCount - 1, net.Temperature);
        Assert.Equal(5, net.First.W[5]);
        Assert.Throws<ArgumentException>(() => net.CopyTo(new double[3]));
        Assert.Throws<ArgumentException>(() => net.CopyFrom(new float[99]));
    }

    [Fact]
    public void AMismatchNamesTheLeaf()
    {
        ExampleNet net = new();
        ExampleNet other = net.ZerosLike();
        other.Layers[2]!.B = new float[4];
        ArgumentException exception = Assert.Throws<ArgumentException>(() => net.CopyFrom(other));
        Assert.StartsWith("'Layers[2].B' has 1 elements in one container, 4 in the other", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => net.Add(other, 1));
        other.Layers[1] = new ExampleLayer(1, 1);
        Assert.Throws<ArgumentException>(() => net.CopyFrom(other));
        other.Layers = [];
        Assert.Throws<ArgumentException>(() => net.CopyFrom(other));
        other = net.ZerosLike();
        other.Matrix = new float[3, 2];
        Assert.Throws<ArgumentException>(() => net.CopyFrom(other));
    }

    [Fact]
    public void GuardNamesTheDestinationAndItsLeaf()
    {
        ExampleNet net = new();
        ExampleNet gradient = net.ZerosLike();
        gradient.First.W = new float[5];
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Guard.Container(gradient, net));
        Assert.Equal("gradient", exception.ParamName);
        Assert.StartsWith("'gradient.First.W' has 5 elements, 'net.First.W' has 6", exception.Message, StringComparison.Ordinal);
        gradient.First.W = net.First.W;
        exception = Assert.Throws<ArgumentException>(() => Guard.Container(gradient, net));
        Assert.StartsWith("'gradient.First.W' shares memory", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Guard.Container(net, net));
        Assert.Throws<ArgumentNullException>(() => Guard.Container(null!, net));

        // What null means as a parameter, the function says itself.
        Guard.Container(net, null);
    }

    [Fact]
    public void LeavesOfADestinationHaveMemoryOfTheirOwnThoseOfATangentNeedNot()
    {
        ExampleNet net = new();
        ExampleNet gradient = net.ZerosLike();
        Guard.NoSharedLeaf(gradient);
        Guard.NoSharedLeaf((ExampleNet?)null);
        Guard.SameLeaves(net, net);
        Guard.SameLeaves(gradient, net);
        gradient.Layers[2]!.W = gradient.First.W;
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Guard.NoSharedLeaf(gradient));
        Assert.Equal("gradient", exception.ParamName);
        Assert.StartsWith("'gradient.First.W' shares memory with another leaf", exception.Message, StringComparison.Ordinal);
        gradient.First.W = new float[5];
        Assert.Throws<ArgumentException>(() => Guard.SameLeaves(gradient, net));
        Assert.Throws<ArgumentNullException>(() => Guard.SameLeaves(null!, net));
    }

    [Fact]
    public void TraversalsAllocateNothing()
    {
        ExampleNet net = new();
        ExampleNet other = net.ZerosLike();
        double[] flat = new double[net.ParameterCount];
        Pass();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Pass();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Pass()
        {
            other.CopyFrom(net);
            other.Add(net, 2);
            other.Clear();
            net.CopyTo(flat);
            Guard.Container(other, net);
        }
    }
}
