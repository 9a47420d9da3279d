using System.Runtime.Intrinsics;

namespace Adjoint;

public static partial class VectorMath
{
    /// <summary>The sine of π times each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> SinPi(Vector512<float> x) => EachSingle<Single512, SinPiScalar>(x);

    /// <inheritdoc cref="SinPi(Vector512{float})"/>
    public static Vector256<float> SinPi(Vector256<float> x) => EachSingle<Single256, SinPiScalar>(x);

    /// <inheritdoc cref="SinPi(Vector512{float})"/>
    public static Vector128<float> SinPi(Vector128<float> x) => EachSingle<Single128, SinPiScalar>(x);

    /// <inheritdoc cref="SinPi(Vector512{float})"/>
    public static Vector512<double> SinPi(Vector512<double> x) => EachDouble<Double512, SinPiScalar>(x);

    /// <inheritdoc cref="SinPi(Vector512{float})"/>
    public static Vector256<double> SinPi(Vector256<double> x) => EachDouble<Double256, SinPiScalar>(x);

    /// <inheritdoc cref="SinPi(Vector512{float})"/>
    public static Vector128<double> SinPi(Vector128<double> x) => EachDouble<Double128, SinPiScalar>(x);

    /// <summary>The cosine of π times each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> CosPi(Vector512<float> x) => EachSingle<Single512, CosPiScalar>(x);

    /// <inheritdoc cref="CosPi(Vector512{float})"/>
    public static Vector256<float> CosPi(Vector256<float> x) => EachSingle<Single256, CosPiScalar>(x);

    /// <inheritdoc cref="CosPi(Vector512{float})"/>
    public static Vector128<float> CosPi(Vector128<float> x) => EachSingle<Single128, CosPiScalar>(x);

    /// <inheritdoc cref="CosPi(Vector512{float})"/>
    public static Vector512<double> CosPi(Vector512<double> x) => EachDouble<Double512, CosPiScalar>(x);

    /// <inheritdoc cref="CosPi(Vector512{float})"/>
    public static Vector256<double> CosPi(Vector256<double> x) => EachDouble<Double256, CosPiScalar>(x);

    /// <inheritdoc cref="CosPi(Vector512{float})"/>
    public static Vector128<double> CosPi(Vector128<double> x) => EachDouble<Double128, CosPiScalar>(x);

    /// <summary>The tangent of π times each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> TanPi(Vector512<float> x) => EachSingle<Single512, TanPiScalar>(x);

    /// <inheritdoc cref="TanPi(Vector512{float})"/>
    public static Vector256<float> TanPi(Vector256<float> x) => EachSingle<Single256, TanPiScalar>(x);

    /// <inheritdoc cref="TanPi(Vector512{float})"/>
    public static Vector128<float> TanPi(Vector128<float> x) => EachSingle<Single128, TanPiScalar>(x);

    /// <inheritdoc cref="TanPi(Vector512{float})"/>
    public static Vector512<double> TanPi(Vector512<double> x) => EachDouble<Double512, TanPiScalar>(x);

    /// <inheritdoc cref="TanPi(Vector512{float})"/>
    public static Vector256<double> TanPi(Vector256<double> x) => EachDouble<Double256, TanPiScalar>(x);

    /// <inheritdoc cref="TanPi(Vector512{float})"/>
    public static Vector128<double> TanPi(Vector128<double> x) => EachDouble<Double128, TanPiScalar>(x);

    /// <summary>The arc sine, over π, of each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> AsinPi(Vector512<float> x) => EachSingle<Single512, AsinPiScalar>(x);

    /// <inheritdoc cref="AsinPi(Vector512{float})"/>
    public static Vector256<float> AsinPi(Vector256<float> x) => EachSingle<Single256, AsinPiScalar>(x);

    /// <inheritdoc cref="AsinPi(Vector512{float})"/>
    public static Vector128<float> AsinPi(Vector128<float> x) => EachSingle<Single128, AsinPiScalar>(x);

