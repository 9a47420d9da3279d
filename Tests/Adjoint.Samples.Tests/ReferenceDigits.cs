using Quickstart.Model;

namespace Adjoint.Samples.Tests;

/// <summary>The loss of the digit network again, written apart from the sample and in double precision.</summary>
internal static class ReferenceDigits
{
    /// <summary>The mean loss of a batch, for parameters in the order of the container's leaves.</summary>
    public static double Loss(double[] parameters, Rows<float> images, ReadOnlySpan<int> labels)
    {
        double sum = 0;
        for (int i = 0; i < images.Count; i++)
        {
            double[] pixels = new double[images.RowLength];
            for (int j = 0; j < pixels.Length; j++)
            {
                pixels[j] = images[i][j];
            }

            int at = 0;
            double[] first = Layer(parameters, ref at, pixels, 64).Select(value => Math.Max(value, 0)).ToArray();
            double[] second = Layer(parameters, ref at, first, 32).Select(value => Math.Max(value, 0)).ToArray();
            double[] scores = Layer(parameters, ref at, second, 10);
            sum += Math.Log(scores.Sum(Math.Exp)) - scores[labels[i]];
        }

        return sum / images.Count;
    }

    /// <summary>All parameters of a network.</summary>
    public static double[] Parameters(Network net)
    {
        double[] values = new double[net.ParameterCount];
        net.CopyTo(values);
        return values;
    }

    private static double[] Layer(double[] parameters, ref int at, double[] input, int outputs)
    {
        double[] result = new double[outputs];
        for (int o = 0; o < outputs; o++)
        {
            for (int i = 0; i < input.Length; i++)
            {
                result[o] += parameters[at++] * input[i];
            }
        }

        for (int o = 0; o < outputs; o++)
        {
            result[o] += parameters[at++];
        }

        return result;
    }
}
