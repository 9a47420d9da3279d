using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint;

public static partial class VectorMath
{
    /// <summary>√(x² + y²) of each lane, without overflow on the way.</summary>
    /// <param name="x">The first legs.</param>
    /// <param name="y">The second legs.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> Hypot(Vector512<float> x, Vector512<float> y) =>
        Widened2<Single512, Double512, HypotFunction>(x, y);

    /// <inheritdoc cref="Hypot(Vector512{float}, Vector512{float})"/>
    public static Vector256<float> Hypot(Vector256<float> x, Vector256<float> y) =>
        Widened2<Single256, Double256, HypotFunction>(x, y);

    /// <inheritdoc cref="Hypot(Vector512{float}, Vector512{float})"/>
    public static Vector128<float> Hypot(Vector128<float> x, Vector128<float> y) =>
        Widened2<Single128, Double128, HypotFunction>(x, y);

    /// <inheritdoc cref="Hypot(Vector512{float}, Vector512{float})"/>
    public static Vector512<double> Hypot(Vector512<double> x, Vector512<double> y) => HypotDouble<Double512>(x, y);

    /// <inheritdoc cref="Hypot(Vector512{float}, Vector512{float})"/>
    public static Vector256<double> Hypot(Vector256<double> x, Vector256<double> y) => HypotDouble<Double256>(x, y);

    /// <inheritdoc cref="Hypot(Vector512{float}, Vector512{float})"/>
    public static Vector128<double> Hypot(Vector128<double> x, Vector128<double> y) => HypotDouble<Double128>(x, y);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TLanes HypotDouble<TLanes>(TLanes x, TLanes y)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes first = TLanes.Abs(x);
        TLanes second = TLanes.Abs(y);
        TLanes larger = TLanes.Select(first > second, first, second);
        TLanes large = larger > 1e150;
        TLanes small = larger < 1e-140;
        TLanes scale = TLanes.Select(large, 2.409919865102884e-181, TLanes.Select(small, 4.149515568880993e180, 1.0));
        TLanes back = TLanes.Select(large, 4.149515568880993e180, TLanes.Select(small, 2.409919865102884e-181, 1.0));
        first *= scale;
        second *= scale;
        TLanes length = TLanes.Sqrt(TLanes.MultiplyAdd(first, first, second * second)) * back;
        TLanes infinite = TLanes.Equal(first, double.PositiveInfinity) | TLanes.Equal(second, double.PositiveInfinity);
        return TLanes.Select(infinite, double.PositiveInfinity, length);
    }

    private readonly struct HypotFunction : ILaneFunction2
    {
        public static TLanes Invoke<TLanes>(TLanes x, TLanes y)
            where TLanes : struct, ILanes<TLanes, double>
            => HypotDouble(x, y);
    }
}
