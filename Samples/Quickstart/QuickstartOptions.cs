namespace Quickstart;

/// <summary>What the user asked for.</summary>
/// <param name="DataFolder">The folder with the files of digits; null for the user's cache.</param>
/// <param name="Drawn">Draw digits and read none.</param>
/// <param name="Epochs">How often each image is seen.</param>
/// <param name="Seed">For everything random.</param>
/// <param name="ShuffleLabels">Deal the training labels out at random.</param>
/// <param name="OutputFolder">Where the picture and the weights go.</param>
public sealed record QuickstartOptions(
    string? DataFolder, bool Drawn, int Epochs, ulong Seed, bool ShuffleLabels, string OutputFolder);
