using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Adjoint;

public static partial class Guard
{
    /// <summary>Checks that two parameter containers are not one and have no leaf in common. Null has none.</summary>
    /// <typeparam name="T">The type of the first.</typeparam>
    /// <typeparam name="TOther">The type of the other.</typeparam>
    /// <param name="container">The one that may be written to, which is at fault if they share memory.</param>
    /// <param name="other">The other.</param>
    /// <param name="name">The name of the first.</param>
    /// <param name="otherName">The name of the other.</param>
    /// <exception cref="ArgumentException">They are one, or share a leaf.</exception>
    public static void NoSharedLeaf<T, TOther>(
        T? container,
        TOther? other,
        [CallerArgumentExpression(nameof(container))] string name = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "")
        where T : class, IParameters<T>
        where TOther : class, IParameters<TOther>
    {
        if (container is null || other is null)
        {
            return;
        }

        if (ReferenceEquals(container, other))
        {
            GuardFailure.Overlap(name, otherName);
        }

        SharedContainers<TOther> leaves = new(other, name, otherName);
        T.Visit(ref leaves, container, container);
    }

    /// <summary>Checks that no leaf of a parameter container shares memory with another argument. Null has none.</summary>
    /// <typeparam name="T">The container's type.</typeparam>
    /// <typeparam name="TElement">The element type of the other argument.</typeparam>
    /// <param name="container">The container.</param>
    /// <param name="memory">The other argument.</param>
    /// <param name="name">The name of the argument at fault.</param>
    /// <param name="otherName">The name of the other.</param>
    /// <exception cref="ArgumentException">They share memory.</exception>
    public static void NoLeafIn<T, TElement>(T? container, ReadOnlySpan<TElement> memory, string name, string otherName)
        where T : class, IParameters<T>
        where TElement : unmanaged
    {
        if (container is null)
        {
            return;
        }

        SharedLeaves leaves = new(MemoryMarshal.AsBytes(memory));
        T.Visit(ref leaves, container, container);
        if (leaves.Count > 0)
        {
            GuardFailure.Overlap(name, otherName);
        }
    }

    /// <summary>Checks that a parameter container, which is only read, is there and has the leaves of another; they may be one.</summary>
    /// <typeparam name="T">The containers' type.</typeparam>
    /// <param name="container">The container, a tangent.</param>
    /// <param name="source">The parameter that it belongs to.</param>
    /// <param name="name">The name of the container.</param>
    /// <param name="sourceName">The name of the parameter.</param>
    /// <exception cref="ArgumentNullException">The container is null.</exception>
    /// <exception cref="ArgumentException">A leaf has another length.</exception>
    public static void SameLeaves<T>(
        T container,
        T? source,
        [CallerArgumentExpression(nameof(container))] string name = "",
        [CallerArgumentExpression(nameof(source))] string sourceName = "")
        where T : class, IParameters<T>
    {
        NotNull(container, name);
        if (source is not null && !ReferenceEquals(container, source))
        {
            Match(new ContainerMatch(name, sourceName, isWritten: false), container, source, name, sourceName);
        }
    }

    /// <summary>Checks that no two leaves of a parameter container share memory. Null has none.</summary>
    /// <typeparam name="T">The container's type.</typeparam>
    /// <param name="container">The container, which is written to.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">Two of its leaves share memory.</exception>
    public static void NoSharedLeaf<T>(T? container, [CallerArgumentExpression(nameof(container))] string name = "")
        where T : class, IParameters<T>
    {
        if (container is not null)
        {
            OwnLeaves<T> leaves = new(container, name);
            T.Visit(ref leaves, container, container);
        }
    }

    // What visits the members knows neither argument by name.
    private static void Match<T>(ContainerMatch match, T container, T source, string name, string sourceName)
        where T : class, IParameters<T>
    {
        try
        {
            T.Visit(ref match, container, source);
        }
        catch (ArgumentException difference) when (difference.ParamName is null)
        {
            GuardFailure.Members(difference, name, sourceName);
        }
    }
}
