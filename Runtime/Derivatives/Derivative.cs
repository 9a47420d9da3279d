using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>Words that a differentiated method says to the compiler, and checks of derivatives against differences.</summary>
public static partial class Derivative
{
    /// <summary>Returns <paramref name="value"/>; its derivative is zero.</summary>
    /// <param name="value">The expression to hold constant.</param>
    /// <returns>The value, unchanged.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Stop(float value) => value;

    /// <inheritdoc cref="Stop(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Stop(double value) => value;

    /// <inheritdoc cref="Stop(float)"/>
    /// <typeparam name="T">Any type.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Stop<T>(T value)
        where T : allows ref struct
        => value;

    /// <summary>
    /// As a statement in the body of a loop: the loop keeps <paramref name="count"/> snapshots of its state and recomputes
    /// the iterations between them in the backward pass. Does nothing when it runs.
    /// </summary>
    /// <param name="count">The number of snapshots; 0 lets the compiler choose.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Checkpoint(int count)
    {
        _ = count;
    }
}
