using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint;

public static partial class VectorMath
{
    /// <summary>log(1 + e^x) of each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Softplus(Vector512<float> x) => SoftplusSingle<Single512>(x);

    /// <inheritdoc cref="Softplus(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Softplus(Vector256<float> x) => SoftplusSingle<Single256>(x);

    /// <inheritdoc cref="Softplus(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Softplus(Vector128<float> x) => SoftplusSingle<Single128>(x);

    /// <inheritdoc cref="Softplus(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Softplus(Vector512<double> x) => SoftplusDouble<Double512>(x);

    /// <inheritdoc cref="Softplus(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Softplus(Vector256<double> x) => SoftplusDouble<Double256>(x);

    /// <inheritdoc cref="Softplus(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Softplus(Vector128<double> x) => SoftplusDouble<Double128>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SoftplusDouble<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
        => TLanes.Select(x < 0.0, 0.0, x) + LogP1Double(ExpDouble(-TLanes.Abs(x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SoftplusSingle<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, float>
        => TLanes.Select(x < 0f, 0f, x) + LogP1Single(ExpSingle(-TLanes.Abs(x)));
}
