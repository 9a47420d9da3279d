using Xunit;

namespace Adjoint.Runtime.Tests;

/// <summary>Values computed by hand from the published formulas, in decimal arithmetic.</summary>
public sealed class OptimizerTests
{
    [Fact]
    public void SgdFollowsTheGradient()
    {
        double[] w = [1, -2];
        Sgd sgd = new(0.1, weightDecay: 0.5);
        sgd.Begin();
        sgd.Update(w, [0.5, 1]);
        Assert.Equal([1 - (0.1 * 1), -2 - (0.1 * 0)], w);
    }

    [Fact]
    public void MomentumStartsWithTheFirstGradient()
    {
        double w = 1;
        Sgd sgd = new(0.1, momentum: 0.9);
        Step(sgd, ref w, 1);
        Assert.Equal(0.9, w, 1e-15);
        Step(sgd, ref w, 2);
        Assert.Equal(0.9 - (0.1 * 2.9), w, 1e-15);
    }

    [Fact]
    public void NesterovLooksAhead()
    {
        double w = 1;
        Sgd sgd = new(0.1, momentum: 0.9, nesterov: true);
        Step(sgd, ref w, 1);
        Assert.Equal(1 - (0.1 * 1.9), w, 1e-15);
        Step(sgd, ref w, 2);
        Assert.Equal(1 - 0.19 - (0.1 * (2 + (0.9 * 2.9))), w, 1e-15);
    }

    [Fact]
    public void AdamMovesByTheLearningRateFirst()
    {
        double w = 1;
        Adam adam = new(0.1);
        Step(adam, ref w, 4);
        Assert.Equal(1 - (0.1 * 4 / (4 + 1e-8)), w, 1e-15);

        // m = 0.9 * 0.4 + 0.1 * -2 = 0.16, v = 0.999 * 0.016 + 0.001 * 4 = 0.019984
        double before = w;
        Step(adam, ref w, -2);
        double m = 0.16 / (1 - 0.81);
        double v = 0.019984 / (1 - 0.998001);
        Assert.Equal(before - (0.1 * m / (Math.Sqrt(v) + 1e-8)), w, 1e-14);
    }

    [Fact]
    public void AdamAddsItsPenaltyToTheGradientAdamWShrinks()
    {
        double penalized = 2;
        Step(new Adam(0.1, weightDecay: 0.5), ref penalized, 1);
        Assert.Equal(2 - (0.1 * 2 / (2 + 1e-8)), penalized, 1e-15);
        double shrunk = 2;
        Step(new AdamW(0.1, weightDecay: 0.5), ref shrunk, 1);
        Assert.Equal((2 * (1 - 0.05)) - (0.1 * 1 / (1 + 1e-8)), shrunk, 1e-15);
        Assert.Equal(0.01, new AdamW().WeightDecay);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(67)]
    public void EveryLengthGivesWhatScalarsGive(int length)
    {
        foreach (Func<Optimizer> make in new Func<Optimizer>[]
            { () => new Sgd(0.1), () => new Sgd(0.1, 0.9, true, 0.01), () => new Adam(0.1, weightDecay: 0.1), () => new AdamW(0.1) })
        {
            RandomSource random = new(5);
            float[] singles = new float[length];
            double[] doubles = new double[length];
            random.FillNormal(singles);
            random.FillNormal(doubles);
            float[] singlesAlone = [.. singles];
            double[] doublesAlone = [.. doubles];
            Optimizer whole = make();
            Optimizer alone = make();
            for (int step = 0; step < 5; step++)
            {
                float[] singleGradient = new float[length];
                double[] doubleGradient = new double[length];
                random.FillNormal(singleGradient);
                random.FillNormal(doubleGradient);
                whole.Begin();
                whole.Update(singles, singleGradient);
                whole.Update(doubles, doubleGradient);
                alone.Begin();
                for (int i = 0; i < length; i++)
                {
                    alone.Update(ref singlesAlone[i], singleGradient[i]);
                    alone.Update(ref doublesAlone[i], doubleGradient[i]);
                }
            }

            Assert.Equal(singlesAlone, singles);
            Assert.Equal(doublesAlone, doubles);
        }
    }

