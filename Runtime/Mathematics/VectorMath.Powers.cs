using System.Runtime.Intrinsics;

namespace Adjoint;

public static partial class VectorMath
{
    /// <summary>2 to the power of each lane, less 1.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> Exp2M1(Vector512<float> x) => EachSingle<Single512, Exp2M1Scalar>(x);

    /// <inheritdoc cref="Exp2M1(Vector512{float})"/>
    public static Vector256<float> Exp2M1(Vector256<float> x) => EachSingle<Single256, Exp2M1Scalar>(x);

    /// <inheritdoc cref="Exp2M1(Vector512{float})"/>
    public static Vector128<float> Exp2M1(Vector128<float> x) => EachSingle<Single128, Exp2M1Scalar>(x);

    /// <inheritdoc cref="Exp2M1(Vector512{float})"/>
    public static Vector512<double> Exp2M1(Vector512<double> x) => EachDouble<Double512, Exp2M1Scalar>(x);

    /// <inheritdoc cref="Exp2M1(Vector512{float})"/>
    public static Vector256<double> Exp2M1(Vector256<double> x) => EachDouble<Double256, Exp2M1Scalar>(x);

    /// <inheritdoc cref="Exp2M1(Vector512{float})"/>
    public static Vector128<double> Exp2M1(Vector128<double> x) => EachDouble<Double128, Exp2M1Scalar>(x);

    /// <summary>10 to the power of each lane, less 1.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> Exp10M1(Vector512<float> x) => EachSingle<Single512, Exp10M1Scalar>(x);

    /// <inheritdoc cref="Exp10M1(Vector512{float})"/>
    public static Vector256<float> Exp10M1(Vector256<float> x) => EachSingle<Single256, Exp10M1Scalar>(x);

    /// <inheritdoc cref="Exp10M1(Vector512{float})"/>
    public static Vector128<float> Exp10M1(Vector128<float> x) => EachSingle<Single128, Exp10M1Scalar>(x);

    /// <inheritdoc cref="Exp10M1(Vector512{float})"/>
    public static Vector512<double> Exp10M1(Vector512<double> x) => EachDouble<Double512, Exp10M1Scalar>(x);

    /// <inheritdoc cref="Exp10M1(Vector512{float})"/>
    public static Vector256<double> Exp10M1(Vector256<double> x) => EachDouble<Double256, Exp10M1Scalar>(x);

    /// <inheritdoc cref="Exp10M1(Vector512{float})"/>
    public static Vector128<double> Exp10M1(Vector128<double> x) => EachDouble<Double128, Exp10M1Scalar>(x);

    /// <summary>The logarithm to base 2 of 1 plus each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> Log2P1(Vector512<float> x) => EachSingle<Single512, Log2P1Scalar>(x);

    /// <inheritdoc cref="Log2P1(Vector512{float})"/>
    public static Vector256<float> Log2P1(Vector256<float> x) => EachSingle<Single256, Log2P1Scalar>(x);

    /// <inheritdoc cref="Log2P1(Vector512{float})"/>
    public static Vector128<float> Log2P1(Vector128<float> x) => EachSingle<Single128, Log2P1Scalar>(x);

    /// <inheritdoc cref="Log2P1(Vector512{float})"/>
    public static Vector512<double> Log2P1(Vector512<double> x) => EachDouble<Double512, Log2P1Scalar>(x);

    /// <inheritdoc cref="Log2P1(Vector512{float})"/>
    public static Vector256<double> Log2P1(Vector256<double> x) => EachDouble<Double256, Log2P1Scalar>(x);

    /// <inheritdoc cref="Log2P1(Vector512{float})"/>
    public static Vector128<double> Log2P1(Vector128<double> x) => EachDouble<Double128, Log2P1Scalar>(x);

    /// <summary>The logarithm to base 10 of 1 plus each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> Log10P1(Vector512<float> x) => EachSingle<Single512, Log10P1Scalar>(x);

    /// <inheritdoc cref="Log10P1(Vector512{float})"/>
    public static Vector256<float> Log10P1(Vector256<float> x) => EachSingle<Single256, Log10P1Scalar>(x);

    /// <inheritdoc cref="Log10P1(Vector512{float})"/>
    public static Vector128<float> Log10P1(Vector128<float> x) => EachSingle<Single128, Log10P1Scalar>(x);

