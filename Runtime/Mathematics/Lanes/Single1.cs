using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>One float, for the tails of loops.</summary>
internal readonly partial struct Single1(float value) : ILanes<Single1, float>
{
    public readonly float Value = value;

    public static int Count => 1;

    private int Pattern => BitConverter.SingleToInt32Bits(Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Single1(float value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 operator +(Single1 left, Single1 right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 operator -(Single1 left, Single1 right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 operator *(Single1 left, Single1 right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 operator /(Single1 left, Single1 right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 operator -(Single1 value) => new(-value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 operator &(Single1 left, Single1 right) => FromPattern(left.Pattern & right.Pattern);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 operator |(Single1 left, Single1 right) => FromPattern(left.Pattern | right.Pattern);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 operator ^(Single1 left, Single1 right) => FromPattern(left.Pattern ^ right.Pattern);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 operator ~(Single1 value) => FromPattern(~value.Pattern);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 operator <(Single1 left, Single1 right) => Mask(left.Value < right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 operator >(Single1 left, Single1 right) => Mask(left.Value > right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 operator <=(Single1 left, Single1 right) => Mask(left.Value <= right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 operator >=(Single1 left, Single1 right) => Mask(left.Value >= right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 Equal(Single1 left, Single1 right) => Mask(left.Value == right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 Load(ref float source, nuint index) => new(Unsafe.Add(ref source, index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Single1 value, ref float destination, nuint index) => Unsafe.Add(ref destination, index) = value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 MultiplyAdd(Single1 a, Single1 b, Single1 c) => new(float.MultiplyAddEstimate(a.Value, b.Value, c.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 FusedMultiplyAdd(Single1 a, Single1 b, Single1 c) => new(MathF.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 Sqrt(Single1 value) => new(MathF.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 Abs(Single1 value) => new(MathF.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 Floor(Single1 value) => new(MathF.Floor(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 Truncate(Single1 value) => new(MathF.Truncate(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 Round(Single1 value) => new(MathF.Round(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 Select(Single1 mask, Single1 first, Single1 second) =>
        FromPattern((mask.Pattern & first.Pattern) | (~mask.Pattern & second.Pattern));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Single1 mask) => mask.Pattern != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 Bits(long pattern) => FromPattern((int)pattern);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 AddBits(Single1 left, Single1 right) => FromPattern(unchecked(left.Pattern + right.Pattern));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 SubtractBits(Single1 left, Single1 right) => FromPattern(unchecked(left.Pattern - right.Pattern));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 ShiftLeft(Single1 value, int count) => FromPattern(value.Pattern << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 ShiftRight(Single1 value, int count) => FromPattern(value.Pattern >>> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Lane(Single1 value, int index) => value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single1 WithLane(Single1 value, int index, float lane) => new(lane);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Single1 Mask(bool set) => FromPattern(set ? -1 : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Single1 FromPattern(int pattern) => new(BitConverter.Int32BitsToSingle(pattern));
}
