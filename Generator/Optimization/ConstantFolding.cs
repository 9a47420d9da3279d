using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <summary>Evaluates operations on constants as .NET does. What would throw, or depends on a library's rounding, is left alone.</summary>
internal static class ConstantFolding
{
    /// <summary>The value of <paramref name="operation"/> on <paramref name="operands"/>, or nothing.</summary>
    public static Literal? Fold(Operation operation, Literal[] operands)
    {
        if (operation.Results is not [{ Type: ScalarType type }])
        {
            return null;
        }

        return (operation.Code, operands) switch
        {
            (OpCode.Convert, [var value]) => Convert(value, type.Kind, operation.Has(OpFlags.Checked)),
            (OpCode.Stop, [var value]) => value,
            (OpCode.Neg, [{ IsFloating: true } value]) => Literal.OfFloating(value.Kind, -value.Floating),
            (OpCode.Neg, [var value]) => Integer(value.Kind, -Wide(value), operation.Has(OpFlags.Checked)),
            (OpCode.Not, [{ Kind: ScalarKind.Bool } value]) => Literal.Of(!value.Boolean),
            (OpCode.Not, [var value]) => Integer(value.Kind, -Wide(value) - 1, false),
            (OpCode.Elementary, [var value]) => Elementary(operation.Symbol!, value),
            (_, [{ IsFloating: true } left, { IsFloating: true } right]) => NotNaN(Floating(operation, left, right)),
            (_, [var left, var right]) => Integers(operation, left, right),
            _ => null,
        };
    }

    // Float operations are done in double and rounded: for one of + - * / the second rounding changes nothing.
    private static Literal? Floating(Operation operation, Literal left, Literal right)
    {
        double a = left.Floating, b = right.Floating;
        return operation.Code switch
        {
            OpCode.Add => Literal.OfFloating(left.Kind, a + b),
            OpCode.Sub => Literal.OfFloating(left.Kind, a - b),
            OpCode.Mul => Literal.OfFloating(left.Kind, a * b),
            OpCode.Div => Literal.OfFloating(left.Kind, a / b),
            OpCode.Rem => Literal.OfFloating(left.Kind, a % b),
            OpCode.Equal => Literal.Of(a == b),
            OpCode.NotEqual => Literal.Of(a != b),
            OpCode.Less => Literal.Of(a < b),
            OpCode.LessEqual => Literal.Of(a <= b),
            OpCode.Greater => Literal.Of(a > b),
            OpCode.GreaterEqual => Literal.Of(a >= b),
            _ => null,
        };
    }

    // The sign of a NaN that an operation makes differs between processors.
    private static Literal? NotNaN(Literal? value) =>
        value is { IsFloating: true } literal && double.IsNaN(literal.Floating) ? null : value;

    private static Literal? Integers(Operation operation, Literal left, Literal right)
    {
        decimal a = Wide(left), b = Wide(right);
        bool isChecked = operation.Has(OpFlags.Checked);
        return operation.Code switch
        {
            OpCode.Add => Integer(left.Kind, a + b, isChecked),
            OpCode.Sub => Integer(left.Kind, a - b, isChecked),
            OpCode.Mul => Multiply(left, right, isChecked),
            OpCode.Div when b != 0 && !(b == -1 && a == Least(left.Kind)) => Integer(left.Kind, decimal.Truncate(a / b), false),
            OpCode.Rem when b != 0 && !(b == -1 && a == Least(left.Kind)) => Integer(left.Kind, a % b, false),
            OpCode.And => new Literal(left.Kind, left.Bits & right.Bits),
            OpCode.Or => new Literal(left.Kind, left.Bits | right.Bits),
            OpCode.Xor => new Literal(left.Kind, left.Bits ^ right.Bits),
            OpCode.Equal => Literal.Of(left.Bits == right.Bits),
            OpCode.NotEqual => Literal.Of(left.Bits != right.Bits),
            OpCode.Less => Literal.Of(a < b),
            OpCode.LessEqual => Literal.Of(a <= b),
            OpCode.Greater => Literal.Of(a > b),
            OpCode.GreaterEqual => Literal.Of(a >= b),
            OpCode.ShiftLeft => Shift(left, (int)right.Bits, static (value, count) => value << count),
            OpCode.ShiftRight => Shift(left, (int)right.Bits, static (value, count) => value >> count),
            _ => null,
        };
    }

