using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint;

internal readonly partial struct Double512
{
    // 1.5 times the power of 2 at which the last place is 1: a sum with it is rounded to an integer, which stands in its low bits.
    private const double Magic = 6755399441055744.0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 NearestInteger(Double512 value) =>
        new((value.Value + Vector512.Create(Magic)) - Vector512.Create(Magic));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 PowerOfTwo(Double512 n) =>
        new((((n.Value + Vector512.Create(Magic)).AsInt64() << 52) + Vector512.Create(1.0).AsInt64()).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Scale(Double512 value, Double512 n)
    {
        Vector512<double> half = ((n.Value * 0.5) + Vector512.Create(Magic)) - Vector512.Create(Magic);
        Vector512<double> first = (((half + Vector512.Create(Magic)).AsInt64() << 52) + Vector512.Create(1.0).AsInt64()).AsDouble();
        Vector512<double> second = (((n.Value - half + Vector512.Create(Magic)).AsInt64() << 52) + Vector512.Create(1.0).AsInt64()).AsDouble();
        return new(value.Value * first * second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Between(Double512 value, double low, double high)
    {
        Vector512<double> capped = Vector512.ConditionalSelect(Vector512.GreaterThan(value.Value, Vector512.Create(high)), Vector512.Create(high), value.Value);
        return new(Vector512.ConditionalSelect(Vector512.LessThan(value.Value, Vector512.Create(low)), Vector512.Create(low), capped));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 WithSign(Double512 magnitude, Double512 sign) =>
        new(Vector512.ConditionalSelect(Vector512.Create(-0.0), sign.Value, magnitude.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Reduce(Double512 value, Double512 n, double high, double low)
    {
        Vector512<double> first = Vector512.MultiplyAddEstimate(-n.Value, Vector512.Create(high), value.Value);
        return new(Vector512.MultiplyAddEstimate(-n.Value, Vector512.Create(low), first));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Polynomial(Double512 x, double c0, double c1, double c2)
    {
        Vector512<double> sum = Vector512.Create(c2);
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c1));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c0));
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Polynomial(Double512 x, double c0, double c1, double c2, double c3)
    {
        Vector512<double> sum = Vector512.Create(c3);
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c2));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c1));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c0));
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Polynomial(Double512 x, double c0, double c1, double c2, double c3, double c4)
    {
        Vector512<double> sum = Vector512.Create(c4);
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c3));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c2));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c1));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c0));
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Polynomial(Double512 x, double c0, double c1, double c2, double c3, double c4, double c5)
    {
        Vector512<double> sum = Vector512.Create(c5);
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c4));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c3));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c2));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c1));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c0));
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Polynomial(Double512 x, double c0, double c1, double c2, double c3, double c4, double c5, double c6)
    {
        Vector512<double> sum = Vector512.Create(c6);
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c5));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c4));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c3));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c2));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c1));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c0));
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double512 Polynomial(Double512 x, double c0, double c1, double c2, double c3, double c4, double c5, double c6, double c7)
    {
        Vector512<double> sum = Vector512.Create(c7);
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c6));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c5));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c4));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c3));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c2));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c1));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c0));
        return new(sum);
    }
}
