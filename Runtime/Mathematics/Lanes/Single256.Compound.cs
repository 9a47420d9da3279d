using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint;

internal readonly partial struct Single256
{
    // 1.5 times the power of 2 at which the last place is 1: a sum with it is rounded to an integer, which stands in its low bits.
    private const float Magic = 12582912f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 NearestInteger(Single256 value) =>
        new((value.Value + Vector256.Create(Magic)) - Vector256.Create(Magic));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 PowerOfTwo(Single256 n) =>
        new((((n.Value + Vector256.Create(Magic)).AsInt32() << 23) + Vector256.Create(1f).AsInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Scale(Single256 value, Single256 n)
    {
        Vector256<float> half = ((n.Value * 0.5f) + Vector256.Create(Magic)) - Vector256.Create(Magic);
        Vector256<float> first = (((half + Vector256.Create(Magic)).AsInt32() << 23) + Vector256.Create(1f).AsInt32()).AsSingle();
        Vector256<float> second = (((n.Value - half + Vector256.Create(Magic)).AsInt32() << 23) + Vector256.Create(1f).AsInt32()).AsSingle();
        return new(value.Value * first * second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Between(Single256 value, float low, float high)
    {
        Vector256<float> capped = Vector256.ConditionalSelect(Vector256.GreaterThan(value.Value, Vector256.Create(high)), Vector256.Create(high), value.Value);
        return new(Vector256.ConditionalSelect(Vector256.LessThan(value.Value, Vector256.Create(low)), Vector256.Create(low), capped));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 WithSign(Single256 magnitude, Single256 sign) =>
        new(Vector256.ConditionalSelect(Vector256.Create(-0f), sign.Value, magnitude.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Reduce(Single256 value, Single256 n, float high, float low)
    {
        Vector256<float> first = Vector256.MultiplyAddEstimate(-n.Value, Vector256.Create(high), value.Value);
        return new(Vector256.MultiplyAddEstimate(-n.Value, Vector256.Create(low), first));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Polynomial(Single256 x, float c0, float c1, float c2)
    {
        Vector256<float> sum = Vector256.Create(c2);
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c1));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c0));
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Polynomial(Single256 x, float c0, float c1, float c2, float c3)
    {
        Vector256<float> sum = Vector256.Create(c3);
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c2));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c1));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c0));
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Polynomial(Single256 x, float c0, float c1, float c2, float c3, float c4)
    {
        Vector256<float> sum = Vector256.Create(c4);
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c3));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c2));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c1));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c0));
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Polynomial(Single256 x, float c0, float c1, float c2, float c3, float c4, float c5)
    {
        Vector256<float> sum = Vector256.Create(c5);
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c4));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c3));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c2));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c1));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c0));
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Polynomial(Single256 x, float c0, float c1, float c2, float c3, float c4, float c5, float c6)
    {
        Vector256<float> sum = Vector256.Create(c6);
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c5));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c4));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c3));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c2));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c1));
        sum = Vector256.MultiplyAddEstimate(sum, x.Value, Vector256.Create(c0));
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single256 Polynomial(Single256 x, float c0, float c1, float c2, float c3, float c4, float c5, float c6, float c7)
    {
        Vector256<float> sum = Vector256.Create(c7);
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