    // The product of two 64-bit integers can exceed what a decimal holds; then it is left to run time.
    private static Literal? Multiply(Literal left, Literal right, bool isChecked)
    {
        decimal a = Wide(left), b = Wide(right);
        const decimal Limit = 1e14m;
        return Math.Abs(a) < Limit && Math.Abs(b) < Limit ? Integer(left.Kind, a * b, isChecked) : null;
    }

    private static Literal? Shift(Literal value, int count, Func<long, int, long> shift) => value.Kind switch
    {
        ScalarKind.I32 => Integer(value.Kind, unchecked((int)shift(value.Bits, count & 31)), false),
        ScalarKind.I64 => Integer(value.Kind, shift(value.Bits, count & 63), false),
        _ => null,
    };

    private static Literal? Elementary(string function, Literal value)
    {
        double x = value.Floating;
        return (value.IsFloating, function) switch
        {
            (true, "Abs") => Literal.OfFloating(value.Kind, Math.Abs(x)),
            (true, "Sqrt") => Literal.OfFloating(value.Kind, Math.Sqrt(x)),
            (true, "Floor") => Literal.OfFloating(value.Kind, Math.Floor(x)),
            (true, "Ceiling") => Literal.OfFloating(value.Kind, Math.Ceiling(x)),
            (true, "Truncate") => Literal.OfFloating(value.Kind, Math.Truncate(x)),
            _ => null,
        };
    }

    private static Literal? Convert(Literal value, ScalarKind kind, bool isChecked)
    {
        bool toFloating = kind is ScalarKind.F32 or ScalarKind.F64;
        if (value.IsFloating)
        {
            return toFloating ? Literal.OfFloating(kind, value.Floating) : FromFloating(value.Floating, kind);
        }

        if (kind == ScalarKind.F32)
        {
            // Through double a long would be rounded twice.
            return Math.Abs(Wide(value)) <= 1L << 53 ? Literal.OfFloating(kind, (double)Wide(value)) : null;
        }

        if (kind == ScalarKind.F64)
        {
            return value.Kind == ScalarKind.U64 ? null : Literal.Of((double)value.Bits);
        }

        return value.Kind == ScalarKind.Bool || kind == ScalarKind.Bool ? null : Integer(kind, Wide(value), isChecked);
    }

    // Only what every rule of conversion agrees on: the value truncated, where it fits.
    private static Literal? FromFloating(double value, ScalarKind kind) =>
        Math.Abs(value) < 1e15 && kind != ScalarKind.Bool && (decimal)Math.Truncate(value) is var whole && Fits(kind, whole)
            ? Integer(kind, whole, false)
            : null;

    /// <summary>The constant of <paramref name="kind"/> that <paramref name="value"/> wraps to; nothing where it would throw.</summary>
    private static Literal? Integer(ScalarKind kind, decimal value, bool isChecked)
    {
        if (Fits(kind, value))
        {
            return kind == ScalarKind.U64 ? new Literal(kind, unchecked((long)(ulong)value)) : new Literal(kind, (long)value);
        }

        if (isChecked || kind == ScalarKind.Bool)
        {
            return null;
        }

        decimal size = Greatest(kind) - Least(kind) + 1;
        decimal wrapped = (value - Least(kind)) % size;
        return Integer(kind, (wrapped < 0 ? wrapped + size : wrapped) + Least(kind), true);
    }

    private static decimal Wide(Literal value) => value.Kind == ScalarKind.U64 ? unchecked((ulong)value.Bits) : value.Bits;

    private static bool Fits(ScalarKind kind, decimal value) => value >= Least(kind) && value <= Greatest(kind);

    private static decimal Least(ScalarKind kind) => kind switch
    {
        ScalarKind.I8 => sbyte.MinValue,
        ScalarKind.I16 => short.MinValue,
        ScalarKind.I32 => int.MinValue,
        ScalarKind.I64 => long.MinValue,
        _ => 0,
    };

    private static decimal Greatest(ScalarKind kind) => kind switch
    {
        ScalarKind.Bool => 1,
        ScalarKind.I8 => sbyte.MaxValue,
        ScalarKind.U8 => byte.MaxValue,
        ScalarKind.I16 => short.MaxValue,
        ScalarKind.U16 or ScalarKind.Char => ushort.MaxValue,
        ScalarKind.I32 => int.MaxValue,
        ScalarKind.U32 => uint.MaxValue,
        ScalarKind.I64 => long.MaxValue,
        _ => ulong.MaxValue,
    };
}
