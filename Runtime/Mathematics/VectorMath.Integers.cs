using System.Runtime.Intrinsics;

namespace Adjoint;

public static partial class VectorMath
{
    /// <summary>The n-th root of each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="n">The degree.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> RootN(Vector512<float> x, int n) => EachSingleN<Single512, RootNScalar>(x, n);

    /// <inheritdoc cref="RootN(Vector512{float}, int)"/>
    public static Vector256<float> RootN(Vector256<float> x, int n) => EachSingleN<Single256, RootNScalar>(x, n);

    /// <inheritdoc cref="RootN(Vector512{float}, int)"/>
    public static Vector128<float> RootN(Vector128<float> x, int n) => EachSingleN<Single128, RootNScalar>(x, n);

    /// <inheritdoc cref="RootN(Vector512{float}, int)"/>
    public static Vector512<double> RootN(Vector512<double> x, int n) => EachDoubleN<Double512, RootNScalar>(x, n);

    /// <inheritdoc cref="RootN(Vector512{float}, int)"/>
    public static Vector256<double> RootN(Vector256<double> x, int n) => EachDoubleN<Double256, RootNScalar>(x, n);

    /// <inheritdoc cref="RootN(Vector512{float}, int)"/>
    public static Vector128<double> RootN(Vector128<double> x, int n) => EachDoubleN<Double128, RootNScalar>(x, n);

    /// <summary>Each lane times 2 to the power n.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="n">The power.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> ScaleB(Vector512<float> x, int n) => EachSingleN<Single512, ScaleBScalar>(x, n);

    /// <inheritdoc cref="ScaleB(Vector512{float}, int)"/>
    public static Vector256<float> ScaleB(Vector256<float> x, int n) => EachSingleN<Single256, ScaleBScalar>(x, n);

    /// <inheritdoc cref="ScaleB(Vector512{float}, int)"/>
    public static Vector128<float> ScaleB(Vector128<float> x, int n) => EachSingleN<Single128, ScaleBScalar>(x, n);

    /// <inheritdoc cref="ScaleB(Vector512{float}, int)"/>
    public static Vector512<double> ScaleB(Vector512<double> x, int n) => EachDoubleN<Double512, ScaleBScalar>(x, n);

    /// <inheritdoc cref="ScaleB(Vector512{float}, int)"/>
    public static Vector256<double> ScaleB(Vector256<double> x, int n) => EachDoubleN<Double256, ScaleBScalar>(x, n);

    /// <inheritdoc cref="ScaleB(Vector512{float}, int)"/>
    public static Vector128<double> ScaleB(Vector128<double> x, int n) => EachDoubleN<Double128, ScaleBScalar>(x, n);

    /// <summary>Each lane rounded to n decimal digits, to the even one of two.</summary>
    /// <param name="x">The arguments.</param>
    /// <param name="n">The number of digits after the point.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> RoundDigits(Vector512<float> x, int n) =>
        EachSingleN<Single512, RoundDigitsScalar>(x, n);

    /// <inheritdoc cref="RoundDigits(Vector512{float}, int)"/>
    public static Vector256<float> RoundDigits(Vector256<float> x, int n) =>
        EachSingleN<Single256, RoundDigitsScalar>(x, n);

    /// <inheritdoc cref="RoundDigits(Vector512{float}, int)"/>
    public static Vector128<float> RoundDigits(Vector128<float> x, int n) =>
        EachSingleN<Single128, RoundDigitsScalar>(x, n);

    /// <inheritdoc cref="RoundDigits(Vector512{float}, int)"/>
    public static Vector512<double> RoundDigits(Vector512<double> x, int n) =>
        EachDoubleN<Double512, RoundDigitsScalar>(x, n);

    /// <inheritdoc cref="RoundDigits(Vector512{float}, int)"/>
    public static Vector256<double> RoundDigits(Vector256<double> x, int n) =>
        EachDoubleN<Double256, RoundDigitsScalar>(x, n);

    /// <inheritdoc cref="RoundDigits(Vector512{float}, int)"/>
    public static Vector128<double> RoundDigits(Vector128<double> x, int n) =>
        EachDoubleN<Double128, RoundDigitsScalar>(x, n);

    private readonly struct RootNScalar : IScalarFunctionN
    {
        public static double Invoke(double x, int n) => double.RootN(x, n);

        public static float Invoke(float x, int n) => float.RootN(x, n);
    }

    private readonly struct ScaleBScalar : IScalarFunctionN
    {
        public static double Invoke(double x, int n) => Math.ScaleB(x, n);

        public static float Invoke(float x, int n) => MathF.ScaleB(x, n);
    }

    private readonly struct RoundDigitsScalar : IScalarFunctionN
    {
        public static double Invoke(double x, int n) => Math.Round(x, n);

        public static float Invoke(float x, int n) => MathF.Round(x, n);
    }
}
