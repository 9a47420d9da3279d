using System.Runtime.CompilerServices;

namespace Adjoint;

internal readonly partial struct Double1
{
    // 1.5 times the power of 2 at which the last place is 1: a sum with it is rounded to an integer, which stands in its low bits.
    private const double Magic = 6755399441055744.0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 NearestInteger(Double1 value) => new((value.Value + Magic) - Magic);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 PowerOfTwo(Double1 n) => AddBits(ShiftLeft(n + Magic, 52), 1.0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Scale(Double1 value, Double1 n)
    {
        Double1 half = NearestInteger(n * 0.5);
        return value * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Between(Double1 value, double low, double high) =>
        new(value.Value < low ? low : value.Value > high ? high : value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 WithSign(Double1 magnitude, Double1 sign) => new(double.CopySign(magnitude.Value, sign.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Reduce(Double1 value, Double1 n, double high, double low) =>
        MultiplyAdd(-n, low, MultiplyAdd(-n, high, value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Polynomial(Double1 x, double c0, double c1, double c2)
    {
        double sum = c2;
        sum = double.MultiplyAddEstimate(sum, x.Value, c1);
        sum = double.MultiplyAddEstimate(sum, x.Value, c0);
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Polynomial(Double1 x, double c0, double c1, double c2, double c3)
    {
        double sum = c3;
        sum = double.MultiplyAddEstimate(sum, x.Value, c2);
        sum = double.MultiplyAddEstimate(sum, x.Value, c1);
        sum = double.MultiplyAddEstimate(sum, x.Value, c0);
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Polynomial(Double1 x, double c0, double c1, double c2, double c3, double c4)
    {
        double sum = c4;
        sum = double.MultiplyAddEstimate(sum, x.Value, c3);
        sum = double.MultiplyAddEstimate(sum, x.Value, c2);
        sum = double.MultiplyAddEstimate(sum, x.Value, c1);
        sum = double.MultiplyAddEstimate(sum, x.Value, c0);
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Polynomial(Double1 x, double c0, double c1, double c2, double c3, double c4, double c5)
    {
        double sum = c5;
        sum = double.MultiplyAddEstimate(sum, x.Value, c4);
        sum = double.MultiplyAddEstimate(sum, x.Value, c3);
        sum = double.MultiplyAddEstimate(sum, x.Value, c2);
        sum = double.MultiplyAddEstimate(sum, x.Value, c1);
        sum = double.MultiplyAddEstimate(sum, x.Value, c0);
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Polynomial(Double1 x, double c0, double c1, double c2, double c3, double c4, double c5, double c6)
    {
        double sum = c6;
        sum = double.MultiplyAddEstimate(sum, x.Value, c5);
        sum = double.MultiplyAddEstimate(sum, x.Value, c4);
        sum = double.MultiplyAddEstimate(sum, x.Value, c3);
        sum = double.MultiplyAddEstimate(sum, x.Value, c2);
        sum = double.MultiplyAddEstimate(sum, x.Value, c1);
        sum = double.MultiplyAddEstimate(sum, x.Value, c0);
        return new(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Polynomial(Double1 x, double c0, double c1, double c2, double c3, double c4, double c5, double c6, double c7)
    {
        double sum = c7;
        sum = double.MultiplyAddEstimate(sum, x.Value, c6);
        sum = double.MultiplyAddEstimate(sum, x.Value, c5);
        sum = double.MultiplyAddEstimate(sum, x.Value, c4);
        sum = double.MultiplyAddEstimate(sum, x.Value, c3);
        sum = double.MultiplyAddEstimate(sum, x.Value, c2);
        sum = double.MultiplyAddEstimate(sum, x.Value, c1);
        sum = double.MultiplyAddEstimate(sum, x.Value, c0);
        return new(sum);
    }
}
