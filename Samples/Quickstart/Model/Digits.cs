using Adjoint;

namespace Quickstart.Model;

/// <summary>The network as plain functions. Only <see cref="Loss"/> is marked; what it calls is followed into.</summary>
public static partial class Digits
{
    /// <summary>The mean over a batch of the surprise, −log(probability of the right class).</summary>
    /// <param name="net">The parameters.</param>
    /// <param name="images">One image a row.</param>
    /// <param name="labels">The class of each.</param>
    /// <returns>The loss.</returns>
    [Differentiable(nameof(net))]
    public static float Loss(Network net, Rows<float> images, ReadOnlySpan<int> labels)
    {
        float sum = 0;
        for (int i = 0; i < images.Count; i++)
        {
            sum += Surprise(net, images[i], labels[i]);
        }

        return sum / images.Count;
    }

    /// <summary>The class that gets the highest score.</summary>
    /// <param name="net">The parameters.</param>
    /// <param name="image">The image.</param>
    /// <returns>The class, 0 to 9.</returns>
    public static int Classify(Network net, ReadOnlySpan<float> image)
    {
        Span<float> scores = stackalloc float[10];
        Scores(net, image, scores);
        int best = 0;
        for (int i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[best])
            {
                best = i;
            }
        }

        return best;
    }

    private static float Surprise(Network net, ReadOnlySpan<float> image, int label)
    {
        Span<float> scores = stackalloc float[10];
        Scores(net, image, scores);
        return LogSumExp(scores) - scores[label];
    }

    private static void Scores(Network net, ReadOnlySpan<float> image, Span<float> scores)
    {
        Span<float> first = stackalloc float[64];
        Span<float> second = stackalloc float[32];
        Apply(net.First, image, first);
        Relu(first);
        Apply(net.Second, first, second);
        Relu(second);
        Apply(net.Third, second, scores);
    }

    private static void Apply(Dense layer, ReadOnlySpan<float> input, Span<float> output)
    {
        for (int o = 0; o < output.Length; o++)
        {
            float sum = layer.B[o];
            for (int i = 0; i < input.Length; i++)
            {
                sum += layer.W[o, i] * input[i];
            }

            output[o] = sum;
        }
    }

    private static void Relu(Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = MathF.Max(values[i], 0);
        }
    }

    private static float LogSumExp(ReadOnlySpan<float> values)
    {
        float max = values[0];
        for (int i = 1; i < values.Length; i++)
        {
            max = MathF.Max(max, values[i]);
        }

        float sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            sum += MathF.Exp(values[i] - max);
        }

        return max + MathF.Log(sum);
    }
}
