namespace Adjoint;

/// <summary>What <see cref="Adam"/> and <see cref="AdamW"/> share: two moments of the gradient, corrected for their start at 0.</summary>
public abstract class AdamFamily : Optimizer
{
    private AdamConstants<double> constants;

    private protected AdamFamily(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
        : base(learningRate)
    {
        Beta1 = RequireBelowOne(beta1, nameof(beta1));
        Beta2 = RequireBelowOne(beta2, nameof(beta2));
        Epsilon = RequireAtLeastZero(epsilon, nameof(epsilon));
        WeightDecay = RequireAtLeastZero(weightDecay, nameof(weightDecay));
    }

    /// <summary>How much of the mean of the gradient is kept from step to step.</summary>
    public double Beta1 { get; }

    /// <summary>How much of the mean of its square is kept.</summary>
    public double Beta2 { get; }

    /// <summary>What keeps the denominator from 0.</summary>
    public double Epsilon { get; }

    /// <summary>The weight decay.</summary>
    public double WeightDecay { get; }

    private protected abstract bool Decoupled { get; }

    private protected override int StateCount => 2;

    private protected override void Prepare(long step)
    {
        constants = new AdamConstants<double>(
            PenaltyDecay: Decoupled ? 0 : WeightDecay,
            Shrink: Decoupled ? 1 - (LearningRate * WeightDecay) : 1,
            FirstShare: 1 - Beta1,
            SecondKept: Beta2,
            SecondShare: 1 - Beta2,
            StepSize: LearningRate / (1 - Math.Pow(Beta1, step)),
            SecondCorrection: Math.Sqrt(1 - Math.Pow(Beta2, step)),
            Epsilon);
    }

    private protected override void Apply(
        Span<float> parameter, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second)
    {
        AdamConstants<float> rounded = new(
            (float)constants.PenaltyDecay,
            (float)constants.Shrink,
            (float)constants.FirstShare,
            (float)constants.SecondKept,
            (float)constants.SecondShare,
            (float)constants.StepSize,
            (float)constants.SecondCorrection,
            (float)constants.Epsilon);
        Elementwise.Singles(new AdamBody<float>(parameter, gradient, first, second, rounded), parameter.Length);
    }

    private protected override void Apply(
        Span<double> parameter, ReadOnlySpan<double> gradient, Span<double> first, Span<double> second) =>
        Elementwise.Doubles(new AdamBody<double>(parameter, gradient, first, second, constants), parameter.Length);
}
