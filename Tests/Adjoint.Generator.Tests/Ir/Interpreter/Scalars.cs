using System.Numerics;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Tests.Ir;

/// <summary>Arithmetic and comparison of boxed scalars, done by the .NET operators of their type.</summary>
internal static class Scalars
{
    public static Type ClassOf(ScalarKind kind) => kind switch
    {
        ScalarKind.Bool => typeof(bool),
        ScalarKind.I8 => typeof(sbyte),
        ScalarKind.U8 => typeof(byte),
        ScalarKind.I16 => typeof(short),
        ScalarKind.U16 => typeof(ushort),
        ScalarKind.Char => typeof(char),
        ScalarKind.I32 => typeof(int),
        ScalarKind.U32 => typeof(uint),
        ScalarKind.I64 => typeof(long),
        ScalarKind.U64 => typeof(ulong),
        ScalarKind.F32 => typeof(float),
        _ => typeof(double),
    };

    public static object Zero(ScalarKind kind) => Activator.CreateInstance(ClassOf(kind))!;

    public static object Constant(Literal literal) => literal.Kind switch
    {
        ScalarKind.Bool => (object)literal.Boolean,
        ScalarKind.F32 => (float)literal.Floating,
        ScalarKind.F64 => literal.Floating,
        ScalarKind.U64 => unchecked((ulong)literal.Integer),
        _ => Conversions.Convert(literal.Integer, literal.Kind, true),
    };

    /// <summary>add, sub, mul, div, rem, and, or, xor, shl, shr, ushr.</summary>
    public static object Binary(OpCode code, object left, object right, bool isChecked) => left switch
    {
        float x => (object)Floating(code, x, (float)right),
        double x => Floating(code, x, (double)right),
        bool x => Logic(code, x, (bool)right),
        sbyte x => Integer(code, x, right, isChecked),
        byte x => Integer(code, x, right, isChecked),
        short x => Integer(code, x, right, isChecked),
        ushort x => Integer(code, x, right, isChecked),
        char x => Integer(code, x, right, isChecked),
        int x => Integer(code, x, right, isChecked),
        uint x => Integer(code, x, right, isChecked),
        long x => Integer(code, x, right, isChecked),
        _ => Integer(code, (ulong)left, right, isChecked),
    };

    // The first arm says that the arms are boxed, not converted to a type that all of them have in common.
    public static object Negate(object value, bool isChecked) => value switch
    {
        float x => (object)-x,
        double x => -x,
        sbyte x => Negate(x, isChecked),
        byte x => Negate(x, isChecked),
        short x => Negate(x, isChecked),
        ushort x => Negate(x, isChecked),
        char x => Negate(x, isChecked),
        int x => Negate(x, isChecked),
        uint x => Negate(x, isChecked),
        long x => Negate(x, isChecked),
        _ => Negate((ulong)value, isChecked),
    };

    public static object Not(object value) => value switch
    {
        bool x => (object)!x,
        sbyte x => (sbyte)~x,
        byte x => (byte)~x,
        short x => (short)~x,
        ushort x => (ushort)~x,
        char x => (char)~x,
        int x => ~x,
        uint x => ~x,
        long x => ~x,
        _ => ~(ulong)value,
    };

    public static object FusedMultiplyAdd(object a, object b, object c) => a is float x
        ? (object)float.FusedMultiplyAdd(x, (float)b, (float)c)
        : double.FusedMultiplyAdd((double)a, (double)b, (double)c);

    public static bool Compare(OpCode code, object left, object right) => left switch
    {
        float x => Compare(code, x, (float)right),
        double x => Compare(code, x, (double)right),
        bool x => (x == (bool)right) == (code == OpCode.Equal),
        sbyte x => Compare(code, x, (sbyte)right),
        byte x => Compare(code, x, (byte)right),
        short x => Compare(code, x, (short)right),
        ushort x => Compare(code, x, (ushort)right),
        char x => Compare(code, x, (char)right),
        int x => Compare(code, x, (int)right),
        uint x => Compare(code, x, (uint)right),
        long x => Compare(code, x, (long)right),
        _ => Compare(code, (ulong)left, (ulong)right),
    };

    private static T Floating<T>(OpCode code, T x, T y)
        where T : IFloatingPointIeee754<T> => code switch
        {
            OpCode.Add => x + y,
            OpCode.Sub => x - y,
            OpCode.Mul => x * y,
            OpCode.Div => x / y,
            OpCode.Rem => x % y,
            _ => throw new InterpreterException($"{code} of floating numbers"),
        };

    private static bool Logic(OpCode code, bool x, bool y) => code switch
    {
        OpCode.And => x && y,
        OpCode.Or => x || y,
        OpCode.Xor => x != y,
        _ => throw new InterpreterException($"{code} of bool"),
    };

    private static T Integer<T>(OpCode code, T x, object right, bool isChecked)
        where T : struct, IBinaryInteger<T>
    {
        if (code is OpCode.ShiftLeft or OpCode.ShiftRight or OpCode.ShiftRightUnsigned)
        {
            return Shift(code, x, (int)right);
        }

        T y = (T)right;
        return code switch
        {
            OpCode.Add => isChecked ? checked(x + y) : unchecked(x + y),
            OpCode.Sub => isChecked ? checked(x - y) : unchecked(x - y),
            OpCode.Mul => isChecked ? checked(x * y) : unchecked(x * y),
            OpCode.Div => x / y,
            OpCode.Rem => x % y,
            OpCode.And => x & y,
            OpCode.Or => x | y,
            OpCode.Xor => x ^ y,
            _ => throw new InterpreterException($"{code} of integers"),
        };
    }

    // C# shifts 32 and 64 bits, and promotes what is smaller to 32.
    private static T Shift<T>(OpCode code, T x, int count)
        where T : struct, IBinaryInteger<T>
    {
        if (x is int or uint or long or ulong)
        {
            return code switch { OpCode.ShiftLeft => x << count, OpCode.ShiftRight => x >> count, _ => x >>> count };
        }

        int wide = int.CreateTruncating(x);
        return T.CreateTruncating(code switch
        {
            OpCode.ShiftLeft => wide << count,
            OpCode.ShiftRight => wide >> count,
            _ => wide >>> count,
        });
    }

    private static T Negate<T>(T x, bool isChecked)
        where T : IBinaryInteger<T> => isChecked ? checked(-x) : unchecked(-x);

    private static bool Compare<T>(OpCode code, T x, T y)
        where T : IComparisonOperators<T, T, bool> => code switch
        {
            OpCode.Equal => x == y,
            OpCode.NotEqual => x != y,
            OpCode.Less => x < y,
            OpCode.LessEqual => x <= y,
            OpCode.Greater => x > y,
            _ => x >= y,
        };
}
