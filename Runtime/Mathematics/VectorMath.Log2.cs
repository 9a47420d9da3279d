using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint;

public static partial class VectorMath
{
    /// <summary>The logarithm to base 2 of each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> Log2(Vector512<float> x) => Widened<Single512, Double512, Log2Function>(x);

    /// <inheritdoc cref="Log2(Vector512{float})"/>
    public static Vector256<float> Log2(Vector256<float> x) => Widened<Single256, Double256, Log2Function>(x);

    /// <inheritdoc cref="Log2(Vector512{float})"/>
    public static Vector128<float> Log2(Vector128<float> x) => Widened<Single128, Double128, Log2Function>(x);

    /// <inheritdoc cref="Log2(Vector512{float})"/>
    public static Vector512<double> Log2(Vector512<double> x) => Log2Double<Double512>(x);

    /// <inheritdoc cref="Log2(Vector512{float})"/>
    public static Vector256<double> Log2(Vector256<double> x) => Log2Double<Double256>(x);

    /// <inheritdoc cref="Log2(Vector512{float})"/>
    public static Vector128<double> Log2(Vector128<double> x) => Log2Double<Double128>(x);

    /// <summary>The logarithm to base 10 of each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> Log10(Vector512<float> x) => Widened<Single512, Double512, Log10Function>(x);

    /// <inheritdoc cref="Log10(Vector512{float})"/>
    public static Vector256<float> Log10(Vector256<float> x) => Widened<Single256, Double256, Log10Function>(x);

    /// <inheritdoc cref="Log10(Vector512{float})"/>
    public static Vector128<float> Log10(Vector128<float> x) => Widened<Single128, Double128, Log10Function>(x);

    /// <inheritdoc cref="Log10(Vector512{float})"/>
    public static Vector512<double> Log10(Vector512<double> x) => Log10Double<Double512>(x);

    /// <inheritdoc cref="Log10(Vector512{float})"/>
    public static Vector256<double> Log10(Vector256<double> x) => Log10Double<Double256>(x);

    /// <inheritdoc cref="Log10(Vector512{float})"/>
    public static Vector128<double> Log10(Vector128<double> x) => Log10Double<Double128>(x);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TLanes Log2Double<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes log = LogOfMantissa(SplitMantissa(x, out TLanes exponent), 0.0);
        TLanes low = log * 2.0355273740931033e-17;
        return LogSpecial(x, TLanes.MultiplyAdd(log, 1.4426950408889634, low) + exponent);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TLanes Log10Double<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes log = LogOfMantissa(SplitMantissa(x, out TLanes exponent), 0.0);
        TLanes low = TLanes.MultiplyAdd(log, 1.098319650216765e-17, exponent * 2.8363394551044964e-14);
        return LogSpecial(x, TLanes.MultiplyAdd(exponent, 0.30102999566395283, TLanes.MultiplyAdd(log, 0.4342944819032518, low)));
    }

    private readonly struct Log2Function : ILaneFunction
    {
        public static TLanes Invoke<TLanes>(TLanes x)
            where TLanes : struct, ILanes<TLanes, double>
            => Log2Double(x);
    }

    private readonly struct Log10Function : ILaneFunction
    {
        public static TLanes Invoke<TLanes>(TLanes x)
            where TLanes : struct, ILanes<TLanes, double>
            => Log10Double(x);
    }
}
