using System.Globalization;

namespace Adjoint.Generator.Ir;

/// <summary>Reads constants as <see cref="Literal.ToString"/> writes them.</summary>
internal static class LiteralReader
{
    /// <summary>The constant, or null where <paramref name="text"/> is none of that kind.</summary>
    public static Literal? Read(ScalarKind kind, string text) => kind switch
    {
        ScalarKind.Bool => text switch { "true" => Literal.Of(true), "false" => Literal.Of(false), _ => null },
        ScalarKind.F32 or ScalarKind.F64 => ReadFloating(kind, text),
        ScalarKind.U64 => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value)
            ? new(kind, unchecked((long)value))
            : null,
        _ => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) && Holds(kind, value)
            ? new(kind, value)
            : null,
    };

    /// <summary>Whether <paramref name="value"/> is a value of the integer kind.</summary>
    public static bool Holds(ScalarKind kind, long value) => kind switch
    {
        ScalarKind.Bool => value is 0 or 1,
        ScalarKind.I8 => value is >= sbyte.MinValue and <= sbyte.MaxValue,
        ScalarKind.U8 => value is >= 0 and <= byte.MaxValue,
        ScalarKind.I16 => value is >= short.MinValue and <= short.MaxValue,
        ScalarKind.U16 or ScalarKind.Char => value is >= 0 and <= ushort.MaxValue,
        ScalarKind.I32 => value is >= int.MinValue and <= int.MaxValue,
        ScalarKind.U32 => value is >= 0 and <= uint.MaxValue,
        _ => true,
    };

    private static Literal? ReadFloating(ScalarKind kind, string text)
    {
        if (text.StartsWith("nan:", StringComparison.Ordinal))
        {
            return long.TryParse(text.Substring(4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long bits)
                && double.IsNaN(BitConverter.Int64BitsToDouble(bits))
                ? new(kind, bits)
                : null;
        }

        if (text is "inf" or "-inf")
        {
            return Literal.OfFloating(kind, text == "inf" ? double.PositiveInfinity : double.NegativeInfinity);
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            || double.IsNaN(value) || double.IsInfinity(value) || char.IsLetter(text[text.Length - 1]))
        {
            return null;
        }

        // .NET Framework, which may host the compiler, drops the sign of a zero.
        bool negativeZero = value == 0 && text[0] == '-';
        return Literal.OfFloating(kind, negativeZero ? -0.0 : value);
    }
}
