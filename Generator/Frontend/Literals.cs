using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Frontend;

/// <summary>C# constants as literals of the IR.</summary>
internal static class Literals
{
    public static Literal Of(object? value, ScalarKind kind) => value switch
    {
        bool boolean => Literal.Of(boolean),
        double floating => kind == ScalarKind.F32 ? Literal.Of((float)floating) : Literal.Of(floating),
        float floating => kind == ScalarKind.F64 ? Literal.Of((double)floating) : Literal.Of(floating),
        char character => Literal.Of(kind, character),
        sbyte number => Literal.Of(kind, number),
        byte number => Literal.Of(kind, number),
        short number => Literal.Of(kind, number),
        ushort number => Literal.Of(kind, number),
        int number => Literal.Of(kind, number),
        uint number => Literal.Of(kind, number),
        long number => Literal.Of(kind, number),
        ulong number => Literal.Of(kind, unchecked((long)number)),
        _ => Literal.Of(kind, 0),
    };
}
