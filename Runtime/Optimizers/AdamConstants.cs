namespace Adjoint;

/// <summary>What all values have in common in one step of Adam, computed in double precision.</summary>
/// <param name="PenaltyDecay">The L2 penalty that Adam adds to the gradient; 0 in AdamW.</param>
/// <param name="Shrink">1 - learningRate * weightDecay, by which AdamW multiplies the parameter; 1 in Adam.</param>
/// <param name="FirstShare">1 - beta1.</param>
/// <param name="SecondKept">beta2.</param>
/// <param name="SecondShare">1 - beta2.</param>
/// <param name="StepSize">learningRate / (1 - beta1^t).</param>
/// <param name="SecondCorrection">sqrt(1 - beta2^t).</param>
/// <param name="Epsilon">What keeps the denominator from 0.</param>
internal readonly record struct AdamConstants<T>(
    T PenaltyDecay, T Shrink, T FirstShare, T SecondKept, T SecondShare, T StepSize, T SecondCorrection, T Epsilon);
