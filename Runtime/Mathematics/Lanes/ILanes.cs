namespace Adjoint;

/// <summary>
/// A vector of floats or doubles of any width, so that a kernel is written once: the JIT makes code without overhead for
/// each width. Comparisons give masks, lanes with all bits set or none; bit operations see a lane as an integer of its size.
/// </summary>
internal interface ILanes<TSelf, T>
    where TSelf : struct, ILanes<TSelf, T>
    where T : unmanaged
{
    static abstract int Count { get; }

    static abstract implicit operator TSelf(T value);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf value);

    static abstract TSelf operator &(TSelf left, TSelf right);

    static abstract TSelf operator |(TSelf left, TSelf right);

    static abstract TSelf operator ^(TSelf left, TSelf right);

    static abstract TSelf operator ~(TSelf value);

    static abstract TSelf operator <(TSelf left, TSelf right);

    static abstract TSelf operator >(TSelf left, TSelf right);

    static abstract TSelf operator <=(TSelf left, TSelf right);

    static abstract TSelf operator >=(TSelf left, TSelf right);

    static abstract TSelf Equal(TSelf left, TSelf right);

    static abstract TSelf Load(ref T source, nuint index);

    static abstract void Store(TSelf value, ref T destination, nuint index);

    /// <summary>a * b + c, fused where the machine can.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>a * b + c with one rounding, on every machine.</summary>
    static abstract TSelf FusedMultiplyAdd(TSelf a, TSelf b, TSelf c);

    static abstract TSelf Sqrt(TSelf value);

    static abstract TSelf Abs(TSelf value);

    static abstract TSelf Floor(TSelf value);

    static abstract TSelf Truncate(TSelf value);

    /// <summary>To the nearest integer, to the even one of two.</summary>
    static abstract TSelf Round(TSelf value);

    /// <summary>Lanes of the first where the mask is set, of the second where not.</summary>
    static abstract TSelf Select(TSelf mask, TSelf first, TSelf second);

    static abstract bool Any(TSelf mask);

    /// <summary>Every lane holds this bit pattern.</summary>
    static abstract TSelf Bits(long pattern);

    static abstract TSelf AddBits(TSelf left, TSelf right);

    static abstract TSelf SubtractBits(TSelf left, TSelf right);

    static abstract TSelf ShiftLeft(TSelf value, int count);

    /// <summary>Shifts zeros in from the left.</summary>
    static abstract TSelf ShiftRight(TSelf value, int count);

    static abstract T Lane(TSelf value, int index);

    static abstract TSelf WithLane(TSelf value, int index, T lane);

    // What follows could be made of the above. Each is one member, because the JIT inlines only so many calls into one method.

    /// <summary>The nearest integer, as a number, for arguments that have a fraction at all.</summary>
    static abstract TSelf NearestInteger(TSelf value);

    /// <summary>2^n for an integer n within the exponents of normal numbers.</summary>
    static abstract TSelf PowerOfTwo(TSelf n);

    /// <summary>value 2^n, in two steps: the first is exact, so that subnormal results are rounded once.</summary>
    static abstract TSelf Scale(TSelf value, TSelf n);

    /// <summary>Clamped; NaN stays.</summary>
    static abstract TSelf Between(TSelf value, T low, T high);

    /// <summary>The magnitude of the first with the sign of the second.</summary>
    static abstract TSelf WithSign(TSelf magnitude, TSelf sign);

    /// <summary>value - n (high + low), where the product with high is exact.</summary>
    static abstract TSelf Reduce(TSelf value, TSelf n, T high, T low);

    static abstract TSelf Polynomial(TSelf x, T c0, T c1, T c2);

    static abstract TSelf Polynomial(TSelf x, T c0, T c1, T c2, T c3);

    static abstract TSelf Polynomial(TSelf x, T c0, T c1, T c2, T c3, T c4);

    static abstract TSelf Polynomial(TSelf x, T c0, T c1, T c2, T c3, T c4, T c5);

    static abstract TSelf Polynomial(TSelf x, T c0, T c1, T c2, T c3, T c4, T c5, T c6);

    static abstract TSelf Polynomial(TSelf x, T c0, T c1, T c2, T c3, T c4, T c5, T c6, T c7);
}
