using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Frontend;

/// <summary>Static members of <c>Math</c>, <c>MathF</c>, the number types and <c>SpecialFunctions</c>, as operations of the IR.</summary>
internal static class MathIntrinsics
{
    /// <summary>Writes the operations of a call, given its arguments; gives one value a leaf of the result.</summary>
    public delegate Value[] Writer(BlockBuilder builder, Value[] arguments);

    // Members whose elementary function has another name.
    private static readonly Dictionary<string, string> Renamed = new(StringComparer.Ordinal)
    {
        ["Log/2"] = "LogBase",
        ["Round/2"] = "RoundDigits",
        ["IEEERemainder/2"] = "Ieee754Remainder",
    };

    // Math.Round(x, mode), by the value of the MidpointRounding constant.
    private static readonly string[] Roundings = ["Round", "RoundAwayFromZero", "RoundToZero", "RoundToNegativeInfinity", "RoundToPositiveInfinity"];

    private static readonly Dictionary<string, Writer> Floating = new(StringComparer.Ordinal)
    {
        ["SinCos"] = (b, x) => [b.Math("Sin", x), b.Math("Cos", x)],
        ["SinCosPi"] = (b, x) => [b.Math("SinPi", x), b.Math("CosPi", x)],
        ["IsNaN"] = (b, x) => [b.Compare(OpCode.NotEqual, x[0], x[0])],
        ["IsInfinity"] = (b, x) => [b.Compare(OpCode.Equal, b.Math("Abs", x), Infinity(b, x, 1))],
        ["IsFinite"] = (b, x) => [b.Compare(OpCode.Less, b.Math("Abs", x), Infinity(b, x, 1))],
        ["IsPositiveInfinity"] = (b, x) => [b.Compare(OpCode.Equal, x[0], Infinity(b, x, 1))],
        ["IsNegativeInfinity"] = (b, x) => [b.Compare(OpCode.Equal, x[0], Infinity(b, x, -1))],
        ["IsNegative"] = (b, x) => [b.Compare(OpCode.Less, b.Math("CopySign", b.Floating(x[0].Type, 1), x[0]), b.Floating(x[0].Type, 0))],
        ["IsPositive"] = (b, x) => [b.Compare(OpCode.Greater, b.Math("CopySign", b.Floating(x[0].Type, 1), x[0]), b.Floating(x[0].Type, 0))],
        ["IsInteger"] = (b, x) => [b.Binary(OpCode.And,
            b.Compare(OpCode.Equal, b.Math("Truncate", x), x[0]),
            b.Compare(OpCode.Less, b.Math("Abs", x), Infinity(b, x, 1)))],
    };

    private static readonly Dictionary<string, Writer> Integers = new(StringComparer.Ordinal)
    {
        ["Max"] = (b, x) => [b.Select(b.Compare(OpCode.Greater, x[0], x[1]), x[0], x[1])],
        ["Min"] = (b, x) => [b.Select(b.Compare(OpCode.Less, x[0], x[1]), x[0], x[1])],
        ["Clamp"] = Clamp,
        ["Abs"] = (b, x) => [b.Select(b.Compare(OpCode.Less, x[0], Zero(b, x)), b.Emit(OpCode.Neg, x[0].Type, x, flags: OpFlags.Checked), x[0])],
        ["Sign"] = (b, x) => [b.Select(b.Compare(OpCode.Greater, x[0], Zero(b, x)), b.Const(1),
            b.Select(b.Compare(OpCode.Less, x[0], Zero(b, x)), b.Const(-1), b.Const(0)))],
        ["DivRem"] = (b, x) => [b.Binary(OpCode.Div, x[0], x[1]), b.Binary(OpCode.Rem, x[0], x[1])],
        ["IsNegative"] = (b, x) => [b.Compare(OpCode.Less, x[0], Zero(b, x))],
        ["IsPositive"] = (b, x) => [b.Compare(OpCode.GreaterEqual, x[0], Zero(b, x))],
        ["IsEvenInteger"] = (b, x) => [b.Compare(OpCode.Equal, b.Binary(OpCode.And, x[0], One(b, x)), Zero(b, x))],
        ["IsOddInteger"] = (b, x) => [b.Compare(OpCode.NotEqual, b.Binary(OpCode.And, x[0], One(b, x)), Zero(b, x))],
    };

