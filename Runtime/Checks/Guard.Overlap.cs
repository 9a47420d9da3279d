using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint;

public static partial class Guard
{
    /// <summary>Checks that two arguments share no memory.</summary>
    /// <typeparam name="T">The element type of the first.</typeparam>
    /// <typeparam name="TOther">The element type of the second.</typeparam>
    /// <param name="span">The argument that is written, and is at fault if they overlap.</param>
    /// <param name="other">The other argument.</param>
    /// <param name="name">The name of the first.</param>
    /// <param name="otherName">The name of the second.</param>
    /// <exception cref="ArgumentException">They overlap.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void NoOverlap<T, TOther>(
        ReadOnlySpan<T> span,
        ReadOnlySpan<TOther> other,
        [CallerArgumentExpression(nameof(span))] string name = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "")
    {
        Apart(span, other, name, otherName);
    }

    /// <summary>Checks that a scalar passed by reference is no element of a span.</summary>
    /// <typeparam name="T">The type of the scalar.</typeparam>
    /// <typeparam name="TOther">The element type of the span.</typeparam>
    /// <param name="scalar">The scalar, which is at fault if they overlap.</param>
    /// <param name="other">The other argument.</param>
    /// <param name="name">The name of the scalar.</param>
    /// <param name="otherName">The name of the other argument.</param>
    /// <exception cref="ArgumentException">They overlap.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void NoOverlap<T, TOther>(
        ref T scalar,
        ReadOnlySpan<TOther> other,
        [CallerArgumentExpression(nameof(scalar))] string name = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "")
        where T : unmanaged
    {
        Apart(new ReadOnlySpan<T>(ref scalar), other, name, otherName);
    }

    /// <summary>Checks that two scalars passed by reference are different variables.</summary>
    /// <typeparam name="T">The type of the first.</typeparam>
    /// <typeparam name="TOther">The type of the second.</typeparam>
    /// <param name="scalar">The first, which is at fault if they overlap.</param>
    /// <param name="other">The second.</param>
    /// <param name="name">The name of the first.</param>
    /// <param name="otherName">The name of the second.</param>
    /// <exception cref="ArgumentException">They overlap.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void NoOverlap<T, TOther>(
        ref T scalar,
        ref TOther other,
        [CallerArgumentExpression(nameof(scalar))] string name = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "")
        where T : unmanaged
        where TOther : unmanaged
    {
        Apart(new ReadOnlySpan<T>(ref scalar), new ReadOnlySpan<TOther>(ref other), name, otherName);
    }

    /// <summary>Checks that a span and a matrix share no memory; a null matrix shares none.</summary>
    /// <typeparam name="T">The element type of the span.</typeparam>
    /// <typeparam name="TOther">The element type of the matrix.</typeparam>
    /// <param name="span">The span, which is at fault if they overlap.</param>
    /// <param name="other">The matrix.</param>
    /// <param name="name">The name of the span.</param>
    /// <param name="otherName">The name of the matrix.</param>
    /// <exception cref="ArgumentException">They overlap.</exception>
    public static void NoOverlap<T, TOther>(
        ReadOnlySpan<T> span,
        TOther[,]? other,
        [CallerArgumentExpression(nameof(span))] string name = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "")
    {
        if (other is not null)
        {
            Apart(span, Elements(other), name, otherName);
        }
    }

    /// <summary>Checks that a matrix and a span share no memory; a null matrix shares none.</summary>
    /// <typeparam name="T">The element type of the matrix.</typeparam>
    /// <typeparam name="TOther">The element type of the span.</typeparam>
    /// <param name="matrix">The matrix, which is at fault if they overlap.</param>
    /// <param name="other">The span.</param>
    /// <param name="name">The name of the matrix.</param>
    /// <param name="otherName">The name of the span.</param>
    /// <exception cref="ArgumentException">They overlap.</exception>
    public static void NoOverlap<T, TOther>(
        T[,]? matrix,
        ReadOnlySpan<TOther> other,
        [CallerArgumentExpression(nameof(matrix))] string name = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "")
    {
        if (matrix is not null)
        {
            Apart(Elements(matrix), other, name, otherName);
        }
    }

    /// <summary>Checks that two matrices are different objects; null is none.</summary>
    /// <typeparam name="T">The element type of the first.</typeparam>
    /// <typeparam name="TOther">The element type of the second.</typeparam>
    /// <param name="matrix">The matrix that is at fault if they are the same.</param>
    /// <param name="other">The other.</param>
    /// <param name="name">The name of the first.</param>
    /// <param name="otherName">The name of the second.</param>
    /// <exception cref="ArgumentException">They are one.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void NoOverlap<T, TOther>(
        T[,]? matrix,
        TOther[,]? other,
        [CallerArgumentExpression(nameof(matrix))] string name = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "")
    {
        if (matrix is not null && ReferenceEquals(matrix, other))
        {
            GuardFailure.Overlap(name, otherName);
        }
    }

    /// <summary>Checks that a span shares no memory with a row of a jagged array; null rows share none.</summary>
    /// <typeparam name="T">The element type of the span.</typeparam>
    /// <typeparam name="TOther">The element type of the rows.</typeparam>
    /// <param name="span">The span, which is at fault if they overlap.</param>
    /// <param name="other">The jagged array.</param>
    /// <param name="name">The name of the span.</param>
    /// <param name="otherName">The name of the jagged array.</param>
    /// <exception cref="ArgumentException">They overlap.</exception>
    public static void NoOverlap<T, TOther>(
        ReadOnlySpan<T> span,
        TOther[][]? other,
        [CallerArgumentExpression(nameof(span))] string name = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "")
    {
        foreach (TOther[]? row in other ?? [])
        {
            Apart(span, new ReadOnlySpan<TOther>(row), name, otherName);
        }
    }

    /// <summary>Checks that no row of a jagged array shares memory with a span; null rows share none.</summary>
    /// <typeparam name="T">The element type of the rows.</typeparam>
    /// <typeparam name="TOther">The element type of the span.</typeparam>
    /// <param name="rows">The jagged array, which is at fault if they overlap.</param>
    /// <param name="other">The span.</param>
    /// <param name="name">The name of the jagged array.</param>
    /// <param name="otherName">The name of the span.</param>
    /// <exception cref="ArgumentException">They overlap.</exception>
    public static void NoOverlap<T, TOther>(
        T[][]? rows,
        ReadOnlySpan<TOther> other,
        [CallerArgumentExpression(nameof(rows))] string name = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "")
    {
        foreach (T[]? row in rows ?? [])
        {
            Apart(new ReadOnlySpan<T>(row), other, name, otherName);
        }
    }

    /// <summary>Checks that two jagged arrays have no row in common; null rows are none.</summary>
    /// <typeparam name="T">The element type of the first.</typeparam>
    /// <typeparam name="TOther">The element type of the second.</typeparam>
    /// <param name="rows">The jagged array that is at fault if they have.</param>
    /// <param name="other">The other.</param>
    /// <param name="name">The name of the first.</param>
    /// <param name="otherName">The name of the second.</param>
    /// <exception cref="ArgumentException">A row of one is a row of the other.</exception>
    public static void NoOverlap<T, TOther>(
        T[][]? rows,
        TOther[][]? other,
        [CallerArgumentExpression(nameof(rows))] string name = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "")
    {
        if (rows is not null && other is not null && SharedRows.Any(rows, other))
        {
            GuardFailure.Overlap(name, otherName);
        }
    }

    /// <summary>Checks that no two rows of a jagged array are one; null and empty rows are none.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rows">The jagged array, which is written to.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">An array is two of its rows.</exception>
    public static void NoOverlap<T>(T[][]? rows, [CallerArgumentExpression(nameof(rows))] string name = "")
    {
        if (rows is not null && SharedRows.Twice(rows))
        {
            GuardFailure.RowTwice(name);
        }
    }

    /// <summary>Throws where two spans have a byte in common. Their element types may differ.</summary>
    /// <remarks>
    /// With d from the first to the second, non-empty spans of a and b bytes overlap where −b &lt; d &lt; a, which is one unsigned comparison.
    /// An empty span may lie within the other, so what fails the comparison is looked at again: that is rare, and keeps callers small.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Apart<T, TOther>(ReadOnlySpan<T> first, ReadOnlySpan<TOther> second, string name, string otherName)
    {
        nint distance = Unsafe.ByteOffset(
            ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(first)),
            ref Unsafe.As<TOther, byte>(ref MemoryMarshal.GetReference(second)));
        nuint bytes = (nuint)first.Length * (nuint)Unsafe.SizeOf<T>();
        nuint otherBytes = (nuint)second.Length * (nuint)Unsafe.SizeOf<TOther>();
        if ((nuint)distance + otherBytes - 1 < bytes + otherBytes - 1)
        {
            ThrowUnlessEmpty(bytes, otherBytes, name, otherName);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowUnlessEmpty(nuint bytes, nuint otherBytes, string name, string otherName)
    {
        if (bytes != 0 && otherBytes != 0)
        {
            GuardFailure.Overlap(Plain(name), Plain(otherName));
        }
    }

    private static string Plain(string expression) =>
        expression.StartsWith("ref ", StringComparison.Ordinal) ? expression[4..]
        : expression.StartsWith("in ", StringComparison.Ordinal) ? expression[3..]
        : expression;
}
