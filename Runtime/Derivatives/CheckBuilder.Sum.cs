namespace Adjoint.Generated;

/// <content>Sums of many components in one number, weighted so that no two cancel for long.</content>
public sealed partial class CheckBuilder
{
    private int terms;

    /// <summary>The sum of cos(k) times the k-th term since <see cref="BeginSum"/>, k from 0.</summary>
    public double Sum { get; private set; }

    /// <summary>Begins a sum.</summary>
    public void BeginSum()
    {
        Sum = 0;
        terms = 0;
    }

    /// <summary>Adds a term.</summary>
    /// <param name="value">The term, not yet weighted.</param>
    public void Term(double value) => Sum += Math.Cos(terms++) * value;

    /// <summary>Adds a term that was computed in single precision; differences of such sums take large steps.</summary>
    /// <param name="value">The term, not yet weighted.</param>
    public void Term(float value)
    {
        singleValues = true;
        Term((double)value);
    }

    /// <summary>Adds each element.</summary>
    /// <param name="values">The terms, not yet weighted.</param>
    public void Term(double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (double value in values)
        {
            Term(value);
        }
    }

    /// <inheritdoc cref="Term(double[])"/>
    public void Term(float[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (float value in values)
        {
            Term(value);
        }
    }

    /// <summary>Adds each of the numbers.</summary>
    /// <param name="values">The terms, not yet weighted.</param>
    public void Term(IReadOnlyList<CheckComponent> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (CheckComponent value in values)
        {
            if (value.IsSingle)
            {
                Term((float)value.Point);
            }
            else
            {
                Term(value.Point);
            }
        }
    }
}
