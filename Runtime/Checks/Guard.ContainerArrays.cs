using System.Runtime.CompilerServices;

namespace Adjoint;

public static partial class Guard
{
    /// <summary>Checks that an array of parameter containers that is written to is there and has the shape of another, and shares no memory with it.</summary>
    /// <typeparam name="T">The containers' type.</typeparam>
    /// <param name="containers">The array, a destination.</param>
    /// <param name="source">The parameter that it belongs to.</param>
    /// <param name="name">The name of the array.</param>
    /// <param name="sourceName">The name of the parameter.</param>
    /// <exception cref="ArgumentNullException">The array is null.</exception>
    /// <exception cref="ArgumentException">The lengths or a leaf differ, a container is missing, or memory is shared.</exception>
    public static void Containers<T>(
        T[] containers,
        T[]? source,
        [CallerArgumentExpression(nameof(containers))] string name = "",
        [CallerArgumentExpression(nameof(source))] string sourceName = "")
        where T : class, IParameters<T>
    {
        CheckItems(containers, source, name, sourceName);
        for (int i = 0; i < (source?.Length ?? 0); i++)
        {
            if (source![i] is { } item)
            {
                Container(containers[i], item, name, sourceName);
            }
        }
    }

    /// <summary>Checks that an array of parameter containers, which is only read, is there and has the shape of another.</summary>
    /// <typeparam name="T">The containers' type.</typeparam>
    /// <param name="containers">The array, a tangent.</param>
    /// <param name="source">The parameter that it belongs to.</param>
    /// <param name="name">The name of the array.</param>
    /// <param name="sourceName">The name of the parameter.</param>
    /// <exception cref="ArgumentNullException">The array is null.</exception>
    /// <exception cref="ArgumentException">The lengths or a leaf differ, or a container is missing.</exception>
    public static void SameContainers<T>(
        T[] containers,
        T[]? source,
        [CallerArgumentExpression(nameof(containers))] string name = "",
        [CallerArgumentExpression(nameof(source))] string sourceName = "")
        where T : class, IParameters<T>
    {
        CheckItems(containers, source, name, sourceName);
        for (int i = 0; i < (source?.Length ?? 0); i++)
        {
            if (source![i] is { } item)
            {
                SameLeaves(containers[i], item, name, sourceName);
            }
        }
    }

    /// <summary>Checks that no two leaves of an array of parameter containers share memory. Null has none.</summary>
    /// <typeparam name="T">The containers' type.</typeparam>
    /// <param name="containers">The array, whose containers are written to.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">Two leaves share memory.</exception>
    public static void NoSharedLeaf<T>(T[]? containers, [CallerArgumentExpression(nameof(containers))] string name = "")
        where T : class, IParameters<T>
    {
        for (int i = 0; i < (containers?.Length ?? 0); i++)
        {
            NoSharedLeaf(containers![i], name);
            for (int j = 0; j < i; j++)
            {
                NoSharedLeaf(containers[i], containers[j], name, name);
            }
        }
    }

    /// <summary>Checks that a parameter container shares no leaf with those of an array. Null has none.</summary>
    /// <typeparam name="T">The container's type.</typeparam>
    /// <typeparam name="TOther">The type of the others.</typeparam>
    /// <param name="container">The one that may be written to, which is at fault if they share memory.</param>
    /// <param name="others">The others.</param>
    /// <param name="name">The name of the first.</param>
    /// <param name="otherName">The name of the others.</param>
    /// <exception cref="ArgumentException">They share memory.</exception>
    public static void NoSharedLeaf<T, TOther>(
        T? container,
        TOther[]? others,
        [CallerArgumentExpression(nameof(container))] string name = "",
        [CallerArgumentExpression(nameof(others))] string otherName = "")
        where T : class, IParameters<T>
        where TOther : class, IParameters<TOther>
    {
        foreach (TOther? other in others ?? [])
        {
            NoSharedLeaf(container, other, name, otherName);
        }
    }

    /// <summary>Checks that the parameter containers of an array share no leaf with another. Null has none.</summary>
    /// <typeparam name="T">The type of the containers in the array.</typeparam>
    /// <typeparam name="TOther">The type of the other.</typeparam>
    /// <param name="containers">Those that may be written to, which are at fault if they share memory.</param>
    /// <param name="other">The other.</param>
    /// <param name="name">The name of the array.</param>
    /// <param name="otherName">The name of the other.</param>
    /// <exception cref="ArgumentException">They share memory.</exception>
    public static void NoSharedLeaf<T, TOther>(
        T[]? containers,
        TOther? other,
        [CallerArgumentExpression(nameof(containers))] string name = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "")
        where T : class, IParameters<T>
        where TOther : class, IParameters<TOther>
    {
        foreach (T? container in containers ?? [])
        {
            NoSharedLeaf(container, other, name, otherName);
        }
    }

    /// <summary>Checks that the parameter containers of two arrays share no leaf. Null has none.</summary>
    /// <typeparam name="T">The type of those in the first.</typeparam>
    /// <typeparam name="TOther">The type of those in the other.</typeparam>
    /// <param name="containers">Those that may be written to, which are at fault if they share memory.</param>
    /// <param name="others">The others.</param>
    /// <param name="name">The name of the first array.</param>
    /// <param name="otherName">The name of the other.</param>
    /// <exception cref="ArgumentException">They share memory.</exception>
    public static void NoSharedLeaf<T, TOther>(
        T[]? containers,
        TOther[]? others,
        [CallerArgumentExpression(nameof(containers))] string name = "",
        [CallerArgumentExpression(nameof(others))] string otherName = "")
        where T : class, IParameters<T>
        where TOther : class, IParameters<TOther>
    {
        foreach (T? container in containers ?? [])
        {
            NoSharedLeaf(container, others, name, otherName);
        }
    }

    /// <summary>Checks that no leaf of an array of parameter containers shares memory with another argument. Null has none.</summary>
    /// <typeparam name="T">The containers' type.</typeparam>
    /// <typeparam name="TElement">The element type of the other argument.</typeparam>
    /// <param name="containers">The containers.</param>
    /// <param name="memory">The other argument.</param>
    /// <param name="name">The name of the argument at fault.</param>
    /// <param name="otherName">The name of the other.</param>
    /// <exception cref="ArgumentException">They share memory.</exception>
    public static void NoLeafIn<T, TElement>(T[]? containers, ReadOnlySpan<TElement> memory, string name, string otherName)
        where T : class, IParameters<T>
        where TElement : unmanaged
    {
        foreach (T? container in containers ?? [])
        {
            NoLeafIn(container, memory, name, otherName);
        }
    }

    private static void CheckItems<T>(T[] containers, T[]? source, string name, string sourceName)
        where T : class
    {
        NotNull(containers, name);
        if (source is null)
        {
            return;
        }

        if (containers.Length != source.Length)
        {
            GuardFailure.Length(containers.Length, source.Length, name, sourceName);
        }

        for (int i = 0; i < source.Length; i++)
        {
            if (source[i] is not null && containers[i] is null)
            {
                GuardFailure.Missing(i, name);
            }
        }
    }
}
