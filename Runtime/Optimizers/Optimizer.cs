using System.Globalization;

namespace Adjoint;

/// <summary>
/// What the optimizers have in common: a step over a whole container of parameters, or over loose parameters, whose state
/// is found by the order of the calls. After the first step nothing is allocated.
/// </summary>
/// <remarks>
/// <code>
/// adam.Step(net, gradient);                                                          // a container
/// adam.Begin(); adam.Update(w, wGradient); adam.Update(ref b, bGradient);             // loose parameters
/// </code>
/// </remarks>
public abstract class Optimizer
{
    private readonly List<OptimizerSlot> slots = [];
    private int position;

    private protected Optimizer(double learningRate)
    {
        LearningRate = learningRate;
    }

    /// <summary>The size of a step; may be changed between steps (schedules).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative number or NaN.</exception>
    public double LearningRate
    {
        get;
        set => field = value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The learning rate must not be negative.");
    }

    /// <summary>The number of steps begun.</summary>
    public long StepCount { get; private set; }

    /// <summary>Moves the parameters of a container one step against the gradient.</summary>
    /// <typeparam name="T">The container's type.</typeparam>
    /// <param name="parameters">The parameters.</param>
    /// <param name="gradient">Their gradient; not changed.</param>
    /// <exception cref="ArgumentException">
    /// The gradient has not the shape of the parameters, or these not that of earlier steps. Nothing is changed then.
    /// </exception>
    public void Step<T>(T parameters, T gradient)
        where T : class, IParameters<T>
    {
        Guard.Container(gradient, parameters);
        SlotMatch match = new(this);
        T.Visit(ref match, parameters, gradient);
        match.RequireAll();
        Begin();
        StepVisitor visitor = new(this);
        T.Visit(ref visitor, parameters, gradient);
    }

    /// <summary>Begins a step over loose parameters: one call of Update for each follows, always in the same order.</summary>
    /// <exception cref="InvalidOperationException">The step before had another number of updates than the first.</exception>
    public void Begin()
    {
        if (StepCount > 0 && position != slots.Count)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"The last step updated {position} parameters, the first {slots.Count}: between two calls of Begin, each parameter is updated once."));
        }

        position = 0;
        StepCount++;
        Prepare(StepCount);
    }

    /// <summary>Moves one parameter a step against its gradient.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="gradient">Its gradient; as long.</param>
    /// <exception cref="ArgumentException">The lengths differ, or the parameter's from that in earlier steps.</exception>
    /// <exception cref="InvalidOperationException">Begin was not called, or there are more updates than in the first step.</exception>
    public void Update(Span<float> parameter, ReadOnlySpan<float> gradient)
    {
        Guard.Destination(gradient, parameter);
        OptimizerSlot slot = NextSlot(parameter.Length, single: true);
        Apply(parameter, gradient, slot.Singles(0), slot.Singles(1));
    }

    /// <inheritdoc cref="Update(Span{float}, ReadOnlySpan{float})"/>
    public void Update(Span<double> parameter, ReadOnlySpan<double> gradient)
    {
        Guard.Destination(gradient, parameter);
        OptimizerSlot slot = NextSlot(parameter.Length, single: false);
        Apply(parameter, gradient, slot.Doubles(0), slot.Doubles(1));
    }

    /// <inheritdoc cref="Update(Span{float}, ReadOnlySpan{float})"/>
    public void Update(ref float parameter, float gradient) =>
        Update(new Span<float>(ref parameter), new ReadOnlySpan<float>(in gradient));

    /// <inheritdoc cref="Update(Span{float}, ReadOnlySpan{float})"/>
    public void Update(ref double parameter, double gradient) =>
        Update(new Span<double>(ref parameter), new ReadOnlySpan<double>(in gradient));

    /// <summary>Forgets all state, as if no step had been made.</summary>
    public void Reset()
    {
        slots.Clear();
        position = 0;
        StepCount = 0;
    }

    /// <summary>How many numbers of state each parameter value has: 0, 1 or 2.</summary>
    private protected abstract int StateCount { get; }

    /// <summary>Computes what all updates of a step have in common.</summary>
    private protected abstract void Prepare(long step);

    private protected abstract void Apply(
        Span<float> parameter, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second);

    private protected abstract void Apply(
        Span<double> parameter, ReadOnlySpan<double> gradient, Span<double> first, Span<double> second);

    private protected static double RequireAtLeastZero(double value, string name) =>
        value >= 0 ? value : throw new ArgumentOutOfRangeException(name, value, $"'{name}' must not be negative.");

    private protected static double RequireBelowOne(double value, string name) =>
        value >= 0 && value < 1
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"'{name}' must be at least 0 and less than 1.");

    internal int SlotCount => slots.Count;

    internal bool HasSlot(int index, int length, bool single) =>
        StepCount == 0 || (index < slots.Count && slots[index].Length == length && slots[index].IsSingle == single);

    private OptimizerSlot NextSlot(int length, bool single)
    {
        if (StepCount == 0)
        {
            throw new InvalidOperationException("Call Begin before the updates of a step.");
        }

        if (position == slots.Count)
        {
            if (StepCount > 1)
            {
                throw new InvalidOperationException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"This is update {position + 1} of the step, the first step had {slots.Count}. Call Begin before each step."));
            }

            slots.Add(new OptimizerSlot(length, single, StateCount));
        }

        OptimizerSlot slot = slots[position];
        if (slot.Length != length || slot.IsSingle != single)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Update {position + 1} of the step has {length} {(single ? "floats" : "doubles")}, in the first step it had {slot.Length} {(slot.IsSingle ? "floats" : "doubles")}: parameters are told apart by their order."),
                "parameter");
        }

        position++;
        return slot;
    }
}
