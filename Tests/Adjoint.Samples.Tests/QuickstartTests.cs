using System.Globalization;
using Quickstart;
using Quickstart.Data;

namespace Adjoint.Samples.Tests;

/// <summary>The program from end to end, in this process: what it prints and how it ends.</summary>
[Collection(nameof(QuickstartTests))]
public sealed class QuickstartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("adjoint-quickstart-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [RealDataFact]
    public void TheRealDigitsAreLearntTo97Percent()
    {
        (int code, string output, _) = Run(RealData.Folder, epochs: 40);
        Assert.Equal(0, code);
        Assert.InRange(Accuracy(output), 97, 100);
        Assert.Contains("Digits.Loss", output, StringComparison.Ordinal);
        Assert.Contains("<svg", File.ReadAllText(Path.Combine(folder, "training.svg")), StringComparison.Ordinal);
    }

    [RealDataFact]
    public void ShuffledLabelsTeachNothing()
    {
        (int code, string output, _) = Run(RealData.Folder, epochs: 40, shuffleLabels: true);
        Assert.Equal(0, code);
        Assert.InRange(Accuracy(output), 0, 20);
    }

    [Fact]
    public void DigitsDrawnByTheProgramAreLearnt()
    {
        (int code, string output, _) = Run(null, epochs: 8);
        Assert.Equal(0, code);
        Assert.InRange(Accuracy(output), 95, 100);
    }

    [Fact]
    public void TheSameSeedGivesTheSameResult() => Assert.Equal(
        Accuracy(Run(null, epochs: 2).Output), Accuracy(Run(null, epochs: 2).Output));

    [Fact]
    public void MissingDataEndsWithAMessageAndCode1()
    {
        (int code, _, string error) = Run(folder, epochs: 1);
        Assert.Equal(1, code);
        Assert.Contains("There is no file", error, StringComparison.Ordinal);
        Assert.Contains(DigitData.TrainingFile, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("1,2,3\n", "line 1 has 3 values, not 65")]
    [InlineData("<html><body>Please log in</body></html>\n", "line 1 has 1 values, not 65")]
    [InlineData("17,", "has '17' as value 1, not an integer from 0 to 16")]
    [InlineData("x,", "has 'x' as value 1, not an integer from 0 to 16")]
    public void CorruptDataEndsWithAMessageAndCode1(string start, string message)
    {
        string text = start.EndsWith(',') ? start + string.Join(',', Enumerable.Repeat("1", DigitSet.Pixels)) + "\n" : start;
        File.WriteAllText(Path.Combine(folder, DigitData.TrainingFile), text);
        File.WriteAllText(Path.Combine(folder, DigitData.TestFile), text);
        (int code, _, string error) = Run(folder, epochs: 1);
        Assert.Equal(1, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    private (int Code, string Output, string Error) Run(string? data, int epochs, bool shuffleLabels = false)
    {
        TextWriter output = Console.Out;
        TextWriter error = Console.Error;
        using StringWriter written = new();
        using StringWriter complaints = new();
        try
        {
            Console.SetOut(written);
            Console.SetError(complaints);
            int code = QuickstartCommand.Run(new QuickstartOptions(data, data is null, epochs, Seed: 1, shuffleLabels, folder));
            return (code, written.ToString(), complaints.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }

    private static double Accuracy(string output)
    {
        string last = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        Assert.StartsWith("test accuracy ", last, StringComparison.Ordinal);
        return double.Parse(last.Split(' ')[2], CultureInfo.InvariantCulture);
    }
}
