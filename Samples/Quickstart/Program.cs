using System.CommandLine;
using Quickstart;

Option<string?> data = new("--data")
{
    Description = "Folder with optdigits-train.csv and optdigits-test.csv. Without it they come from the user's cache, where they are downloaded to.",
    HelpName = "DIR",
};
Option<bool> drawn = new("--drawn") { Description = "Learn digits that this program draws, instead of the real ones." };
Option<int> epochs = new("--epochs") { Description = "How often each image is seen.", DefaultValueFactory = _ => 40 };
Option<ulong> seed = new("--seed") { Description = "For everything random.", DefaultValueFactory = _ => 1 };
Option<bool> shuffleLabels = new("--shuffle-labels") { Description = "Deal the training labels out at random: the test must then fail." };
Option<string> output = new("--output")
{
    Description = "Folder for the picture of the training curve and the weights.",
    HelpName = "DIR",
    DefaultValueFactory = _ => Path.Combine("artifacts", "quickstart"),
};
epochs.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() < 1)
    {
        result.AddError("--epochs must be at least 1.");
    }
});

RootCommand command = new("Trains two models by gradients that the compiler wrote: a line through two points, and a network that reads digits.")
{
    data, drawn, epochs, seed, shuffleLabels, output,
};
command.SetAction(result => QuickstartCommand.Run(new QuickstartOptions(
    result.GetValue(data),
    result.GetValue(drawn),
    result.GetValue(epochs),
    result.GetValue(seed),
    result.GetValue(shuffleLabels),
    result.GetValue(output)!)));
return command.Parse(args).Invoke();
