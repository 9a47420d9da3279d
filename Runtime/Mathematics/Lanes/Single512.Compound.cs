using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint;

internal readonly partial struct Single512
{
    // 1.5 times the power of 2 at which the last place is 1: a sum with it is rounded to an integer, which stands in its low bits.
    private const float Magic = 12582912f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 NearestInteger(Single512 value) =>
        new((value.Value + Vector512.Create(Magic)) - Vector512.Create(Magic));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 PowerOfTwo(Single512 n) =>
        new((((n.Value + Vector512.Create(Magic)).AsInt32() << 23) + Vector512.Create(1f).AsInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Scale(Single512 value, Single512 n)
    {
        Vector512<float> half = ((n.Value * 0.5f) + Vector512.Create(Magic)) - Vector512.Create(Magic);
        Vector512<float> first = (((half + Vector512.Create(Magic)).AsInt32() << 23) + Vector512.Create(1f).AsInt32()).AsSingle();
        Vector512<float> second = (((n.Value - half + Vector512.Create(Magic)).AsInt32() << 23) + Vector512.Create(1f).AsInt32()).AsSingle();
        return new(value.Value * first * second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Between(Single512 value, float low, float high)
    {
        Vector512<float> capped = Vector512.ConditionalSelect(Vector512.GreaterThan(value.Value, Vector512.Create(high)), Vector512.Create(high), value.Value);
        return new(Vector512.ConditionalSelect(Vector512.LessThan(value.Value, Vector512.Create(low)), Vector512.Create(low), capped));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 WithSign(Single512 magnitude, Single512 sign) =>
        new(Vector512.ConditionalSelect(Vector512.Create(-0f), sign.Value, magnitude.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Reduce(Single512 value, Single512 n, float high, float low)
    {
        Vector512<float> first = Vector512.MultiplyAddEstimate(-n.Value, Vector512.Create(high), value.Value);
        return new(Vector512.MultiplyAddEstimate(-n.Value, Vector512.Create(low), first));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Polynomial(Single512 x, float c0, float c1, float c2)
    {
        Vector512<float> sum = Vector512.Create(c2);
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c1));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c0));
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Polynomial(Single512 x, float c0, float c1, float c2, float c3)
    {
        Vector512<float> sum = Vector512.Create(c3);
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c2));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c1));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c0));
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Polynomial(Single512 x, float c0, float c1, float c2, float c3, float c4)
    {
        Vector512<float> sum = Vector512.Create(c4);
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c3));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c2));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c1));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c0));
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Polynomial(Single512 x, float c0, float c1, float c2, float c3, float c4, float c5)
    {
        Vector512<float> sum = Vector512.Create(c5);
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c4));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c3));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c2));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c1));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c0));
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Polynomial(Single512 x, float c0, float c1, float c2, float c3, float c4, float c5, float c6)
    {
        Vector512<float> sum = Vector512.Create(c6);
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c5));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c4));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c3));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c2));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c1));
        sum = Vector512.MultiplyAddEstimate(sum, x.Value, Vector512.Create(c0));
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single512 Polynomial(Single512 x, float c0, float c1, float c2, float c3, float c4, float c5, float c6, float c7)
    {
        Vector512<float> sum = Vector512.Create(c7);
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
