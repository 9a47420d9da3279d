using System.Diagnostics.CodeAnalysis;

namespace Adjoint;

public static partial class ParameterTraversal
{
    /// <summary>An array of zeros of the same length; null for null.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">The array whose shape is wanted.</param>
    /// <returns>A new array.</returns>
    [return: NotNullIfNotNull(nameof(array))]
    public static T[]? ZerosLike<T>(T[]? array)
        where T : unmanaged
        => array is null ? null : new T[array.Length];

    /// <summary>A matrix of zeros of the same shape; null for null.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="matrix">The matrix whose shape is wanted.</param>
    /// <returns>A new matrix.</returns>
    [return: NotNullIfNotNull(nameof(matrix))]
    public static T[,]? ZerosLike<T>(T[,]? matrix)
        where T : unmanaged
        => matrix is null ? null : new T[matrix.GetLength(0), matrix.GetLength(1)];

    /// <summary>A jagged array of zeros of the same shape; null for null.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="rows">The jagged array whose shape is wanted.</param>
    /// <returns>A new jagged array.</returns>
    [return: NotNullIfNotNull(nameof(rows))]
    public static T[][]? ZerosLike<T>(T[][]? rows)
        where T : unmanaged
        => rows is null ? null : Array.ConvertAll(rows, row => ZerosLike(row)!);

    /// <summary>A container of zeros of the same shape; null for null.</summary>
    /// <typeparam name="T">The container's type.</typeparam>
    /// <param name="container">The container whose shape is wanted.</param>
    /// <returns>A new container.</returns>
    [return: NotNullIfNotNull(nameof(container))]
    public static T? ContainerZeros<T>(T? container)
        where T : class, IParameters<T>
        => container?.ZerosLike();

    /// <summary>An array of containers of zeros of the same shapes; null for null.</summary>
    /// <typeparam name="T">The containers' type.</typeparam>
    /// <param name="containers">The containers whose shape is wanted.</param>
    /// <returns>A new array of new containers.</returns>
    [return: NotNullIfNotNull(nameof(containers))]
    public static T[]? ContainerZeros<T>(T[]? containers)
        where T : class, IParameters<T>
        => containers is null ? null : Array.ConvertAll(containers, container => container?.ZerosLike()!);
}
