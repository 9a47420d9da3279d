using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint;

public static partial class VectorMath
{
    /// <summary>The arc sine of each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> Asin(Vector512<float> x) => Widened<Single512, Double512, AsinFunction>(x);

    /// <inheritdoc cref="Asin(Vector512{float})"/>
    public static Vector256<float> Asin(Vector256<float> x) => Widened<Single256, Double256, AsinFunction>(x);

    /// <inheritdoc cref="Asin(Vector512{float})"/>
    public static Vector128<float> Asin(Vector128<float> x) => Widened<Single128, Double128, AsinFunction>(x);

    /// <inheritdoc cref="Asin(Vector512{float})"/>
    public static Vector512<double> Asin(Vector512<double> x) => AsinDouble<Double512>(x);

    /// <inheritdoc cref="Asin(Vector512{float})"/>
    public static Vector256<double> Asin(Vector256<double> x) => AsinDouble<Double256>(x);

    /// <inheritdoc cref="Asin(Vector512{float})"/>
    public static Vector128<double> Asin(Vector128<double> x) => AsinDouble<Double128>(x);

    /// <summary>The arc cosine of each lane.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The results, lane by lane.</returns>
    public static Vector512<float> Acos(Vector512<float> x) => Widened<Single512, Double512, AcosFunction>(x);

    /// <inheritdoc cref="Acos(Vector512{float})"/>
    public static Vector256<float> Acos(Vector256<float> x) => Widened<Single256, Double256, AcosFunction>(x);

    /// <inheritdoc cref="Acos(Vector512{float})"/>
    public static Vector128<float> Acos(Vector128<float> x) => Widened<Single128, Double128, AcosFunction>(x);

    /// <inheritdoc cref="Acos(Vector512{float})"/>
    public static Vector512<double> Acos(Vector512<double> x) => AcosDouble<Double512>(x);

    /// <inheritdoc cref="Acos(Vector512{float})"/>
    public static Vector256<double> Acos(Vector256<double> x) => AcosDouble<Double256>(x);

    /// <inheritdoc cref="Acos(Vector512{float})"/>
    public static Vector128<double> Acos(Vector128<double> x) => AcosDouble<Double128>(x);

    // Above one half: asin x = π/2 - 2 asin √((1 - x) / 2). NaN outside [-1, 1] comes of the root.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TLanes AsinDouble<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes magnitude = TLanes.Abs(x);
        TLanes large = magnitude > 0.5;
        TLanes z = TLanes.Select(large, (1.0 - magnitude) * 0.5, magnitude * magnitude);
        TLanes root = TLanes.Sqrt(z);
        TLanes s = TLanes.Select(large, root, magnitude);
        TLanes tail = s * z * AsinPolynomial(z);

        // What the root lost: z - root² over 2 root, taken with one rounding.
        TLanes lost = TLanes.FusedMultiplyAdd(-root, root, z) / (root + root);
        lost = TLanes.Select(root > 0.0, lost, 0.0);
        TLanes upper = 1.5707963267948966 - (2.0 * (root + ((tail + lost) - 3.061616997868383e-17)));
        return TLanes.WithSign(TLanes.Select(large, upper, s + tail), x);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TLanes AcosDouble<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes magnitude = TLanes.Abs(x);
        TLanes large = magnitude > 0.5;
        TLanes z = TLanes.Select(large, (1.0 - magnitude) * 0.5, magnitude * magnitude);
        TLanes root = TLanes.Sqrt(z);
        TLanes s = TLanes.Select(large, root, x);
        TLanes tail = s * z * AsinPolynomial(z);
        TLanes lost = TLanes.FusedMultiplyAdd(-root, root, z) / (root + root);
        lost = TLanes.Select(root > 0.0, lost, 0.0);
        TLanes nearOne = 2.0 * (root + (tail + lost));
        TLanes nearMinusOne = 3.141592653589793 - (2.0 * (root + (tail - 6.123233995736766e-17)));
        TLanes middle = 1.5707963267948966 - (x - (6.123233995736766e-17 - tail));
        return TLanes.Select(large, TLanes.Select(x < 0.0, nearMinusOne, nearOne), middle);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes AsinPolynomial<TLanes>(TLanes z)
        where TLanes : struct, ILanes<TLanes, double>
    {
        TLanes p = 0.028757851367421566;
        p = TLanes.MultiplyAdd(p, z, -0.014851887071247204);
        p = TLanes.MultiplyAdd(p, z, 0.01740087944269402);
        p = TLanes.MultiplyAdd(p, z, 0.005457506718640358);
        p = TLanes.MultiplyAdd(p, z, 0.01032281435018578);
        p = TLanes.MultiplyAdd(p, z, 0.011479177415184906);
        p = TLanes.MultiplyAdd(p, z, 0.013971212973552933);
        p = TLanes.MultiplyAdd(p, z, 0.017352392720869973);
        p = TLanes.MultiplyAdd(p, z, 0.02237217294214989);
        p = TLanes.MultiplyAdd(p, z, 0.030381944138531247);
        p = TLanes.MultiplyAdd(p, z, 0.04464285714635543);
        p = TLanes.MultiplyAdd(p, z, 0.07499999999998433);
        p = TLanes.MultiplyAdd(p, z, 0.16666666666666669);
        return p;
    }

    private readonly struct AsinFunction : ILaneFunction
    {
        public static TLanes Invoke<TLanes>(TLanes x)
            where TLanes : struct, ILanes<TLanes, double>
            => AsinDouble(x);
    }

    private readonly struct AcosFunction : ILaneFunction
    {
        public static TLanes Invoke<TLanes>(TLanes x)
            where TLanes : struct, ILanes<TLanes, double>
            => AcosDouble(x);
    }
}
