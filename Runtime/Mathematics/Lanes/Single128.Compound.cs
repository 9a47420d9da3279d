using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint;

internal readonly partial struct Single128
{
    // 1.5 times the power of 2 at which the last place is 1: a sum with it is rounded to an integer, which stands in its low bits.
    private const float Magic = 12582912f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 NearestInteger(Single128 value) =>
        new((value.Value + Vector128.Create(Magic)) - Vector128.Create(Magic));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 PowerOfTwo(Single128 n) =>
        new((((n.Value + Vector128.Create(Magic)).AsInt32() << 23) + Vector128.Create(1f).AsInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Scale(Single128 value, Single128 n)
    {
        Vector128<float> half = ((n.Value * 0.5f) + Vector128.Create(Magic)) - Vector128.Create(Magic);
        Vector128<float> first = (((half + Vector128.Create(Magic)).AsInt32() << 23) + Vector128.Create(1f).AsInt32()).AsSingle();
        Vector128<float> second = (((n.Value - half + Vector128.Create(Magic)).AsInt32() << 23) + Vector128.Create(1f).AsInt32()).AsSingle();
        return new(value.Value * first * second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Between(Single128 value, float low, float high)
    {
        Vector128<float> capped = Vector128.ConditionalSelect(Vector128.GreaterThan(value.Value, Vector128.Create(high)), Vector128.Create(high), value.Value);
        return new(Vector128.ConditionalSelect(Vector128.LessThan(value.Value, Vector128.Create(low)), Vector128.Create(low), capped));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 WithSign(Single128 magnitude, Single128 sign) =>
        new(Vector128.ConditionalSelect(Vector128.Create(-0f), sign.Value, magnitude.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Reduce(Single128 value, Single128 n, float high, float low)
    {
        Vector128<float> first = Vector128.MultiplyAddEstimate(-n.Value, Vector128.Create(high), value.Value);
        return new(Vector128.MultiplyAddEstimate(-n.Value, Vector128.Create(low), first));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Polynomial(Single128 x, float c0, float c1, float c2)
    {
        Vector128<float> sum = Vector128.Create(c2);
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c1));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c0));
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Polynomial(Single128 x, float c0, float c1, float c2, float c3)
    {
        Vector128<float> sum = Vector128.Create(c3);
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c2));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c1));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c0));
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Polynomial(Single128 x, float c0, float c1, float c2, float c3, float c4)
    {
        Vector128<float> sum = Vector128.Create(c4);
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c3));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c2));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c1));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c0));
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Polynomial(Single128 x, float c0, float c1, float c2, float c3, float c4, float c5)
    {
        Vector128<float> sum = Vector128.Create(c5);
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c4));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c3));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c2));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c1));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c0));
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Polynomial(Single128 x, float c0, float c1, float c2, float c3, float c4, float c5, float c6)
    {
        Vector128<float> sum = Vector128.Create(c6);
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c5));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c4));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c3));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c2));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c1));
        sum = Vector128.MultiplyAddEstimate(sum, x.Value, Vector128.Create(c0));
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single128 Polynomial(Single128 x, float c0, float c1, float c2, float c3, float c4, float c5, float c6, float c7)
    {
        Vector128<float> sum = Vector128.Create(c7);
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
