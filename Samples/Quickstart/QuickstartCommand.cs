using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Adjoint;
using Quickstart.Data;
using Quickstart.Model;
using Quickstart.Training;

namespace Quickstart;

/// <summary>The program.</summary>
public static class QuickstartCommand
{
    /// <summary>Fits the line, then learns the digits.</summary>
    /// <param name="options">What the user asked for.</param>
    /// <returns>0, or 1 after a message about what is wrong with the data.</returns>
    public static int Run(QuickstartOptions options)
    {
        FitLine();
        try
        {
            LearnDigits(options);
            return 0;
        }
        catch (DataException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }

    private static void FitLine()
    {
        Console.WriteLine("A line through two points, 1000 epochs of gradient descent:");
        (double[] w, double b, double error) = LineTraining.Fit(
            (epoch, loss) => Print($"  epoch {epoch,4}: loss {loss:0.00e-00}"));
        Print($"  y = {w[0]:F6} x1 + {w[1]:F6} x2 + {b:F6}, off by at most {error:0.0e-00}");
        Console.WriteLine();
    }

    private static void LearnDigits(QuickstartOptions options)
    {
        using CancellationTokenSource stop = new();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            stop.Cancel();
        });
        DigitData data = Load(options);
        Print($"Handwritten digits ({data.Origin}): {data.Training.Count} to learn, {data.Test.Count} to be tested on");
        DigitSet training = options.ShuffleLabels ? data.Training.WithShuffledLabels(new RandomSource(options.Seed)) : data.Training;

        List<EpochResult> epochs = [];
        Stopwatch watch = Stopwatch.StartNew();
        Network net = TrainingDisplay.Run(options.Epochs, report => DigitTraining.Train(
            training,
            new TrainingOptions(options.Epochs, options.Seed),
            result =>
            {
                epochs.Add(result);
                report(result);
            },
            stop.Token));
        string end = stop.IsCancellationRequested ? "stopped" : "learnt";
        Print($"{end} after {epochs.Count} epochs, {watch.Elapsed.TotalSeconds:F1} s; the best weights are kept");
        Save(options.OutputFolder, net, epochs);
        if (GeneratedSource.Find("Digits.Loss") is { } source)
        {
            Print($"the gradient that the compiler wrote: {source}");
        }

        int right = DigitTraining.CountRight(net, data.Test);
        Print($"test accuracy {100.0 * right / data.Test.Count:F2} % ({right} of {data.Test.Count})");
    }

    private static DigitData Load(QuickstartOptions options)
    {
        if (options.Drawn)
        {
            return DrawnDigits.Draw(options.Seed);
        }

        if (options.DataFolder is { } folder)
        {
            return DigitData.Read(folder);
        }

        (DigitData? data, string fault) = DigitCache.TryRead();
        if (data is null)
        {
            Print($"The optdigits files are not in {DigitCache.Folder} and cannot be downloaded ({fault}).");
            Print($"Offline, then: the program draws its own digits.");
            data = DrawnDigits.Draw(options.Seed);
        }

        return data;
    }

    private static void Save(string folder, Network net, List<EpochResult> epochs)
    {
        Directory.CreateDirectory(folder);
        Dictionary<string, float[]> weights = [];
        net.ForEach((name, _, values) =>
        {
            Span<float> leaf = values;
            weights.Add(name, leaf.ToArray());
        });
        string weightsFile = Path.Combine(folder, "weights.json");
        File.WriteAllText(weightsFile, JsonSerializer.Serialize(weights));
        Print($"weights: {weightsFile}");
        if (epochs.Count > 0)
        {
            string picture = Path.Combine(folder, "training.svg");
            TrainingCurve.Save(epochs, picture);
            Print($"training curve: {picture}");
        }
    }

    private static void Print(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
