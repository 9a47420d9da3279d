using Adjoint;
using Quickstart.Model;

namespace Quickstart.Training;

/// <summary>The two points of the classic tutorial: inputs (1, 2) and (3, 4), targets 2 and 4.</summary>
public static class LineTraining
{
    private const int Epochs = 1000;
    private const int Inputs = 2;

    private static readonly double[] Points = [1, 2, 3, 4];
    private static readonly double[] Targets = [2, 4];

    /// <summary>Fits the line by gradient descent.</summary>
    /// <param name="report">Called with the epoch and the loss before it, after every hundredth and at the start.</param>
    /// <returns>The weights, the bias, and the largest error that is left at a point.</returns>
    public static (double[] Weights, double Bias, double Error) Fit(Action<int, double> report)
    {
        Rows<double> points = new(Points, Inputs);
        double[] w = new double[Inputs];
        double[] wGradient = new double[Inputs];
        double b = 0;
        Sgd sgd = new(learningRate: 0.05);
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            (double loss, double bGradient) = Line.LossGradient(w, b, points, Targets, wGradient);
            sgd.Begin();
            sgd.Update(w, wGradient);
            sgd.Update(ref b, bGradient);
            if (epoch == 0 || (epoch + 1) % 100 == 0)
            {
                report(epoch + 1, loss);
            }
        }

        double error = 0;
        for (int i = 0; i < points.Count; i++)
        {
            error = Math.Max(error, Math.Abs(Line.Predict(w, b, points[i]) - Targets[i]));
        }

        return (w, b, error);
    }
}
