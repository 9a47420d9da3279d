using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint;

public static partial class VectorMath
{
    /// <summary>The density of the standard normal distribution at each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> NormalPdf(Vector512<float> x) => Widened<Single512, Double512, NormalPdfFunction>(x);

    /// <inheritdoc cref="NormalPdf(Vector512{float})"/>
    public static Vector256<float> NormalPdf(Vector256<float> x) => Widened<Single256, Double256, NormalPdfFunction>(x);

    /// <inheritdoc cref="NormalPdf(Vector512{float})"/>
    public static Vector128<float> NormalPdf(Vector128<float> x) => Widened<Single128, Double128, NormalPdfFunction>(x);

    /// <inheritdoc cref="NormalPdf(Vector512{float})"/>
    public static Vector512<double> NormalPdf(Vector512<double> x) => NormalPdfDouble<Double512>(x);

    /// <inheritdoc cref="NormalPdf(Vector512{float})"/>
    public static Vector256<double> NormalPdf(Vector256<double> x) => NormalPdfDouble<Double256>(x);

    /// <inheritdoc cref="NormalPdf(Vector512{float})"/>
    public static Vector128<double> NormalPdf(Vector128<double> x) => NormalPdfDouble<Double128>(x);

    /// <summary>The standard normal distribution function of each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> NormalCdf(Vector512<float> x) => Widened<Single512, Double512, NormalCdfFunction>(x);

    /// <inheritdoc cref="NormalCdf(Vector512{float})"/>
    public static Vector256<float> NormalCdf(Vector256<float> x) => Widened<Single256, Double256, NormalCdfFunction>(x);

    /// <inheritdoc cref="NormalCdf(Vector512{float})"/>
    public static Vector128<float> NormalCdf(Vector128<float> x) => Widened<Single128, Double128, NormalCdfFunction>(x);

    /// <inheritdoc cref="NormalCdf(Vector512{float})"/>
    public static Vector512<double> NormalCdf(Vector512<double> x) => NormalCdfDouble<Double512>(x);

    /// <inheritdoc cref="NormalCdf(Vector512{float})"/>
    public static Vector256<double> NormalCdf(Vector256<double> x) => NormalCdfDouble<Double256>(x);

    /// <inheritdoc cref="NormalCdf(Vector512{float})"/>
    public static Vector128<double> NormalCdf(Vector128<double> x) => NormalCdfDouble<Double128>(x);

    /// <summary>The quantile of the standard normal distribution for each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> NormalQuantile(Vector512<float> x) => EachSingle<Single512, NormalQuantileScalar>(x);

    /// <inheritdoc cref="NormalQuantile(Vector512{float})"/>
    public static Vector256<float> NormalQuantile(Vector256<float> x) => EachSingle<Single256, NormalQuantileScalar>(x);

    /// <inheritdoc cref="NormalQuantile(Vector512{float})"/>
    public static Vector128<float> NormalQuantile(Vector128<float> x) => EachSingle<Single128, NormalQuantileScalar>(x);

    /// <inheritdoc cref="NormalQuantile(Vector512{float})"/>
    public static Vector512<double> NormalQuantile(Vector512<double> x) => EachDouble<Double512, NormalQuantileScalar>(x);

    /// <inheritdoc cref="NormalQuantile(Vector512{float})"/>
    public static Vector256<double> NormalQuantile(Vector256<double> x) => EachDouble<Double256, NormalQuantileScalar>(x);

    /// <inheritdoc cref="NormalQuantile(Vector512{float})"/>
    public static Vector128<double> NormalQuantile(Vector128<double> x) => EachDouble<Double128, NormalQuantileScalar>(x);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TLanes NormalPdfDouble<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
        => 0.3989422804014327 * ExpOfSquare(TLanes.Between(TLanes.Abs(x), 0.0, 40.0), 0.5);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TLanes NormalCdfDouble<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes magnitude = TLanes.Abs(x);
        TLanes scaled = x * 0.7071067811865476;
        TLanes core = TLanes.MultiplyAdd(0.5, TLanes.MultiplyAdd(scaled, ErfCore(scaled * scaled), scaled), 0.5);
        TLanes beyond = TLanes.Abs(scaled) > 0.84375;
        if (!TLanes.Any(beyond))
        {
            return core;
        }

        TLanes bounded = TLanes.Between(magnitude, 1.1932, 40.0);
        TLanes tail = 0.5 * ExpOfSquare(bounded, 0.5) * ScaledErfc(bounded * 0.7071067811865476);
        return TLanes.Select(beyond, TLanes.Select(x < 0.0, tail, 1.0 - tail), core);
    }

    private readonly struct NormalPdfFunction : ILaneFunction
    {
        public static TLanes Invoke<TLanes>(TLanes x)
            where TLanes : struct, ILanes<TLanes, double>
            => NormalPdfDouble(x);
    }

    private readonly struct NormalCdfFunction : ILaneFunction
    {
        public static TLanes Invoke<TLanes>(TLanes x)
            where TLanes : struct, ILanes<TLanes, double>
            => NormalCdfDouble(x);
    }

    private readonly struct NormalQuantileScalar : IScalarFunction
    {
        public static double Invoke(double x) => SpecialFunctions.NormalQuantile(x);

        public static float Invoke(float x) => SpecialFunctions.NormalQuantile(x);
    }
}
