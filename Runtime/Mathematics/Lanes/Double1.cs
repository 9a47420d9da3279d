using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>One double, for the tails of loops.</summary>
internal readonly partial struct Double1(double value) : ILanes<Double1, double>
{
    public readonly double Value = value;

    public static int Count => 1;

    private long Pattern => BitConverter.DoubleToInt64Bits(Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Double1(double value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator +(Double1 left, Double1 right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator -(Double1 left, Double1 right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator *(Double1 left, Double1 right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator /(Double1 left, Double1 right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator -(Double1 value) => new(-value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator &(Double1 left, Double1 right) => FromPattern(left.Pattern & right.Pattern);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator |(Double1 left, Double1 right) => FromPattern(left.Pattern | right.Pattern);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator ^(Double1 left, Double1 right) => FromPattern(left.Pattern ^ right.Pattern);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator ~(Double1 value) => FromPattern(~value.Pattern);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator <(Double1 left, Double1 right) => Mask(left.Value < right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator >(Double1 left, Double1 right) => Mask(left.Value > right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator <=(Double1 left, Double1 right) => Mask(left.Value <= right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 operator >=(Double1 left, Double1 right) => Mask(left.Value >= right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Equal(Double1 left, Double1 right) => Mask(left.Value == right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Load(ref double source, nuint index) => new(Unsafe.Add(ref source, index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Double1 value, ref double destination, nuint index) => Unsafe.Add(ref destination, index) = value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 MultiplyAdd(Double1 a, Double1 b, Double1 c) => new(double.MultiplyAddEstimate(a.Value, b.Value, c.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 FusedMultiplyAdd(Double1 a, Double1 b, Double1 c) => new(Math.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Sqrt(Double1 value) => new(Math.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Abs(Double1 value) => new(Math.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Floor(Double1 value) => new(Math.Floor(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Truncate(Double1 value) => new(Math.Truncate(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Round(Double1 value) => new(Math.Round(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Select(Double1 mask, Double1 first, Double1 second) =>
        FromPattern((mask.Pattern & first.Pattern) | (~mask.Pattern & second.Pattern));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Double1 mask) => mask.Pattern != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 Bits(long pattern) => FromPattern(pattern);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 AddBits(Double1 left, Double1 right) => FromPattern(unchecked(left.Pattern + right.Pattern));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 SubtractBits(Double1 left, Double1 right) => FromPattern(unchecked(left.Pattern - right.Pattern));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 ShiftLeft(Double1 value, int count) => FromPattern(value.Pattern << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 ShiftRight(Double1 value, int count) => FromPattern(value.Pattern >>> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Lane(Double1 value, int index) => value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double1 WithLane(Double1 value, int index, double lane) => new(lane);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Double1 Mask(bool set) => FromPattern(set ? -1 : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Double1 FromPattern(long pattern) => new(BitConverter.Int64BitsToDouble(pattern));
}
