using Quickstart.Data;
using Quickstart.Model;
using Quickstart.Training;

namespace Adjoint.Samples.Tests;

/// <summary>The gradients that the generator wrote for the sample.</summary>
public sealed class GradientTests
{
    private const int Images = 16;

    private readonly DigitSet digits = DrawnDigits.Draw(seed: 5).Test;
    private readonly Network net = Network.Random(new RandomSource(5));

    [Fact]
    public void GradientOfTheDigitNetworkIsThatOfDifferencesInDoublePrecision()
    {
        const double Step = 1e-5;
        Network gradient = net.ZerosLike();
        float loss = Digits.LossGradient(net, Batch(), Labels(), gradient);
        double[] actual = ReferenceDigits.Parameters(gradient);
        double[] parameters = ReferenceDigits.Parameters(net);
        Assert.Equal(ReferenceDigits.Loss(parameters, Batch(), Labels()), loss, 1e-5);

        RandomSource random = new(6);
        double scale = actual.Max(Math.Abs);
        for (int trial = 0; trial < 10; trial++)
        {
            int i = random.Next(parameters.Length);
            double value = parameters[i];
            parameters[i] = value + Step;
            double above = ReferenceDigits.Loss(parameters, Batch(), Labels());
            parameters[i] = value - Step;
            double below = ReferenceDigits.Loss(parameters, Batch(), Labels());
            parameters[i] = value;
            double difference = (above - below) / (2 * Step);
            Assert.True(
                Math.Abs(actual[i] - difference) <= 1e-5 * Math.Max(Math.Abs(difference), scale),
                FormattableString.Invariant($"parameter {i}: {actual[i]} is not {difference}"));
        }
    }

    [Fact]
    public void AStepAllocatesNothingOnAnyThread()
    {
        Network gradient = net.ZerosLike();
        AdamW adam = new(1e-3);
        Train(10);

        // Other threads of the test host may allocate meanwhile; a step that does would show in every attempt.
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 20 && least > 0; attempt++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            Train(10);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.Equal(0, least);

        void Train(int steps)
        {
            for (int i = 0; i < steps; i++)
            {
                Digits.LossGradient(net, digits.Images.Slice(0, Images), digits.Labels[..Images], gradient);
                adam.Step(net, gradient);
            }
        }
    }

    [Fact]
    public void AGradientThatIsTheNetworkItselfIsRefusedBeforeAnythingIsWritten()
    {
        double[] before = ReferenceDigits.Parameters(net);
        Assert.Throws<ArgumentException>("netGradient", () => { _ = Digits.LossGradient(net, Batch(), Labels(), net); });
        Assert.Equal(before, ReferenceDigits.Parameters(net));
    }

    [Fact]
    public void TheLineGoesThroughBothPoints()
    {
        List<double> losses = [];
        (double[] w, double b, double error) = LineTraining.Fit((_, loss) => losses.Add(loss));

        Assert.True(error < 1e-6);
        Assert.Equal(losses.OrderDescending(), losses);

        // Of all lines through both points, gradient descent from zero finds the one nearest to zero: (1/3, 2/3), 1/3.
        Assert.Equal(1.0 / 3, w[0], 1e-6);
        Assert.Equal(2.0 / 3, w[1], 1e-6);
        Assert.Equal(1.0 / 3, b, 1e-6);
    }

    private Rows<float> Batch() => digits.Images.Slice(0, Images);

    private ReadOnlySpan<int> Labels() => digits.Labels[..Images];
}
