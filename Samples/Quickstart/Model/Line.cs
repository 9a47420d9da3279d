using Adjoint;

namespace Quickstart.Model;

/// <summary>Linear regression: the parameters are loose here, a span of weights and a bias.</summary>
public static partial class Line
{
    /// <summary>The mean square of the errors.</summary>
    /// <param name="w">The weights.</param>
    /// <param name="b">The bias.</param>
    /// <param name="inputs">One point a row.</param>
    /// <param name="targets">The value wanted at each.</param>
    /// <returns>The loss.</returns>
    [Differentiable(nameof(w), nameof(b))]
    public static double Loss(ReadOnlySpan<double> w, double b, Rows<double> inputs, ReadOnlySpan<double> targets)
    {
        double sum = 0;
        for (int i = 0; i < inputs.Count; i++)
        {
            double error = Predict(w, b, inputs[i]) - targets[i];
            sum += error * error;
        }

        return sum / inputs.Count;
    }

    /// <summary>The value of the linear function at a point.</summary>
    /// <param name="w">The weights.</param>
    /// <param name="b">The bias.</param>
    /// <param name="point">The point.</param>
    /// <returns>The value.</returns>
    public static double Predict(ReadOnlySpan<double> w, double b, ReadOnlySpan<double> point)
    {
        double sum = b;
        for (int i = 0; i < point.Length; i++)
        {
            sum += w[i] * point[i];
        }

        return sum;
    }
}
