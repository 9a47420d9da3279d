namespace Adjoint;

/// <summary>What can be done with every container of parameters (<see cref="IParameters{TSelf}"/>).</summary>
public static class Parameters
{
    /// <summary>Calls the action for each leaf of a container whose leaves are all of type <typeparamref name="TElement"/>.</summary>
    /// <typeparam name="T">The container's type.</typeparam>
    /// <typeparam name="TElement">float or double.</typeparam>
    /// <param name="parameters">The container.</param>
    /// <param name="action">The action.</param>
    /// <exception cref="InvalidOperationException">A leaf has another element type.</exception>
    public static void ForEach<T, TElement>(T parameters, ParameterAction<TElement> action)
        where T : class, IParameters<T>
    {
        ArgumentNullException.ThrowIfNull(action);
        ActionVisitor<TElement> visitor = new(action);
        T.Visit(ref visitor, parameters, parameters);
    }

    /// <param name="parameters">The container.</param>
    /// <typeparam name="T">The container's type.</typeparam>
    extension<T>(T parameters)
        where T : class, IParameters<T>
    {
        /// <summary>The number of floating-point values in the container.</summary>
        public int ParameterCount
        {
            get
            {
                CountVisitor visitor = default;
                T.Visit(ref visitor, parameters, parameters);
                return checked((int)visitor.Count);
            }
        }

        /// <summary>Calls the visitor for each leaf, in declaration order.</summary>
        /// <param name="visitor">What to call.</param>
        public void ForEach(ParameterVisitor visitor)
        {
            ArgumentNullException.ThrowIfNull(visitor);
            DelegateVisitor walk = new(visitor);
            T.Visit(ref walk, parameters, parameters);
        }

        /// <summary>Sets every value to zero.</summary>
        public void Clear()
        {
            ClearVisitor visitor = default;
            T.Visit(ref visitor, parameters, parameters);
        }

        /// <summary>Copies the values of another container of the same shape into this one.</summary>
        /// <param name="other">The container to copy.</param>
        /// <exception cref="ArgumentException">A leaf has another length; the message names it.</exception>
        public void CopyFrom(T other)
        {
            ArgumentNullException.ThrowIfNull(other);
            CopyVisitor visitor = default;
            T.Visit(ref visitor, parameters, other);
        }

        /// <summary>Adds <paramref name="scale"/> times another container of the same shape to this one.</summary>
        /// <param name="other">The container to add.</param>
        /// <param name="scale">The factor; rounded to float for leaves of floats.</param>
        /// <exception cref="ArgumentException">A leaf has another length; the message names it.</exception>
        public void Add(T other, double scale = 1)
        {
            ArgumentNullException.ThrowIfNull(other);
            AddVisitor visitor = new(scale);
            T.Visit(ref visitor, parameters, other);
        }

        /// <summary>Copies all values, leaf after leaf, into a flat span.</summary>
        /// <param name="destination">Where they go; as long as <c>ParameterCount</c>.</param>
        /// <exception cref="ArgumentException">The span has another length; nothing is written.</exception>
        public void CopyTo(Span<double> destination)
        {
            FlatVisitor.RequireLength(destination.Length, parameters.ParameterCount, nameof(destination));
            FlatVisitor visitor = new(destination, default, read: false);
            T.Visit(ref visitor, parameters, parameters);
        }

        /// <inheritdoc cref="CopyTo{T}(T, Span{double})"/>
        public void CopyTo(Span<float> destination)
        {
            FlatVisitor.RequireLength(destination.Length, parameters.ParameterCount, nameof(destination));
            FlatVisitor visitor = new(default, destination, read: false);
            T.Visit(ref visitor, parameters, parameters);
        }

        /// <summary>Sets all values, leaf after leaf, from a flat span.</summary>
        /// <param name="source">The values; as many as <c>ParameterCount</c>.</param>
        /// <exception cref="ArgumentException">The span has another length; nothing is written.</exception>
        public void CopyFrom(ReadOnlySpan<double> source)
        {
            FlatVisitor.RequireLength(source.Length, parameters.ParameterCount, nameof(source));
            FlatVisitor visitor = new(source, default, read: true);
            T.Visit(ref visitor, parameters, parameters);
        }

        /// <inheritdoc cref="CopyFrom{T}(T, ReadOnlySpan{double})"/>
        public void CopyFrom(ReadOnlySpan<float> source)
        {
            FlatVisitor.RequireLength(source.Length, parameters.ParameterCount, nameof(source));
            FlatVisitor visitor = new(default, source, read: true);
            T.Visit(ref visitor, parameters, parameters);
        }
    }
}
