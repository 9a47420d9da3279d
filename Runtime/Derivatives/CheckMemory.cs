using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint.Generated;

/// <summary>
/// Copies of what a check hands to a function that may write to it, and zeros of its shape for derivatives. What is null stays null.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CheckMemory
{
    /// <summary>A copy of an array and, where its elements are arrays, of these.</summary>
    /// <typeparam name="T">The array's type.</typeparam>
    /// <param name="array">The array.</param>
    /// <returns>Memory of its own; arrays that occur twice are copied twice.</returns>
    [return: NotNullIfNotNull(nameof(array))]
    public static T? Copy<T>(T? array)
        where T : class => (T?)(object?)CopyOf((Array?)(object?)array);

    /// <summary>A copy of a parameter container.</summary>
    /// <typeparam name="T">The container's type.</typeparam>
    /// <param name="container">The container.</param>
    /// <returns>A container with leaves of its own.</returns>
    [return: NotNullIfNotNull(nameof(container))]
    public static T? CopyContainer<T>(T? container)
        where T : class, IParameters<T>
    {
        T? copy = container?.ZerosLike();
        copy?.CopyFrom(container!);
        return copy;
    }

    /// <summary>Copies of the parameter containers in an array.</summary>
    /// <typeparam name="T">The containers' type.</typeparam>
    /// <param name="containers">The containers.</param>
    /// <returns>Containers with leaves of their own.</returns>
    [return: NotNullIfNotNull(nameof(containers))]
    public static T[]? CopyContainers<T>(T[]? containers)
        where T : class, IParameters<T> => containers is null ? null : Array.ConvertAll(containers, container => CopyContainer(container)!);

    /// <summary>Zeros in the shape of an array.</summary>
    /// <typeparam name="T">The array's type.</typeparam>
    /// <param name="like">The array whose shape is wanted.</param>
    /// <returns>Memory of its own.</returns>
    [return: NotNullIfNotNull(nameof(like))]
    public static T? Zeros<T>(T? like)
        where T : class
    {
        T? zeros = Copy(like);
        Clear((Array?)(object?)zeros);
        return zeros;
    }

    /// <summary>A parameter container of zeros.</summary>
    /// <typeparam name="T">The container's type.</typeparam>
    /// <param name="like">The container whose shape it has.</param>
    /// <returns>A container with leaves of its own; without leaves, and not constructed, where there is no shape to have.</returns>
    public static T ZeroContainer<[DynamicallyAccessedMembers(
        DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.NonPublicConstructors)] T>(T? like)
        where T : class, IParameters<T> => like?.ZerosLike() ?? (T)RuntimeHelpers.GetUninitializedObject(typeof(T));

    /// <summary>The elements of an array of T, of any rank.</summary>
    internal static Span<T> Elements<T>(Array array) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

    private static Array? CopyOf(Array? array)
    {
        Array? copy = (Array?)array?.Clone();
        if (copy is Array?[] rows)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                rows[i] = CopyOf(rows[i]);
            }
        }

        return copy;
    }

    private static void Clear(Array? array)
    {
        if (array is Array?[] rows)
        {
            foreach (Array? row in rows)
            {
                Clear(row);
            }
        }
        else if (array is not null)
        {
            Array.Clear(array);
        }
    }
}
