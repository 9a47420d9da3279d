using System.Globalization;

namespace Adjoint.Generator.Ir;

/// <summary>A constant as its bits, so that NaN, -0 and every double compare and print exactly.</summary>
public readonly record struct Literal(ScalarKind Kind, long Bits)
{
    public static Literal Of(bool value) => new(ScalarKind.Bool, value ? 1 : 0);

    public static Literal Of(double value) => new(ScalarKind.F64, BitConverter.DoubleToInt64Bits(value));

    public static Literal Of(float value) => new(ScalarKind.F32, BitConverter.DoubleToInt64Bits(value));

    public static Literal Of(ScalarKind kind, long value) => kind switch
    {
        ScalarKind.F64 => Of((double)value),
        ScalarKind.F32 => Of((float)value),
        ScalarKind.Bool => Of(value != 0),
        _ => new(kind, value),
    };

    /// <summary>The constant of a floating kind nearest to <paramref name="value"/>.</summary>
    public static Literal OfFloating(ScalarKind kind, double value) =>
        kind == ScalarKind.F32 ? Of((float)value) : Of(value);

    /// <summary>The value of a floating constant; floats are held as the double that they equal.</summary>
    public double Floating => BitConverter.Int64BitsToDouble(Bits);

    /// <summary>The value of an integer, char or bool constant (u64 as its bits).</summary>
    public long Integer => Bits;

    public bool Boolean => Bits != 0;

    public bool IsFloating => Kind is ScalarKind.F32 or ScalarKind.F64;

    public override string ToString() => Kind switch
    {
        ScalarKind.Bool => Boolean ? "true" : "false",
        ScalarKind.U64 => unchecked((ulong)Bits).ToString(CultureInfo.InvariantCulture),
        ScalarKind.F32 => FloatingText(((float)Floating).ToString("R", CultureInfo.InvariantCulture)),
        ScalarKind.F64 => FloatingText(Floating.ToString("R", CultureInfo.InvariantCulture)),
        _ => Bits.ToString(CultureInfo.InvariantCulture),
    };

    // NaNs keep their payload; every other value round-trips through its shortest text.
    private string FloatingText(string text)
    {
        double value = Floating;
        if (double.IsNaN(value))
        {
            return "nan:" + Bits.ToString("x16", CultureInfo.InvariantCulture);
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "inf" : "-inf";
        }

        if (value == 0)
        {
            return Bits < 0 ? "-0.0" : "0.0";
        }

        // The compiler's host may be .NET Framework, whose "R" is not always shortest or exact.
        double parsed = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        bool exact = Kind == ScalarKind.F32 ? (float)parsed == (float)value : parsed == value;
        text = exact ? text : value.ToString("G17", CultureInfo.InvariantCulture);
        return text.IndexOfAny(['.', 'E', 'e']) < 0 ? text + ".0" : text;
    }
}