    public static bool Knows(IMethodSymbol method) => Find(method, null) is not null;

    /// <summary>How to write a call of a method; null where it is none of ours.</summary>
    /// <param name="method">The method.</param>
    /// <param name="rounding">The MidpointRounding argument, where it is a constant.</param>
    public static Writer? Find(IMethodSymbol method, int? rounding)
    {
        if (!method.IsStatic || method.Parameters.Length == 0 || method.ContainingType is not { } type || !IsMathematical(type)
            || method.Parameters.Any(parameter => parameter.RefKind != RefKind.None)
            || TypeMapping.Scalar(method.Parameters[0].Type) is not { } kind)
        {
            return null;
        }

        if (kind is not (ScalarKind.F32 or ScalarKind.F64))
        {
            bool unsignedSign = kind is ScalarKind.U8 or ScalarKind.U16 or ScalarKind.U32 or ScalarKind.U64 && method.Name is "Abs";
            bool fits = method.Parameters.All(parameter => TypeMapping.Scalar(parameter.Type) == kind);
            return fits && !unsignedSign && kind is ScalarKind.I32 or ScalarKind.I64 or ScalarKind.U32 or ScalarKind.U64
                && Integers.TryGetValue(method.Name, out Writer? integer) ? integer : null;
        }

        if (method.Parameters.Length > 1 && method.Parameters[method.Parameters.Length - 1].Type.Name == "MidpointRounding")
        {
            return method.Parameters.Length == 2 && (rounding is null || (rounding >= 0 && rounding < Roundings.Length))
                ? (builder, x) => [builder.Math(Roundings[rounding ?? 0], x[0])]
                : null;
        }

        if (Floating.TryGetValue(method.Name, out Writer? writer))
        {
            return writer;
        }

        string key = method.Name + "/" + method.Parameters.Length.ToString(System.Globalization.CultureInfo.InvariantCulture);
        string name = Renamed.TryGetValue(key, out string? other) ? other : method.Name;
        return Elementary.Find(name) is { } function && function.Arity == method.Parameters.Length && Matches(function, method, kind)
            ? (builder, x) => [builder.Math(name, x)]
            : null;
    }

    private static bool Matches(Elementary function, IMethodSymbol method, ScalarKind kind)
    {
        for (int i = 0; i < method.Parameters.Length; i++)
        {
            if (TypeMapping.Scalar(method.Parameters[i].Type) != (function.IsIntegerOperand(i) ? ScalarKind.I32 : kind))
            {
                return false;
            }
        }

        return TypeMapping.Scalar(method.ReturnType) == (function.IntegerResult ? ScalarKind.I32 : kind);
    }

    private static bool IsMathematical(INamedTypeSymbol type) =>
        TypeMapping.Scalar(type) is not (null or ScalarKind.Bool or ScalarKind.Char) && type.TypeKind == TypeKind.Struct
        || type.MetadataFullName() is "System.Math" or "System.MathF" or "Adjoint.SpecialFunctions";

    private static Value[] Clamp(BlockBuilder builder, Value[] x)
    {
        BlockBuilder crossed = builder.Nested();
        crossed.Do(OpCode.Throw, [x[1], x[2]], symbol: "new global::System.ArgumentException(\"'\" + {0} + \"' cannot be greater than \" + {1} + \".\")");
        builder.If(builder.Compare(OpCode.Greater, x[1], x[2]), crossed.Build(), Block.Empty);
        Value raised = builder.Select(builder.Compare(OpCode.Less, x[0], x[1]), x[1], x[0]);
        return [builder.Select(builder.Compare(OpCode.Greater, x[0], x[2]), x[2], raised)];
    }

    private static Value Infinity(BlockBuilder builder, Value[] x, int sign) =>
        builder.Floating(x[0].Type, sign > 0 ? double.PositiveInfinity : double.NegativeInfinity);

    private static Value Zero(BlockBuilder builder, Value[] x) => builder.Const(Literal.Of(((ScalarType)x[0].Type).Kind, 0));

    private static Value One(BlockBuilder builder, Value[] x) => builder.Const(Literal.Of(((ScalarType)x[0].Type).Kind, 1));
}
