namespace Adjoint;

/// <summary>The values of a leaf, floats or doubles. Read as doubles, or as a span of the type that they have.</summary>
public readonly ref struct ParameterValues
{
    private readonly Span<float> singles;
    private readonly Span<double> doubles;

    /// <summary>Wraps floats.</summary>
    /// <param name="values">The values.</param>
    public ParameterValues(Span<float> values)
    {
        singles = values;
        IsSingle = true;
    }

    /// <summary>Wraps doubles.</summary>
    /// <param name="values">The values.</param>
    public ParameterValues(Span<double> values)
    {
        doubles = values;
    }

    /// <summary>True where the values are floats.</summary>
    public bool IsSingle { get; }

    /// <summary>The number of values.</summary>
    public int Length => IsSingle ? singles.Length : doubles.Length;

    /// <summary>The values as floats.</summary>
    /// <exception cref="InvalidOperationException">They are doubles.</exception>
    public Span<float> Singles =>
        IsSingle ? singles : throw new InvalidOperationException("These parameters are doubles, not floats.");

    /// <summary>The values as doubles.</summary>
    /// <exception cref="InvalidOperationException">They are floats.</exception>
    public Span<double> Doubles =>
        IsSingle ? throw new InvalidOperationException("These parameters are floats, not doubles.") : doubles;

    /// <summary>One value; set, it is rounded to the type of the leaf.</summary>
    /// <param name="index">The position in row-major order.</param>
    public double this[int index]
    {
        get => IsSingle ? singles[index] : doubles[index];
        set
        {
            if (IsSingle)
            {
                singles[index] = (float)value;
            }
            else
            {
                doubles[index] = value;
            }
        }
    }

    /// <summary>The values as floats.</summary>
    /// <param name="values">The values.</param>
    /// <exception cref="InvalidOperationException">They are doubles.</exception>
    public static implicit operator Span<float>(ParameterValues values) => values.Singles;

    /// <summary>The values as doubles.</summary>
    /// <param name="values">The values.</param>
    /// <exception cref="InvalidOperationException">They are floats.</exception>
    public static implicit operator Span<double>(ParameterValues values) => values.Doubles;

    /// <summary>Copies the values, converted where the types differ.</summary>
    /// <param name="destination">Where they go.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public void CopyTo(Span<double> destination)
    {
        if (IsSingle)
        {
            Conversion.Convert(singles, destination[..Length]);
        }
        else
        {
            doubles.CopyTo(destination);
        }
    }

    /// <inheritdoc cref="CopyTo(Span{double})"/>
    public void CopyTo(Span<float> destination)
    {
        if (IsSingle)
        {
            singles.CopyTo(destination);
        }
        else
        {
            Conversion.Convert(doubles, destination[..Length]);
        }
    }

    /// <summary>Enumerates the values as doubles.</summary>
    /// <returns>The enumerator.</returns>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>Enumerates the values of a leaf as doubles.</summary>
    public ref struct Enumerator
    {
        private readonly ParameterValues values;
        private int index;

        internal Enumerator(ParameterValues values)
        {
            this.values = values;
            index = -1;
        }

        /// <summary>The current value.</summary>
        public readonly double Current => values[index];

        /// <summary>Moves to the next value.</summary>
        /// <returns>False at the end.</returns>
        public bool MoveNext() => ++index < values.Length;
    }
}
