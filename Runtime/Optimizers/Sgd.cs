namespace Adjoint;

/// <summary>
/// Stochastic gradient descent, with momentum (Polyak 1964) or Nesterov's (Sutskever et al. 2013), as PyTorch defines it:
/// <code>
/// g ← g + weightDecay · w
/// v ← momentum · v + g                    (v = g in the first step)
/// w ← w - learningRate · v                 (Nesterov: g + momentum · v in place of v)
/// </code>
/// </summary>
public sealed class Sgd : Optimizer
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="learningRate">The size of a step.</param>
    /// <param name="momentum">How much of the last step is kept, from 0 to less than 1.</param>
    /// <param name="nesterov">True looks a step of momentum ahead.</param>
    /// <param name="weightDecay">The factor of the L2 penalty.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    /// <exception cref="ArgumentException">Nesterov's momentum without momentum.</exception>
    public Sgd(double learningRate, double momentum = 0, bool nesterov = false, double weightDecay = 0)
        : base(learningRate)
    {
        Momentum = RequireBelowOne(momentum, nameof(momentum));
        WeightDecay = RequireAtLeastZero(weightDecay, nameof(weightDecay));
        Nesterov = nesterov;
        if (nesterov && momentum == 0)
        {
            throw new ArgumentException("Nesterov's momentum needs a momentum above 0.", nameof(nesterov));
        }
    }

    /// <summary>How much of the last step is kept.</summary>
    public double Momentum { get; }

    /// <summary>True where the step looks ahead.</summary>
    public bool Nesterov { get; }

    /// <summary>The factor of the L2 penalty.</summary>
    public double WeightDecay { get; }

    private protected override int StateCount => Momentum == 0 ? 0 : 1;

    private protected override void Prepare(long step)
    {
    }

    private protected override void Apply(
        Span<float> parameter, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second)
    {
        float rate = (float)LearningRate;
        float decay = (float)WeightDecay;
        if (Momentum == 0)
        {
            Elementwise.Singles(new SgdBody<float>(parameter, gradient, rate, decay), parameter.Length);
        }
        else
        {
            Elementwise.Singles(
                new MomentumBody<float>(parameter, gradient, first, rate, decay, (float)Momentum, Nesterov), parameter.Length);
        }
    }

    private protected override void Apply(
        Span<double> parameter, ReadOnlySpan<double> gradient, Span<double> first, Span<double> second)
    {
        if (Momentum == 0)
        {
            Elementwise.Doubles(new SgdBody<double>(parameter, gradient, LearningRate, WeightDecay), parameter.Length);
        }
        else
        {
            Elementwise.Doubles(
                new MomentumBody<double>(parameter, gradient, first, LearningRate, WeightDecay, Momentum, Nesterov),
                parameter.Length);
        }
    }
}
