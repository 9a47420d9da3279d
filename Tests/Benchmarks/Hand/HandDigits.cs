using System.Runtime.InteropServices;
using Quickstart.Model;

namespace Adjoint.Benchmarks.Hand;

/// <summary>The gradient of <see cref="Digits.Loss"/>, by hand, one image at a time; the memory is made once.</summary>
/// <typeparam name="TRows">How rows are worked on.</typeparam>
internal sealed class HandDigits<TRows>
    where TRows : struct, IRowKernels
{
    private readonly float[] first = new float[64];
    private readonly float[] second = new float[32];
    private readonly float[] scores = new float[10];
    private readonly float[] firstGradient = new float[64];
    private readonly float[] secondGradient = new float[32];
    private readonly float[] scoresGradient = new float[10];

    /// <summary>Value and gradient.</summary>
    public float Gradient(Network net, Rows<float> images, ReadOnlySpan<int> labels, Network gradient)
    {
        gradient.Clear();
        float sum = 0;
        for (int i = 0; i < images.Count; i++)
        {
            ReadOnlySpan<float> image = images[i];
            Apply(net.First, image, first);
            Relu(first);
            Apply(net.Second, first, second);
            Relu(second);
            Apply(net.Third, second, scores);
            sum += Surprise(labels[i], images.Count);

            Reverse(net.Third, second, scoresGradient, gradient.Third, secondGradient);
            ReverseRelu(second, secondGradient);
            Reverse(net.Second, first, secondGradient, gradient.Second, firstGradient);
            ReverseRelu(first, firstGradient);
            Reverse(net.First, image, firstGradient, gradient.First, []);
        }

        return sum / images.Count;
    }

    private static ReadOnlySpan<float> Row(float[,] matrix, int row) => MutableRow(matrix, row);

    private static Span<float> MutableRow(float[,] matrix, int row) =>
        MemoryMarshal.CreateSpan(ref matrix[row, 0], matrix.GetLength(1));

    private static void Apply(Dense layer, ReadOnlySpan<float> input, Span<float> output)
    {
        for (int o = 0; o < output.Length; o++)
        {
            output[o] = layer.B[o] + TRows.Dot(Row(layer.W, o), input);
        }
    }

    private static void Relu(Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = MathF.Max(values[i], 0);
        }
    }

    private static void ReverseRelu(ReadOnlySpan<float> values, Span<float> gradient)
    {
        for (int i = 0; i < values.Length; i++)
        {
            gradient[i] = values[i] > 0 ? gradient[i] : 0;
        }
    }

    private static void Reverse(
        Dense layer, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Dense gradient, Span<float> inputGradient)
    {
        inputGradient.Clear();
        for (int o = 0; o < outputGradient.Length; o++)
        {
            float d = outputGradient[o];
            gradient.B[o] += d;
            TRows.AddScaled(d, input, MutableRow(gradient.W, o));
            if (!inputGradient.IsEmpty)
            {
                TRows.AddScaled(d, Row(layer.W, o), inputGradient);
            }
        }
    }

    /// <summary>The loss of the scores, and its gradient, for a batch of this size.</summary>
    private float Surprise(int label, int count)
    {
        float max = scores[0];
        for (int i = 1; i < scores.Length; i++)
        {
            max = MathF.Max(max, scores[i]);
        }

        float sum = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            scoresGradient[i] = MathF.Exp(scores[i] - max);
            sum += scoresGradient[i];
        }

        for (int i = 0; i < scores.Length; i++)
        {
            scoresGradient[i] = ((scoresGradient[i] / sum) - (i == label ? 1 : 0)) / count;
        }

        return max + MathF.Log(sum) - scores[label];
    }
}
