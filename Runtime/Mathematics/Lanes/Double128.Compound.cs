using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint;

internal readonly partial struct Double128
{
    // 1.5 times the power of 2 at which the last place is 1: a sum with it is rounded to an integer, which stands in its low bits.
    private const double Magic = 6755399441055744.0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 NearestInteger(Double128 value) =>
        new((value.Value + Vector128.Create(Magic)) - Vector128.Create(Magic));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 PowerOfTwo(Double128 n) =>
        new((((n.Value + Vector128.Create(Magic)).AsInt64() << 52) + Vector128.Create(1.0).AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Scale(Double128 value, Double128 n)
    {
        Vector128<double> half = ((n.Value * 0.5) + Vector128.Create(Magic)) - Vector128.Create(Magic);
        Vector128<double> first = (((half + Vector128.Create(Magic)).AsInt64() << 52) + Vector128.Create(1.0).AsInt64()).AsDouble();
        Vector128<double> second = (((n.Value - half + Vector128.Create(Magic)).AsInt64() << 52) + Vector128.Create(1.0).AsInt64()).AsDouble();
        return new(value.Value * first * second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Between(Double128 value, double low, double high)
    {
        Vector128<double> capped = Vector128.ConditionalSelect(Vector128.GreaterThan(value.Value, Vector128.Create(high)), Vector128.Create(high), value.Value);
        return new(Vector128.ConditionalSelect(Vector128.LessThan(value.Value, Vector128.Create(low)), Vector128.Create(low), capped));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 WithSign(Double128 magnitude, Double128 sign) =>
        new(Vector128.ConditionalSelect(Vector128.Create(-0.0), sign.Value, magnitude.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Reduce(Double128 value, Double128 n, double high, double low)
    {
        Vector128<double> first = Vector128.MultiplyAddEstimate(-n.Value, Vector128.Create(high), value.Value);
        return new(Vector128.MultiplyAddEstimate(-n.Value, Vector128.Create(low), first));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Polynomial(Double128 x, double c0, double c1, double c2)
    {
        Vector128<double> sum = Vector128.Create(c2);
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c1));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c0));
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Polynomial(Double128 x, double c0, double c1, double c2, double c3)
    {
        Vector128<double> sum = Vector128.Create(c3);
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c2));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c1));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c0));
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Polynomial(Double128 x, double c0, double c1, double c2, double c3, double c4)
    {
        Vector128<double> sum = Vector128.Create(c4);
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c3));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c2));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c1));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c0));
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Polynomial(Double128 x, double c0, double c1, double c2, double c3, double c4, double c5)
    {
        Vector128<double> sum = Vector128.Create(c5);
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c4));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c3));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c2));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c1));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c0));
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Polynomial(Double128 x, double c0, double c1, double c2, double c3, double c4, double c5, double c6)
    {
        Vector128<double> sum = Vector128.Create(c6);
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c5));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c4));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c3));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c2));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c1));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c0));
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double128 Polynomial(Double128 x, double c0, double c1, double c2, double c3, double c4, double c5, double c6, double c7)
    {
        Vector128<double> sum = Vector128.Create(c7);
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c6));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c5));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c4));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c3));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c2));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c1));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c0));
        return new(sum);
    }
}
