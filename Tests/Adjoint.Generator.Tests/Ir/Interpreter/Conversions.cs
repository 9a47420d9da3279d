using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Tests.Ir;

/// <summary>C#'s numeric conversions of boxed scalars: what the cast does, in a checked or an unchecked context.</summary>
/// <remarks>Every integer but ulong is first a long and every float a double, which loses nothing; the casts are the runtime's own.
/// The first arm of each switch says that the arms are boxed, not converted to a type that all of them have in common.</remarks>
internal static class Conversions
{
    public static object Convert(object value, ScalarKind to, bool isChecked) => value switch
    {
        float x => to == ScalarKind.F32 ? x : FromFloating(x, to, isChecked),
        double x => FromFloating(x, to, isChecked),
        ulong x => FromUnsigned(x, to, isChecked),
        char x => FromInteger(x, to, isChecked),
        _ => FromInteger(System.Convert.ToInt64(value, null), to, isChecked),
    };

    private static object FromInteger(long x, ScalarKind to, bool isChecked) => (to, isChecked) switch
    {
        (ScalarKind.I8, false) => (object)unchecked((sbyte)x),
        (ScalarKind.U8, false) => unchecked((byte)x),
        (ScalarKind.I16, false) => unchecked((short)x),
        (ScalarKind.U16, false) => unchecked((ushort)x),
        (ScalarKind.Char, false) => unchecked((char)x),
        (ScalarKind.I32, false) => unchecked((int)x),
        (ScalarKind.U32, false) => unchecked((uint)x),
        (ScalarKind.U64, false) => unchecked((ulong)x),
        (ScalarKind.I8, true) => checked((sbyte)x),
        (ScalarKind.U8, true) => checked((byte)x),
        (ScalarKind.I16, true) => checked((short)x),
        (ScalarKind.U16, true) => checked((ushort)x),
        (ScalarKind.Char, true) => checked((char)x),
        (ScalarKind.I32, true) => checked((int)x),
        (ScalarKind.U32, true) => checked((uint)x),
        (ScalarKind.U64, true) => checked((ulong)x),
        (ScalarKind.I64, _) => x,
        (ScalarKind.F32, _) => (float)x,
        (ScalarKind.F64, _) => (double)x,
        _ => throw new InterpreterException("no conversion to bool"),
    };

    private static object FromUnsigned(ulong x, ScalarKind to, bool isChecked) => (to, isChecked) switch
    {
        (ScalarKind.U64, _) => (object)x,
        (ScalarKind.F32, _) => (float)x,
        (ScalarKind.F64, _) => (double)x,
        (_, false) => FromInteger(unchecked((long)x), to, false),
        _ => FromInteger(checked((long)x), to, true),
    };

    private static object FromFloating(double x, ScalarKind to, bool isChecked) => (to, isChecked) switch
    {
        (ScalarKind.I8, false) => (object)unchecked((sbyte)x),
        (ScalarKind.U8, false) => unchecked((byte)x),
        (ScalarKind.I16, false) => unchecked((short)x),
        (ScalarKind.U16, false) => unchecked((ushort)x),
        (ScalarKind.Char, false) => unchecked((char)x),
        (ScalarKind.I32, false) => unchecked((int)x),
        (ScalarKind.U32, false) => unchecked((uint)x),
        (ScalarKind.I64, false) => unchecked((long)x),
        (ScalarKind.U64, false) => unchecked((ulong)x),
        (ScalarKind.I8, true) => checked((sbyte)x),
        (ScalarKind.U8, true) => checked((byte)x),
        (ScalarKind.I16, true) => checked((short)x),
        (ScalarKind.U16, true) => checked((ushort)x),
        (ScalarKind.Char, true) => checked((char)x),
        (ScalarKind.I32, true) => checked((int)x),
        (ScalarKind.U32, true) => checked((uint)x),
        (ScalarKind.I64, true) => checked((long)x),
        (ScalarKind.U64, true) => checked((ulong)x),
        (ScalarKind.F32, _) => (float)x,
        (ScalarKind.F64, _) => x,
        _ => throw new InterpreterException("no conversion to bool"),
    };
}
