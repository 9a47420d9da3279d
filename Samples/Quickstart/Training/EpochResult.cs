namespace Quickstart.Training;

/// <summary>What one epoch came to.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="TrainingLoss">The mean loss of its steps.</param>
/// <param name="ValidationLoss">The loss on the images kept back.</param>
/// <param name="ValidationAccuracy">The fraction of these that are classified rightly.</param>
public readonly record struct EpochResult(int Epoch, double TrainingLoss, double ValidationLoss, double ValidationAccuracy);
