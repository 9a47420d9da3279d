using System.Runtime.CompilerServices;

namespace Adjoint;

internal readonly partial struct Single1
{
    // 1.5 times the power of 2 at which the last place is 1: a sum with it is rounded to an integer, which stands in its low bits.
    private const float Magic = 12582912f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 NearestInteger(Single1 value) => new((value.Value + Magic) - Magic);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 PowerOfTwo(Single1 n) => AddBits(ShiftLeft(n + Magic, 23), 1f);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 Scale(Single1 value, Single1 n)
    {
        Single1 half = NearestInteger(n * 0.5f);
        return value * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 Between(Single1 value, float low, float high) =>
        new(value.Value < low ? low : value.Value > high ? high : value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 WithSign(Single1 magnitude, Single1 sign) => new(float.CopySign(magnitude.Value, sign.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 Reduce(Single1 value, Single1 n, float high, float low) =>
        MultiplyAdd(-n, low, MultiplyAdd(-n, high, value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 Polynomial(Single1 x, float c0, float c1, float c2)
    {
        float sum = c2;
        sum = float.MultiplyAddEstimate(sum, x.Value, c1);
        sum = float.MultiplyAddEstimate(sum, x.Value, c0);
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 Polynomial(Single1 x, float c0, float c1, float c2, float c3)
    {
        float sum = c3;
        sum = float.MultiplyAddEstimate(sum, x.Value, c2);
        sum = float.MultiplyAddEstimate(sum, x.Value, c1);
        sum = float.MultiplyAddEstimate(sum, x.Value, c0);
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 Polynomial(Single1 x, float c0, float c1, float c2, float c3, float c4)
    {
        float sum = c4;
        sum = float.MultiplyAddEstimate(sum, x.Value, c3);
        sum = float.MultiplyAddEstimate(sum, x.Value, c2);
        sum = float.MultiplyAddEstimate(sum, x.Value, c1);
        sum = float.MultiplyAddEstimate(sum, x.Value, c0);
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 Polynomial(Single1 x, float c0, float c1, float c2, float c3, float c4, float c5)
    {
        float sum = c5;
        sum = float.MultiplyAddEstimate(sum, x.Value, c4);
        sum = float.MultiplyAddEstimate(sum, x.Value, c3);
        sum = float.MultiplyAddEstimate(sum, x.Value, c2);
        sum = float.MultiplyAddEstimate(sum, x.Value, c1);
        sum = float.MultiplyAddEstimate(sum, x.Value, c0);
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 Polynomial(Single1 x, float c0, float c1, float c2, float c3, float c4, float c5, float c6)
    {
        float sum = c6;
        sum = float.MultiplyAddEstimate(sum, x.Value, c5);
        sum = float.MultiplyAddEstimate(sum, x.Value, c4);
        sum = float.MultiplyAddEstimate(sum, x.Value, c3);
        sum = float.MultiplyAddEstimate(sum, x.Value, c2);
        sum = float.MultiplyAddEstimate(sum, x.Value, c1);
        sum = float.MultiplyAddEstimate(sum, x.Value, c0);
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 Polynomial(Single1 x, float c0, float c1, float c2, float c3, float c4, float c5, float c6, float c7)
    {
        float sum = c7;
        sum = float.MultiplyAddEstimate(sum, x.Value, c6);
        sum = float.MultiplyAddEstimate(sum, x.Value, c5);
        sum = float.MultiplyAddEstimate(sum, x.Value, c4);
        sum = float.MultiplyAddEstimate(sum, x.Value, c3);
        sum = float.MultiplyAddEstimate(sum, x.Value, c2);
        sum = float.MultiplyAddEstimate(sum, x.Value, c1);
        sum = float.MultiplyAddEstimate(sum, x.Value, c0);
        return new(sum);
    }
}
