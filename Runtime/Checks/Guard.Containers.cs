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
        if (leaves.Found)
        {
            GuardFailure.Overlap(name, otherName);
        }
    }
}
