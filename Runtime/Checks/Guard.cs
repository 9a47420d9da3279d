using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint;

/// <summary>
/// What generated companions check before they write anything: destinations have the shape of the parameter whose
/// derivative they take, and overlap no other argument. Each check names the arguments as the caller's code does. Where a
/// parameter itself is null there is no shape to have, and the function says what it makes of null.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Guard
{
    /// <summary>Checks that a destination is as long as its parameter.</summary>
    /// <typeparam name="T">The element type of the destination.</typeparam>
    /// <typeparam name="TSource">The element type of the parameter.</typeparam>
    /// <param name="destination">Where the derivative goes.</param>
    /// <param name="source">The parameter that it belongs to.</param>
    /// <param name="destinationName">The name of the destination.</param>
    /// <param name="sourceName">The name of the parameter.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Destination<T, TSource>(
        ReadOnlySpan<T> destination,
        ReadOnlySpan<TSource> source,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(source))] string sourceName = "")
    {
        if (destination.Length != source.Length)
        {
            GuardFailure.Length(destination.Length, source.Length, destinationName, sourceName);
        }
    }

    /// <summary>Checks that a destination is as long as its parameter, an array.</summary>
    /// <typeparam name="T">The element type of the destination.</typeparam>
    /// <typeparam name="TSource">The element type of the parameter.</typeparam>
    /// <param name="destination">Where the derivative goes.</param>
    /// <param name="source">The parameter that it belongs to.</param>
    /// <param name="destinationName">The name of the destination.</param>
    /// <param name="sourceName">The name of the parameter.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Destination<T, TSource>(
        ReadOnlySpan<T> destination,
        TSource[]? source,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(source))] string sourceName = "")
    {
        if (source is not null && destination.Length != source.Length)
        {
            GuardFailure.Length(destination.Length, source.Length, destinationName, sourceName);
        }
    }

    /// <summary>Checks that a matrix destination has the shape of its parameter.</summary>
    /// <typeparam name="T">The element type of the destination.</typeparam>
    /// <typeparam name="TSource">The element type of the parameter.</typeparam>
    /// <param name="destination">Where the derivative goes.</param>
    /// <param name="source">The parameter that it belongs to.</param>
    /// <param name="destinationName">The name of the destination.</param>
    /// <param name="sourceName">The name of the parameter.</param>
    /// <exception cref="ArgumentNullException">The destination is null.</exception>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Destination<T, TSource>(
        T[,] destination,
        TSource[,]? source,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(source))] string sourceName = "")
    {
        NotNull(destination, destinationName);
        if (source is null)
        {
            return;
        }

        if (destination.GetLength(0) != source.GetLength(0) || destination.GetLength(1) != source.GetLength(1))
        {
            GuardFailure.Shape(destination, source, destinationName, sourceName);
        }
    }

    /// <summary>Checks that a jagged destination has the rows of its parameter: null where it has null, else as long.</summary>
    /// <typeparam name="T">The element type of the destination.</typeparam>
    /// <typeparam name="TSource">The element type of the parameter.</typeparam>
    /// <param name="destination">Where the derivative goes.</param>
    /// <param name="source">The parameter that it belongs to.</param>
    /// <param name="destinationName">The name of the destination.</param>
    /// <param name="sourceName">The name of the parameter.</param>
    /// <exception cref="ArgumentNullException">The destination is null.</exception>
    /// <exception cref="ArgumentException">The shapes differ; the parameter name says at which row.</exception>
    public static void Destination<T, TSource>(
        T[][] destination,
        TSource[][]? source,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(source))] string sourceName = "")
    {
        NotNull(destination, destinationName);
        if (source is null)
        {
            return;
        }

        if (destination.Length != source.Length)
        {
            GuardFailure.Length(destination.Length, source.Length, destinationName, sourceName);
        }

        for (int row = 0; row < source.Length; row++)
        {
            if (destination[row]?.Length != source[row]?.Length)
            {
                GuardFailure.Row(row, destination[row]?.Length, source[row]?.Length, destinationName, sourceName);
            }
        }
    }

    /// <summary>Checks that two spans of a batch have an element for each point.</summary>
    /// <typeparam name="T">The element type of the first.</typeparam>
    /// <typeparam name="TOther">The element type of the other.</typeparam>
    /// <param name="span">The span that is at fault if not.</param>
    /// <param name="other">The other.</param>
    /// <param name="name">The name of the first.</param>
    /// <param name="otherName">The name of the other.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Points<T, TOther>(
        ReadOnlySpan<T> span,
        ReadOnlySpan<TOther> other,
        [CallerArgumentExpression(nameof(span))] string name = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "")
    {
        if (span.Length != other.Length)
        {
            GuardFailure.Points(span.Length, other.Length, name, otherName);
        }
    }

    /// <summary>Checks that a span has a length that is known otherwise (a Jacobian, a batch).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="span">The span.</param>
    /// <param name="expected">The length that it must have.</param>
    /// <param name="name">The name of the span.</param>
    /// <param name="expectedName">What the length is, in the words of the caller's code.</param>
    /// <exception cref="ArgumentException">The length is another.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Length<T>(
        ReadOnlySpan<T> span,
        long expected,
        [CallerArgumentExpression(nameof(span))] string name = "",
        [CallerArgumentExpression(nameof(expected))] string expectedName = "")
    {
        if (span.Length != expected)
        {
            GuardFailure.ExactLength(span.Length, expected, name, expectedName);
        }
    }

    /// <summary>The number of elements of a jagged array; rows that are null have none.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rows">The array.</param>
    /// <returns>The sum of the lengths of its rows.</returns>
    /// <exception cref="ArgumentNullException">The array is null.</exception>
    public static int Elements<T>(T[][] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        int count = 0;
        foreach (T[]? row in rows)
        {
            count += row?.Length ?? 0;
        }

        return count;
    }

    /// <summary>Checks that an argument is there.</summary>
    /// <param name="argument">The argument.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void NotNull(
        [System.Diagnostics.CodeAnalysis.NotNull] object? argument,
        [CallerArgumentExpression(nameof(argument))] string name = "")
    {
        if (argument is null)
        {
            GuardFailure.Null(name);
        }
    }

    /// <summary>Checks that a parameter container and its destination are there and differ, and that their leaves match.</summary>
    /// <typeparam name="T">The container's type.</typeparam>
    /// <param name="destination">Where the derivative goes.</param>
    /// <param name="source">The parameter that it belongs to.</param>
    /// <param name="destinationName">The name of the destination.</param>
    /// <param name="sourceName">The name of the parameter.</param>
    /// <exception cref="ArgumentNullException">The destination is null.</exception>
    /// <exception cref="ArgumentException">A leaf has another length, or overlaps the parameter's.</exception>
    public static void Container<T>(
        T destination,
        T? source,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(source))] string sourceName = "")
        where T : class, IParameters<T>
    {
        NotNull(destination, destinationName);
        if (source is null)
        {
            return;
        }

        if (ReferenceEquals(destination, source))
        {
            GuardFailure.Overlap(destinationName, sourceName);
        }

        Match(new ContainerMatch(destinationName, sourceName, isWritten: true), destination, source, destinationName, sourceName);
    }

    /// <summary>Checks that two parameter containers are not one.</summary>
    /// <typeparam name="T">The containers' type.</typeparam>
    /// <param name="container">One that may be written to.</param>
    /// <param name="other">Another argument.</param>
    /// <param name="name">The name of the first.</param>
    /// <param name="otherName">The name of the other.</param>
    /// <exception cref="ArgumentException">They are the same container.</exception>
    public static void NoOverlap<T>(
        T container,
        T other,
        [CallerArgumentExpression(nameof(container))] string name = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "")
        where T : class, IParameters<T>
    {
        if (ReferenceEquals(container, other))
        {
            GuardFailure.Overlap(name, otherName);
        }
    }

    private static ReadOnlySpan<T> Elements<T>(T[,] matrix) =>
        MemoryMarshal.CreateReadOnlySpan(
            ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference((Array)matrix)), matrix.Length);
}
