using Adjoint.Benchmarks.Cases;
using Adjoint.Benchmarks.Hand;
using Quickstart.Data;
using Quickstart.Model;

namespace Adjoint.Benchmarks;

/// <summary>The gradients that are timed. All inputs are made here, from a fixed seed.</summary>
internal static class BenchmarkSet
{
    private const int MixturePoints = 1000;
    private const int MixtureDimensions = 10;
    private const int MixtureComponents = 25;
    private const int Images = 32;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Benchmark> All() =>
        [LogisticLoss(10), LogisticLoss(1000), RosenbrockValley(1000), GaussianMixture(), DigitStep()];

    private static Benchmark LogisticLoss(int features)
    {
        double[] w = Normal(features, 1 / Math.Sqrt(features));
        double[] x = Normal(features + 1)[1..];
        double[] gradient = new double[features];
        (double Value, double BGradient) last = default;
        double[] Result() => [last.Value, last.BGradient, .. gradient];
        return new Benchmark(
            $"logistic loss, {features} features",
            1e-12,
            new Contender("Adjoint", n =>
            {
                for (int i = 0; i < n; i++)
                {
                    last = Logistic.LossGradient(w, 0.25, x, 1, gradient);
                }
            }, Result),
            [
                new Contender("by hand, plain C#", n =>
                {
                    for (int i = 0; i < n; i++)
                    {
                        last = HandLogistic.Scalar(w, 0.25, x, 1, gradient);
                    }
                }, Result),
                new Contender("by hand, Vector512", n =>
                {
                    for (int i = 0; i < n; i++)
                    {
                        last = HandLogistic.Vector(w, 0.25, x, 1, gradient);
                    }
                }, Result),
            ]);
    }

    private static Benchmark RosenbrockValley(int dimensions)
    {
        double[] x = Normal(dimensions);
        double[] gradient = new double[dimensions];
        double value = 0;
        double[] Result() => [value, .. gradient];
        return new Benchmark(
            $"Rosenbrock, {dimensions} dimensions",
            1e-12,
            new Contender("Adjoint", n =>
            {
                for (int i = 0; i < n; i++)
                {
                    value = Rosenbrock.ValueGradient(x, gradient);
                }
            }, Result),
            [
                new Contender("by hand, plain C#", n =>
                {
                    for (int i = 0; i < n; i++)
                    {
                        value = HandRosenbrock.Scalar(x, gradient);
                    }
                }, Result),
                new Contender("by hand, Vector512", n =>
                {
                    for (int i = 0; i < n; i++)
                    {
                        value = HandRosenbrock.Vector(x, gradient);
                    }
                }, Result),
            ]);
    }

    private static Benchmark GaussianMixture()
    {
        int length = MixtureDimensions * (MixtureDimensions + 1) / 2;
        double[] alphas = Normal(MixtureComponents);
        double[] means = Normal(MixtureComponents * MixtureDimensions);
        double[] factors = Normal(MixtureComponents * length, 0.3);
        double[] points = Normal(MixturePoints * MixtureDimensions);
        double[] alphasGradient = new double[alphas.Length];
        double[] meansGradient = new double[means.Length];
        double[] factorsGradient = new double[factors.Length];
        HandMixture hand = new(MixtureComponents, MixtureDimensions);
        double value = 0;
        double[] Result() => [value, .. alphasGradient, .. meansGradient, .. factorsGradient];
        return new Benchmark(
            $"Gaussian mixture, {MixturePoints} points, {MixtureDimensions} dimensions, {MixtureComponents} components",
            1e-10,
            new Contender("Adjoint", n =>
            {
                for (int i = 0; i < n; i++)
                {
                    value = Mixture.LogLikelihoodGradient(
                        alphas, new(means, MixtureDimensions), new(factors, length), new(points, MixtureDimensions), 1, 0,
                        alphasGradient, meansGradient, factorsGradient);
                }
            }, Result),
            [
                new Contender("by hand, plain C#", n =>
                {
                    for (int i = 0; i < n; i++)
                    {
                        value = hand.Gradient(
                            alphas, new(means, MixtureDimensions), new(factors, length), new(points, MixtureDimensions), 1, 0,
                            alphasGradient, meansGradient, factorsGradient);
                    }
                }, Result),
            ]);
    }

    private static Benchmark DigitStep()
    {
        DigitSet digits = DrawnDigits.Draw(seed: 1).Test;
        Network net = Network.Random(new RandomSource(1));
        Network gradient = net.ZerosLike();
        HandDigits<ScalarRows> scalar = new();
        HandDigits<VectorRows> vector = new();
        float value = 0;
        double[] Result()
        {
            double[] all = new double[net.ParameterCount + 1];
            gradient.CopyTo(all.AsSpan(1));
            all[0] = value;
            return all;
        }

        return new Benchmark(
            $"digits network 64-64-32-10, {Images} images",
            1e-5,
            new Contender("Adjoint", n =>
            {
                for (int i = 0; i < n; i++)
                {
                    value = Digits.LossGradient(net, digits.Images.Slice(0, Images), digits.Labels[..Images], gradient);
                }
            }, Result),
            [
                new Contender("by hand, plain C#", n =>
                {
                    for (int i = 0; i < n; i++)
                    {
                        value = scalar.Gradient(net, digits.Images.Slice(0, Images), digits.Labels[..Images], gradient);
                    }
                }, Result),
                new Contender("by hand, Vector512", n =>
                {
                    for (int i = 0; i < n; i++)
                    {
                        value = vector.Gradient(net, digits.Images.Slice(0, Images), digits.Labels[..Images], gradient);
                    }
                }, Result),
            ]);
    }

    private static double[] Normal(int count, double deviation = 1)
    {
        double[] values = new double[count];
        new RandomSource((ulong)count).FillNormal(values, 0, deviation);
        return values;
    }
}
