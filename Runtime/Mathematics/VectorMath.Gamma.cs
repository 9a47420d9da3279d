using System.Runtime.Intrinsics;

namespace Adjoint;

public static partial class VectorMath
{
    /// <summary>The logarithm of the magnitude of the gamma function of each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> LogGamma(Vector512<float> x) => EachSingle<Single512, LogGammaScalar>(x);

    /// <inheritdoc cref="LogGamma(Vector512{float})"/>
    public static Vector256<float> LogGamma(Vector256<float> x) => EachSingle<Single256, LogGammaScalar>(x);

    /// <inheritdoc cref="LogGamma(Vector512{float})"/>
    public static Vector128<float> LogGamma(Vector128<float> x) => EachSingle<Single128, LogGammaScalar>(x);

    /// <inheritdoc cref="LogGamma(Vector512{float})"/>
    public static Vector512<double> LogGamma(Vector512<double> x) => EachDouble<Double512, LogGammaScalar>(x);

    /// <inheritdoc cref="LogGamma(Vector512{float})"/>
    public static Vector256<double> LogGamma(Vector256<double> x) => EachDouble<Double256, LogGammaScalar>(x);

    /// <inheritdoc cref="LogGamma(Vector512{float})"/>
    public static Vector128<double> LogGamma(Vector128<double> x) => EachDouble<Double128, LogGammaScalar>(x);

    /// <summary>The derivative of <see cref="LogGamma(Vector512{float})"/> at each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> Digamma(Vector512<float> x) => EachSingle<Single512, DigammaScalar>(x);

    /// <inheritdoc cref="Digamma(Vector512{float})"/>
    public static Vector256<float> Digamma(Vector256<float> x) => EachSingle<Single256, DigammaScalar>(x);

    /// <inheritdoc cref="Digamma(Vector512{float})"/>
    public static Vector128<float> Digamma(Vector128<float> x) => EachSingle<Single128, DigammaScalar>(x);

    /// <inheritdoc cref="Digamma(Vector512{float})"/>
    public static Vector512<double> Digamma(Vector512<double> x) => EachDouble<Double512, DigammaScalar>(x);

    /// <inheritdoc cref="Digamma(Vector512{float})"/>
    public static Vector256<double> Digamma(Vector256<double> x) => EachDouble<Double256, DigammaScalar>(x);

    /// <inheritdoc cref="Digamma(Vector512{float})"/>
    public static Vector128<double> Digamma(Vector128<double> x) => EachDouble<Double128, DigammaScalar>(x);

    /// <summary>The derivative of <see cref="Digamma(Vector512{float})"/> at each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> Trigamma(Vector512<float> x) => EachSingle<Single512, TrigammaScalar>(x);

    /// <inheritdoc cref="Trigamma(Vector512{float})"/>
    public static Vector256<float> Trigamma(Vector256<float> x) => EachSingle<Single256, TrigammaScalar>(x);

    /// <inheritdoc cref="Trigamma(Vector512{float})"/>
    public static Vector128<float> Trigamma(Vector128<float> x) => EachSingle<Single128, TrigammaScalar>(x);

    /// <inheritdoc cref="Trigamma(Vector512{float})"/>
    public static Vector512<double> Trigamma(Vector512<double> x) => EachDouble<Double512, TrigammaScalar>(x);

    /// <inheritdoc cref="Trigamma(Vector512{float})"/>
    public static Vector256<double> Trigamma(Vector256<double> x) => EachDouble<Double256, TrigammaScalar>(x);

    /// <inheritdoc cref="Trigamma(Vector512{float})"/>
    public static Vector128<double> Trigamma(Vector128<double> x) => EachDouble<Double128, TrigammaScalar>(x);

    private readonly struct LogGammaScalar : IScalarFunction
    {
        public static double Invoke(double x) => SpecialFunctions.LogGamma(x);

        public static float Invoke(float x) => SpecialFunctions.LogGamma(x);
    }

    private readonly struct DigammaScalar : IScalarFunction
    {
        public static double Invoke(double x) => SpecialFunctions.Digamma(x);

        public static float Invoke(float x) => SpecialFunctions.Digamma(x);
    }

    private readonly struct TrigammaScalar : IScalarFunction
    {
        public static double Invoke(double x) => SpecialFunctions.Trigamma(x);

        public static float Invoke(float x) => SpecialFunctions.Trigamma(x);
    }
}
