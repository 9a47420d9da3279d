using Quickstart.Training;
using Spectre.Console;

namespace Quickstart;

/// <summary>Shows how training goes: a bar on a terminal, lines where the output goes to a file.</summary>
public static class TrainingDisplay
{
    private const int LinesWithoutBar = 5;

    /// <summary>Runs the training and shows it.</summary>
    /// <typeparam name="T">What the training returns.</typeparam>
    /// <param name="epochs">The number of epochs to come.</param>
    /// <param name="train">The training, which reports each epoch.</param>
    /// <returns>What the training returns.</returns>
    public static T Run<T>(int epochs, Func<Action<EpochResult>, T> train)
    {
        if (Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive)
        {
            int every = Math.Max(1, epochs / LinesWithoutBar);
            return train(result =>
            {
                if (result.Epoch % every == 0 || result.Epoch == epochs)
                {
                    Console.WriteLine(Describe(result));
                }
            });
        }

        return AnsiConsole.Progress()
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context =>
            {
                ProgressTask task = context.AddTask("learning", maxValue: epochs);
                return train(result =>
                {
                    task.Description = FormattableString.Invariant(
                        $"loss {result.ValidationLoss:F4}, accuracy {100 * result.ValidationAccuracy:F2} %");
                    task.Increment(1);
                });
            });
    }

    private static string Describe(EpochResult result) =>
        FormattableString.Invariant($"epoch {result.Epoch,3}: training loss {result.TrainingLoss:F4}, ")
        + FormattableString.Invariant($"validation loss {result.ValidationLoss:F4}, accuracy {100 * result.ValidationAccuracy:F2} %");
}
