using Quickstart.Data;
using Quickstart.Model;
using Quickstart.Training;

namespace Adjoint.Samples.Tests;

/// <summary>Training that is interrupted.</summary>
public sealed class CancellationTests
{
    [Fact]
    public void TrainingEndsAtTheNextStepWithTheBestWeightsKept()
    {
        DigitData digits = DrawnDigits.Draw(seed: 2);
        using CancellationTokenSource stop = new();
        List<EpochResult> epochs = [];
        Network best = DigitTraining.Train(digits.Training, new TrainingOptions(Epochs: 1000, Seed: 2), Report, stop.Token);

        Assert.Equal(3, epochs.Count);
        Assert.True(DigitTraining.CountRight(best, digits.Test) > digits.Test.Count * 8 / 10);

        void Report(EpochResult result)
        {
            epochs.Add(result);
            if (epochs.Count == 3)
            {
                stop.Cancel();
            }
        }
    }

    [Fact]
    public void TrainingThatNeverBeganHasWeightsToo()
    {
        DigitData digits = DrawnDigits.Draw(seed: 2);
        Network best = DigitTraining.Train(
            digits.Training, new TrainingOptions(Epochs: 5, Seed: 2), _ => Assert.Fail("No epoch was completed."), new CancellationToken(canceled: true));
        Assert.Equal(6570, best.ParameterCount);
    }
}
