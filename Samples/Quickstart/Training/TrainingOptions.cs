namespace Quickstart.Training;

/// <summary>How the digits are learnt.</summary>
/// <param name="Epochs">How often every training image is seen.</param>
/// <param name="Seed">For the starting weights, the validation split, the order of the images and their distortion.</param>
/// <param name="BatchSize">Images a step; small batches find weights that serve other people's handwriting better.</param>
/// <param name="LearningRate">Of the first steps; it falls to nothing along half a cosine.</param>
/// <param name="Shift">How far a training image is moved at most, in pixels, each time that it is seen.</param>
/// <param name="Noise">How much a pixel of it is changed at most.</param>
public sealed record TrainingOptions(
    int Epochs, ulong Seed, int BatchSize = 8, double LearningRate = 5e-3, double Shift = 0.3, float Noise = 0.34f);