    /// <inheritdoc cref="AsinPi(Vector512{float})"/>
    public static Vector512<double> AsinPi(Vector512<double> x) => EachDouble<Double512, AsinPiScalar>(x);

    /// <inheritdoc cref="AsinPi(Vector512{float})"/>
    public static Vector256<double> AsinPi(Vector256<double> x) => EachDouble<Double256, AsinPiScalar>(x);

    /// <inheritdoc cref="AsinPi(Vector512{float})"/>
    public static Vector128<double> AsinPi(Vector128<double> x) => EachDouble<Double128, AsinPiScalar>(x);

    /// <summary>The arc cosine, over π, of each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> AcosPi(Vector512<float> x) => EachSingle<Single512, AcosPiScalar>(x);

    /// <inheritdoc cref="AcosPi(Vector512{float})"/>
    public static Vector256<float> AcosPi(Vector256<float> x) => EachSingle<Single256, AcosPiScalar>(x);

    /// <inheritdoc cref="AcosPi(Vector512{float})"/>
    public static Vector128<float> AcosPi(Vector128<float> x) => EachSingle<Single128, AcosPiScalar>(x);

    /// <inheritdoc cref="AcosPi(Vector512{float})"/>
    public static Vector512<double> AcosPi(Vector512<double> x) => EachDouble<Double512, AcosPiScalar>(x);

    /// <inheritdoc cref="AcosPi(Vector512{float})"/>
    public static Vector256<double> AcosPi(Vector256<double> x) => EachDouble<Double256, AcosPiScalar>(x);

    /// <inheritdoc cref="AcosPi(Vector512{float})"/>
    public static Vector128<double> AcosPi(Vector128<double> x) => EachDouble<Double128, AcosPiScalar>(x);

    /// <summary>The arc tangent, over π, of each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> AtanPi(Vector512<float> x) => EachSingle<Single512, AtanPiScalar>(x);

    /// <inheritdoc cref="AtanPi(Vector512{float})"/>
    public static Vector256<float> AtanPi(Vector256<float> x) => EachSingle<Single256, AtanPiScalar>(x);

    /// <inheritdoc cref="AtanPi(Vector512{float})"/>
    public static Vector128<float> AtanPi(Vector128<float> x) => EachSingle<Single128, AtanPiScalar>(x);

    /// <inheritdoc cref="AtanPi(Vector512{float})"/>
    public static Vector512<double> AtanPi(Vector512<double> x) => EachDouble<Double512, AtanPiScalar>(x);

    /// <inheritdoc cref="AtanPi(Vector512{float})"/>
    public static Vector256<double> AtanPi(Vector256<double> x) => EachDouble<Double256, AtanPiScalar>(x);

    /// <inheritdoc cref="AtanPi(Vector512{float})"/>
    public static Vector128<double> AtanPi(Vector128<double> x) => EachDouble<Double128, AtanPiScalar>(x);

    private readonly struct SinPiScalar : IScalarFunction
    {
        public static double Invoke(double x) => double.SinPi(x);

        public static float Invoke(float x) => float.SinPi(x);
    }

    private readonly struct CosPiScalar : IScalarFunction
    {
        public static double Invoke(double x) => double.CosPi(x);

        public static float Invoke(float x) => float.CosPi(x);
    }

    private readonly struct TanPiScalar : IScalarFunction
    {
        public static double Invoke(double x) => double.TanPi(x);

        public static float Invoke(float x) => float.TanPi(x);
    }

    private readonly struct AsinPiScalar : IScalarFunction
    {
        public static double Invoke(double x) => double.AsinPi(x);

        public static float Invoke(float x) => float.AsinPi(x);
    }

    private readonly struct AcosPiScalar : IScalarFunction
    {
        public static double Invoke(double x) => double.AcosPi(x);

        public static float Invoke(float x) => float.AcosPi(x);
    }

    private readonly struct AtanPiScalar : IScalarFunction
    {
        public static double Invoke(double x) => double.AtanPi(x);

        public static float Invoke(float x) => float.AtanPi(x);
    }
}
