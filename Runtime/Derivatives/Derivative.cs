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
    /// <remarks>
    /// The state is the variables that the loop assigns and the memory that its iterations write. With s snapshots, (s + r)! / (s! r!) iterations are reversed by running
    /// each at most r times more: 10 snapshots reach 1,001 iterations with 4. The schedule is that of A. Griewank and A. Walther, "Algorithm 799: revolve", ACM TOMS 26(1),
    /// 2000. Forward mode takes no notice. Effects in the loop are refused (ADJ0019).
    /// </remarks>
    /// <param name="count">The number of snapshots, which the loop does not change; more than 500 count as 500, 0 lets the library choose.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Checkpoint(int count)
    {
        _ = count;
    }
}
