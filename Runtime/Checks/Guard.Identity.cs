using System.Runtime.CompilerServices;

namespace Adjoint;

public static partial class Guard
{
    /// <summary>Whether a reference is null. Unlike a pattern it leaves the compiler's opinion of the reference as it is.</summary>
    /// <param name="reference">The reference.</param>
    /// <returns>True where it is null.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNull(object? reference) => reference is null;

    /// <summary>Checks that two arguments are different objects; null is none.</summary>
    /// <param name="argument">The argument that is at fault if they are one.</param>
    /// <param name="other">The other.</param>
    /// <param name="name">The name of the first.</param>
    /// <param name="otherName">The name of the other.</param>
    /// <exception cref="ArgumentException">They are one.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Different(
        object? argument,
        object? other,
        [CallerArgumentExpression(nameof(argument))] string name = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "")
    {
        if (argument is not null && ReferenceEquals(argument, other))
        {
            GuardFailure.Overlap(name, otherName);
        }
    }

    /// <summary>Checks that an array of any rank has the dimensions of its parameter.</summary>
    /// <param name="destination">Where the derivative goes.</param>
    /// <param name="source">The parameter that it belongs to.</param>
    /// <param name="destinationName">The name of the destination.</param>
    /// <param name="sourceName">The name of the parameter.</param>
    /// <exception cref="ArgumentNullException">The destination is null.</exception>
    /// <exception cref="ArgumentException">A dimension differs.</exception>
    public static void SameShape(
        Array destination,
        Array? source,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(source))] string sourceName = "")
    {
        NotNull(destination, destinationName);
        for (int dimension = 0; dimension < (source?.Rank ?? 0); dimension++)
        {
            if (destination.GetLength(dimension) != source!.GetLength(dimension))
            {
                GuardFailure.Length(destination.GetLength(dimension), source!.GetLength(dimension), destinationName, sourceName);
            }
        }
    }
}