    [Fact]
    public void AContainerStepsAsItsLeavesDo()
    {
        ExampleNet net = new();
        ExampleNet gradient = net.ZerosLike();
        double[] flat = new double[net.ParameterCount];
        net.CopyTo(flat);
        gradient.CopyFrom(Enumerable.Range(0, flat.Length).Select(i => i - 10.0).ToArray());
        Adam forNet = new(0.01);
        Adam forFlat = new(0.01);
        for (int step = 0; step < 3; step++)
        {
            forNet.Step(net, gradient);
            forFlat.Begin();
            forFlat.Update(flat, Enumerable.Range(0, flat.Length).Select(i => i - 10.0).ToArray());
        }

        double[] after = new double[flat.Length];
        net.CopyTo(after);
        for (int i = 0; i < flat.Length; i++)
        {
            Assert.Equal(flat[i], after[i], 1e-5);
        }

        Assert.Equal(flat[^1], net.Temperature, 1e-15);
        Assert.Equal(3, forNet.StepCount);
    }

    [Fact]
    public void StepsAllocateNothingOnceWarm()
    {
        ExampleNet net = new();
        ExampleNet gradient = net.ZerosLike();
        Optimizer[] optimizers = [new Sgd(0.1), new Sgd(0.1, 0.9), new Adam(), new AdamW()];
        Pass();
        Pass();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Pass();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Pass()
        {
            foreach (Optimizer optimizer in optimizers)
            {
                optimizer.Step(net, gradient);
            }
        }
    }

    [Fact]
    public void WrongLengthsAreNamedAndChangeNothing()
    {
        float[] w = [1, 2];
        Sgd sgd = new(0.1);
        sgd.Begin();
        Assert.Equal("gradient", Assert.Throws<ArgumentException>(() => sgd.Update(w, new float[3])).ParamName);
        sgd.Update(w, new float[2]);
        sgd.Begin();
        Assert.Equal("parameter", Assert.Throws<ArgumentException>(() => sgd.Update(new float[3], new float[3])).ParamName);
        Assert.Throws<ArgumentException>(() => sgd.Update(new double[2], new double[2]));
        Assert.Equal([1f, 2f], w);
    }

    [Fact]
    public void StepsWithOtherNumbersOfUpdatesThrow()
    {
        double w = 1;
        Adam adam = new();
        Assert.Throws<InvalidOperationException>(() => adam.Update(ref w, 1));
        adam.Begin();
        adam.Update(ref w, 1);
        adam.Update(ref w, 1);
        adam.Begin();
        adam.Update(ref w, 1);
        Assert.Throws<InvalidOperationException>(adam.Begin);
        adam.Update(ref w, 1);
        Assert.Throws<InvalidOperationException>(() => adam.Update(ref w, 1));
        adam.Reset();
        adam.Begin();
        adam.Update(ref w, 1);
        adam.Begin();
    }

    [Fact]
    public void AnotherContainerIsRefusedBeforeAnythingChanges()
    {
        ExampleNet net = new();
        ExampleNet gradient = net.ZerosLike();
        gradient.Temperature = 1;
        Adam adam = new();
        adam.Step(net, gradient);
        double temperature = net.Temperature;
        net.Layers[2]!.B = new float[7];
        gradient.Layers[2]!.B = new float[7];
        ArgumentException exception = Assert.Throws<ArgumentException>(() => adam.Step(net, gradient));
        Assert.Contains("'Layers[2].B' has 7 floats", exception.Message, StringComparison.Ordinal);
        Assert.Equal(temperature, net.Temperature);
        Assert.Throws<ArgumentException>(() => adam.Step(new ExampleLayer(3, 2), new ExampleLayer(3, 2)));
        Assert.Throws<ArgumentException>(() => adam.Step(net, net));
    }

    [Fact]
    public void SettingsOutOfRangeThrow()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(1, momentum: 1));
        Assert.Throws<ArgumentException>(() => new Sgd(1, nesterov: true));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(beta1: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamW(epsilon: -1));
        Adam adam = new() { LearningRate = 0.5 };
        Assert.Equal(0.5, adam.LearningRate);
    }

    private static void Step(Optimizer optimizer, ref double w, double gradient)
    {
        optimizer.Begin();
        optimizer.Update(ref w, gradient);
    }
}
