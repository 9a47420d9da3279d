using System.Runtime.Intrinsics;

namespace Adjoint;

public static partial class VectorMath
{
    /// <summary>The logarithm of each lane to the base in another.</summary>
    /// <param name="x">The first arguments.</param>
    /// <param name="y">The second arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> LogBase(Vector512<float> x, Vector512<float> y) =>
        EachSingle2<Single512, LogBaseScalar>(x, y);

    /// <inheritdoc cref="LogBase(Vector512{float}, Vector512{float})"/>
    public static Vector256<float> LogBase(Vector256<float> x, Vector256<float> y) =>
        EachSingle2<Single256, LogBaseScalar>(x, y);

    /// <inheritdoc cref="LogBase(Vector512{float}, Vector512{float})"/>
    public static Vector128<float> LogBase(Vector128<float> x, Vector128<float> y) =>
        EachSingle2<Single128, LogBaseScalar>(x, y);

    /// <inheritdoc cref="LogBase(Vector512{float}, Vector512{float})"/>
    public static Vector512<double> LogBase(Vector512<double> x, Vector512<double> y) =>
        EachDouble2<Double512, LogBaseScalar>(x, y);

    /// <inheritdoc cref="LogBase(Vector512{float}, Vector512{float})"/>
    public static Vector256<double> LogBase(Vector256<double> x, Vector256<double> y) =>
        EachDouble2<Double256, LogBaseScalar>(x, y);

    /// <inheritdoc cref="LogBase(Vector512{float}, Vector512{float})"/>
    public static Vector128<double> LogBase(Vector128<double> x, Vector128<double> y) =>
        EachDouble2<Double128, LogBaseScalar>(x, y);

    /// <summary>The angle of each point, over π.</summary>
    /// <param name="x">The ordinates.</param>
    /// <param name="y">The abscissas.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> Atan2Pi(Vector512<float> x, Vector512<float> y) =>
        EachSingle2<Single512, Atan2PiScalar>(x, y);

    /// <inheritdoc cref="Atan2Pi(Vector512{float}, Vector512{float})"/>
    public static Vector256<float> Atan2Pi(Vector256<float> x, Vector256<float> y) =>
        EachSingle2<Single256, Atan2PiScalar>(x, y);

    /// <inheritdoc cref="Atan2Pi(Vector512{float}, Vector512{float})"/>
    public static Vector128<float> Atan2Pi(Vector128<float> x, Vector128<float> y) =>
        EachSingle2<Single128, Atan2PiScalar>(x, y);

    /// <inheritdoc cref="Atan2Pi(Vector512{float}, Vector512{float})"/>
    public static Vector512<double> Atan2Pi(Vector512<double> x, Vector512<double> y) =>
        EachDouble2<Double512, Atan2PiScalar>(x, y);

    /// <inheritdoc cref="Atan2Pi(Vector512{float}, Vector512{float})"/>
    public static Vector256<double> Atan2Pi(Vector256<double> x, Vector256<double> y) =>
        EachDouble2<Double256, Atan2PiScalar>(x, y);

    /// <inheritdoc cref="Atan2Pi(Vector512{float}, Vector512{float})"/>
    public static Vector128<double> Atan2Pi(Vector128<double> x, Vector128<double> y) =>
        EachDouble2<Double128, Atan2PiScalar>(x, y);

    /// <summary>x less the multiple of y nearest to it.</summary>
    /// <param name="x">The first arguments.</param>
    /// <param name="y">The second arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> Ieee754Remainder(Vector512<float> x, Vector512<float> y) =>
        EachSingle2<Single512, Ieee754RemainderScalar>(x, y);

    /// <inheritdoc cref="Ieee754Remainder(Vector512{float}, Vector512{float})"/>
    public static Vector256<float> Ieee754Remainder(Vector256<float> x, Vector256<float> y) =>
        EachSingle2<Single256, Ieee754RemainderScalar>(x, y);

    /// <inheritdoc cref="Ieee754Remainder(Vector512{float}, Vector512{float})"/>
    public static Vector128<float> Ieee754Remainder(Vector128<float> x, Vector128<float> y) =>
        EachSingle2<Single128, Ieee754RemainderScalar>(x, y);

    /// <inheritdoc cref="Ieee754Remainder(Vector512{float}, Vector512{float})"/>
    public static Vector512<double> Ieee754Remainder(Vector512<double> x, Vector512<double> y) =>
        EachDouble2<Double512, Ieee754RemainderScalar>(x, y);

    /// <inheritdoc cref="Ieee754Remainder(Vector512{float}, Vector512{float})"/>
    public static Vector256<double> Ieee754Remainder(Vector256<double> x, Vector256<double> y) =>
        EachDouble2<Double256, Ieee754RemainderScalar>(x, y);

    /// <inheritdoc cref="Ieee754Remainder(Vector512{float}, Vector512{float})"/>
    public static Vector128<double> Ieee754Remainder(Vector128<double> x, Vector128<double> y) =>
        EachDouble2<Double128, Ieee754RemainderScalar>(x, y);

    private readonly struct LogBaseScalar : IScalarFunction2
    {
        public static double Invoke(double x, double y) => double.Log(x, y);

        public static float Invoke(float x, float y) => float.Log(x, y);
    }

    private readonly struct Atan2PiScalar : IScalarFunction2
    {
        public static double Invoke(double x, double y) => double.Atan2Pi(x, y);

        public static float Invoke(float x, float y) => float.Atan2Pi(x, y);
    }

    private readonly struct Ieee754RemainderScalar : IScalarFunction2
    {
        public static double Invoke(double x, double y) => double.Ieee754Remainder(x, y);

        public static float Invoke(float x, float y) => float.Ieee754Remainder(x, y);
    }
}
