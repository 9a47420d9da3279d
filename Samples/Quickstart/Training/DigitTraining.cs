using Adjoint;
using Quickstart.Data;
using Quickstart.Model;

namespace Quickstart.Training;

/// <summary>Learns digits in mini-batches, and keeps the weights that do best on images kept back for validation.</summary>
public static class DigitTraining
{
    private const int ValidationShare = 10;

    /// <summary>Trains a network.</summary>
    /// <param name="images">What to learn, the part for validation included.</param>
    /// <param name="options">How.</param>
    /// <param name="report">Called after each epoch.</param>
    /// <param name="stop">Ends training at the next step.</param>
    /// <returns>The best weights found.</returns>
    public static Network Train(DigitSet images, TrainingOptions options, Action<EpochResult> report, CancellationToken stop)
    {
        RandomSource random = new(options.Seed);
        int[] positions = new int[images.Count];
        random.FillPermutation(positions);
        int kept = Math.Max(1, images.Count / ValidationShare);
        DigitSet validation = images.Select(positions.AsSpan(0, kept));
        DigitSet training = images.Select(positions.AsSpan(kept));
        DigitSet seen = images.Select(positions.AsSpan(kept));

        Network net = Network.Random(random);
        Network gradient = net.ZerosLike();
        Network best = net.ZerosLike();
        best.CopyFrom(net);
        AdamW adam = new(options.LearningRate);
        double lowest = double.PositiveInfinity;
        for (int epoch = 1; epoch <= options.Epochs; epoch++)
        {
            adam.LearningRate = options.LearningRate * (1 + Math.Cos(Math.PI * (epoch - 1) / options.Epochs)) / 2;
            training.Shuffle(random);
            training.CopyDistorted(seen, options.Shift, options.Noise, random);
            double loss = 0;
            int steps = 0;
            for (int start = 0; start < seen.Count && !stop.IsCancellationRequested; start += options.BatchSize)
            {
                int count = Math.Min(options.BatchSize, seen.Count - start);
                loss += Step(net, seen.Images.Slice(start, count), seen.Labels.Slice(start, count), gradient, adam);
                steps++;
            }

            // An epoch that was cut short counts too: its weights may be the best.
            double validationLoss = Digits.Loss(net, validation.Images, validation.Labels);
            if (validationLoss < lowest)
            {
                lowest = validationLoss;
                best.CopyFrom(net);
            }

            if (stop.IsCancellationRequested)
            {
                break;
            }

            report(new EpochResult(epoch, loss / steps, validationLoss, (double)CountRight(net, validation) / validation.Count));
        }

        return best;
    }

    /// <summary>The number of images that a network classifies rightly.</summary>
    /// <param name="net">The network.</param>
    /// <param name="images">The images.</param>
    /// <returns>The number.</returns>
    public static int CountRight(Network net, DigitSet images)
    {
        int right = 0;
        for (int i = 0; i < images.Count; i++)
        {
            right += Digits.Classify(net, images.Images[i]) == images.Labels[i] ? 1 : 0;
        }

        return right;
    }

    private static float Step(Network net, Rows<float> images, ReadOnlySpan<int> labels, Network gradient, AdamW adam)
    {
        float loss = Digits.LossGradient(net, images, labels, gradient);
        adam.Step(net, gradient);
        return loss;
    }
}
