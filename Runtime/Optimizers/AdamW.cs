namespace Adjoint;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter 2019), as PyTorch defines it:
/// <code>
/// w ← w - learningRate · weightDecay · w, then the step of <see cref="Adam"/> without a penalty
/// </code>
/// </summary>
public sealed class AdamW : AdamFamily
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="learningRate">The size of a step.</param>
    /// <param name="beta1">How much of the mean of the gradient is kept from step to step.</param>
    /// <param name="beta2">How much of the mean of its square is kept.</param>
    /// <param name="epsilon">What keeps the denominator from 0.</param>
    /// <param name="weightDecay">The share of each parameter that a step of learning rate 1 takes away.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public AdamW(
        double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 1e-2)
        : base(learningRate, beta1, beta2, epsilon, weightDecay)
    {
    }

    private protected override bool Decoupled => true;
}
