using System.Runtime.Intrinsics;

namespace Adjoint;

public static partial class VectorMath
{
    /// <summary>The inverse hyperbolic sine of each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> Asinh(Vector512<float> x) => EachSingle<Single512, AsinhScalar>(x);

    /// <inheritdoc cref="Asinh(Vector512{float})"/>
    public static Vector256<float> Asinh(Vector256<float> x) => EachSingle<Single256, AsinhScalar>(x);

    /// <inheritdoc cref="Asinh(Vector512{float})"/>
    public static Vector128<float> Asinh(Vector128<float> x) => EachSingle<Single128, AsinhScalar>(x);

    /// <inheritdoc cref="Asinh(Vector512{float})"/>
    public static Vector512<double> Asinh(Vector512<double> x) => EachDouble<Double512, AsinhScalar>(x);

    /// <inheritdoc cref="Asinh(Vector512{float})"/>
    public static Vector256<double> Asinh(Vector256<double> x) => EachDouble<Double256, AsinhScalar>(x);

    /// <inheritdoc cref="Asinh(Vector512{float})"/>
    public static Vector128<double> Asinh(Vector128<double> x) => EachDouble<Double128, AsinhScalar>(x);

    /// <summary>The inverse hyperbolic cosine of each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> Acosh(Vector512<float> x) => EachSingle<Single512, AcoshScalar>(x);

    /// <inheritdoc cref="Acosh(Vector512{float})"/>
    public static Vector256<float> Acosh(Vector256<float> x) => EachSingle<Single256, AcoshScalar>(x);

    /// <inheritdoc cref="Acosh(Vector512{float})"/>
    public static Vector128<float> Acosh(Vector128<float> x) => EachSingle<Single128, AcoshScalar>(x);

    /// <inheritdoc cref="Acosh(Vector512{float})"/>
    public static Vector512<double> Acosh(Vector512<double> x) => EachDouble<Double512, AcoshScalar>(x);

    /// <inheritdoc cref="Acosh(Vector512{float})"/>
    public static Vector256<double> Acosh(Vector256<double> x) => EachDouble<Double256, AcoshScalar>(x);

    /// <inheritdoc cref="Acosh(Vector512{float})"/>
    public static Vector128<double> Acosh(Vector128<double> x) => EachDouble<Double128, AcoshScalar>(x);

    /// <summary>The inverse hyperbolic tangent of each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> Atanh(Vector512<float> x) => EachSingle<Single512, AtanhScalar>(x);

    /// <inheritdoc cref="Atanh(Vector512{float})"/>
    public static Vector256<float> Atanh(Vector256<float> x) => EachSingle<Single256, AtanhScalar>(x);

    /// <inheritdoc cref="Atanh(Vector512{float})"/>
    public static Vector128<float> Atanh(Vector128<float> x) => EachSingle<Single128, AtanhScalar>(x);

    /// <inheritdoc cref="Atanh(Vector512{float})"/>
    public static Vector512<double> Atanh(Vector512<double> x) => EachDouble<Double512, AtanhScalar>(x);

    /// <inheritdoc cref="Atanh(Vector512{float})"/>
    public static Vector256<double> Atanh(Vector256<double> x) => EachDouble<Double256, AtanhScalar>(x);

    /// <inheritdoc cref="Atanh(Vector512{float})"/>
    public static Vector128<double> Atanh(Vector128<double> x) => EachDouble<Double128, AtanhScalar>(x);

    private readonly struct AsinhScalar : IScalarFunction
    {
        public static double Invoke(double x) => double.Asinh(x);

        public static float Invoke(float x) => float.Asinh(x);
    }

    private readonly struct AcoshScalar : IScalarFunction
    {
        public static double Invoke(double x) => double.Acosh(x);

        public static float Invoke(float x) => float.Acosh(x);
    }

    private readonly struct AtanhScalar : IScalarFunction
    {
        public static double Invoke(double x) => double.Atanh(x);

        public static float Invoke(float x) => float.Atanh(x);
    }
}
