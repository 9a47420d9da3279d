namespace Adjoint;

/// <summary>
/// Adam (Kingma and Ba 2015), as PyTorch defines it:
/// <code>
/// g ← g + weightDecay · w
/// m ← beta1 · m + (1 - beta1) · g
/// v ← beta2 · v + (1 - beta2) · g²
/// w ← w - learningRate · m / (1 - beta1ᵗ) / (√(v / (1 - beta2ᵗ)) + epsilon)
/// </code>
/// </summary>
public sealed class Adam : AdamFamily
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="learningRate">The size of a step.</param>
    /// <param name="beta1">How much of the mean of the gradient is kept from step to step.</param>
    /// <param name="beta2">How much of the mean of its square is kept.</param>
    /// <param name="epsilon">What keeps the denominator from 0.</param>
    /// <param name="weightDecay">The factor of an L2 penalty, added to the gradient; see <see cref="AdamW"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public Adam(
        double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
        : base(learningRate, beta1, beta2, epsilon, weightDecay)
    {
    }

    private protected override bool Decoupled => false;
}
