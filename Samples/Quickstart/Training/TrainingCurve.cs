using ScottPlot;

namespace Quickstart.Training;

/// <summary>A picture of how training went.</summary>
public static class TrainingCurve
{
    private const int Width = 900;
    private const int Height = 500;

    /// <summary>Draws the losses against the epochs, as SVG.</summary>
    /// <param name="epochs">The results.</param>
    /// <param name="path">The file.</param>
    public static void Save(IReadOnlyList<EpochResult> epochs, string path)
    {
        using Plot plot = new();
        double[] numbers = [.. epochs.Select(epoch => (double)epoch.Epoch)];
        Add(plot, numbers, [.. epochs.Select(epoch => epoch.TrainingLoss)], "training");
        Add(plot, numbers, [.. epochs.Select(epoch => epoch.ValidationLoss)], "validation");
        plot.Title("Handwritten digits");
        plot.XLabel("epoch");
        plot.YLabel("loss");
        plot.Axes.SetLimitsY(0, 1.05 * epochs.Max(epoch => Math.Max(epoch.TrainingLoss, epoch.ValidationLoss)));
        plot.ShowLegend(Alignment.UpperRight);
        plot.SaveSvg(path, Width, Height);
    }

    private static void Add(Plot plot, double[] epochs, double[] values, string name)
    {
        ScottPlot.Plottables.Scatter curve = plot.Add.Scatter(epochs, values);
        curve.LegendText = name;
        curve.LineWidth = 2;
        curve.MarkerSize = 0;
    }
}
