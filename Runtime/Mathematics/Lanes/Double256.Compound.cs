using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint;

internal readonly partial struct Double256
{
    // 1.5 times the power of 2 at which the last place is 1: a sum with it is rounded to an integer, which stands in its low bits.
    private const double Magic = 6755399441055744.0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 NearestInteger(Double256 value) =>
        new((value.Value + Vector256.Create(Magic)) - Vector256.Create(Magic));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 PowerOfTwo(Double256 n) =>
        new((((n.Value + Vector256.Create(Magic)).AsInt64() << 52) + Vector256.Create(1.0).AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Scale(Double256 value, Double256 n)
    {
        Vector256<double> half = ((n.Value * 0.5) + Vector256.Create(Magic)) - Vector256.Create(Magic);
        Vector256<double> first = (((half + Vector256.Create(Magic)).AsInt64() << 52) + Vector256.Create(1.0).AsInt64()).AsDouble();
        Vector256<double> second = (((n.Value - half + Vector256.Create(Magic)).AsInt64() << 52) + Vector256.Create(1.0).AsInt64()).AsDouble();
        return new(value.Value * first * second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Between(Double256 value, double low, double high)
    {
        Vector256<double> capped = Vector256.ConditionalSelect(Vector256.GreaterThan(value.Value, Vector256.Create(high)), Vector256.Create(high), value.Value);
        return new(Vector256.ConditionalSelect(Vector256.LessThan(value.Value, Vector256.Create(low)), Vector256.Create(low), capped));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 WithSign(Double256 magnitude, Double256 sign) =>
        new(Vector256.ConditionalSelect(Vector256.Create(-0.0), sign.Value, magnitude.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Reduce(Double256 value, Double256 n, double high, double low)
    {
        Vector256<double> first = Vector256.MultiplyAddEstimate(-n.Value, Vector256.Create(high), value.Value);
        return new(Vector256.MultiplyAddEstimate(-n.Value, Vector256.Create(low), first));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Polynomial(Double256 x, double c0, double c1, double c2)
    {
        Vector256<double> sum = Vector256.Create(c2);
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c1));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c0));
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Polynomial(Double256 x, double c0, double c1, double c2, double c3)
    {
        Vector256<double> sum = Vector256.Create(c3);
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c2));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c1));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c0));
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Polynomial(Double256 x, double c0, double c1, double c2, double c3, double c4)
    {
        Vector256<double> sum = Vector256.Create(c4);
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c3));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c2));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c1));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c0));
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Polynomial(Double256 x, double c0, double c1, double c2, double c3, double c4, double c5)
    {
        Vector256<double> sum = Vector256.Create(c5);
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c4));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c3));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c2));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c1));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c0));
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Polynomial(Double256 x, double c0, double c1, double c2, double c3, double c4, double c5, double c6)
    {
        Vector256<double> sum = Vector256.Create(c6);
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c5));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c4));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c3));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c2));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c1));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c0));
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double256 Polynomial(Double256 x, double c0, double c1, double c2, double c3, double c4, double c5, double c6, double c7)
    {
        Vector256<double> sum = Vector256.Create(c7);
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c6));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c5));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c4));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c3));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c2));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c1));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c0));
        return new(sum);
    }
}