    /// <inheritdoc cref="Log10P1(Vector512{float})"/>
    public static Vector512<double> Log10P1(Vector512<double> x) => EachDouble<Double512, Log10P1Scalar>(x);

    /// <inheritdoc cref="Log10P1(Vector512{float})"/>
    public static Vector256<double> Log10P1(Vector256<double> x) => EachDouble<Double256, Log10P1Scalar>(x);

    /// <inheritdoc cref="Log10P1(Vector512{float})"/>
    public static Vector128<double> Log10P1(Vector128<double> x) => EachDouble<Double128, Log10P1Scalar>(x);

    /// <summary>The next larger number than each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> BitIncrement(Vector512<float> x) => EachSingle<Single512, BitIncrementScalar>(x);

    /// <inheritdoc cref="BitIncrement(Vector512{float})"/>
    public static Vector256<float> BitIncrement(Vector256<float> x) => EachSingle<Single256, BitIncrementScalar>(x);

    /// <inheritdoc cref="BitIncrement(Vector512{float})"/>
    public static Vector128<float> BitIncrement(Vector128<float> x) => EachSingle<Single128, BitIncrementScalar>(x);

    /// <inheritdoc cref="BitIncrement(Vector512{float})"/>
    public static Vector512<double> BitIncrement(Vector512<double> x) => EachDouble<Double512, BitIncrementScalar>(x);

    /// <inheritdoc cref="BitIncrement(Vector512{float})"/>
    public static Vector256<double> BitIncrement(Vector256<double> x) => EachDouble<Double256, BitIncrementScalar>(x);

    /// <inheritdoc cref="BitIncrement(Vector512{float})"/>
    public static Vector128<double> BitIncrement(Vector128<double> x) => EachDouble<Double128, BitIncrementScalar>(x);

    /// <summary>The next smaller number than each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> BitDecrement(Vector512<float> x) => EachSingle<Single512, BitDecrementScalar>(x);

    /// <inheritdoc cref="BitDecrement(Vector512{float})"/>
    public static Vector256<float> BitDecrement(Vector256<float> x) => EachSingle<Single256, BitDecrementScalar>(x);

    /// <inheritdoc cref="BitDecrement(Vector512{float})"/>
    public static Vector128<float> BitDecrement(Vector128<float> x) => EachSingle<Single128, BitDecrementScalar>(x);

    /// <inheritdoc cref="BitDecrement(Vector512{float})"/>
    public static Vector512<double> BitDecrement(Vector512<double> x) => EachDouble<Double512, BitDecrementScalar>(x);

    /// <inheritdoc cref="BitDecrement(Vector512{float})"/>
    public static Vector256<double> BitDecrement(Vector256<double> x) => EachDouble<Double256, BitDecrementScalar>(x);

    /// <inheritdoc cref="BitDecrement(Vector512{float})"/>
    public static Vector128<double> BitDecrement(Vector128<double> x) => EachDouble<Double128, BitDecrementScalar>(x);

    private readonly struct Exp2M1Scalar : IScalarFunction
    {
        public static double Invoke(double x) => double.Exp2M1(x);

        public static float Invoke(float x) => float.Exp2M1(x);
    }

    private readonly struct Exp10M1Scalar : IScalarFunction
    {
        public static double Invoke(double x) => double.Exp10M1(x);

        public static float Invoke(float x) => float.Exp10M1(x);
    }

    private readonly struct Log2P1Scalar : IScalarFunction
    {
        public static double Invoke(double x) => double.Log2P1(x);

        public static float Invoke(float x) => float.Log2P1(x);
    }

    private readonly struct Log10P1Scalar : IScalarFunction
    {
        public static double Invoke(double x) => double.Log10P1(x);

        public static float Invoke(float x) => float.Log10P1(x);
    }

    private readonly struct BitIncrementScalar : IScalarFunction
    {
        public static double Invoke(double x) => double.BitIncrement(x);

        public static float Invoke(float x) => float.BitIncrement(x);
    }

    private readonly struct BitDecrementScalar : IScalarFunction
    {
        public static double Invoke(double x) => double.BitDecrement(x);

        public static float Invoke(float x) => float.BitDecrement(x);
    }
}
