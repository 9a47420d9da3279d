using System.Globalization;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <summary>C# literals: invariant, exact, of the constant's own type.</summary>
internal static class NumberText
{
    public static Code Of(Literal literal) => literal.Kind switch
    {
        ScalarKind.Bool => Constant(literal.Boolean ? "true" : "false"),
        ScalarKind.F32 => Floating(literal, "float", "f"),
        ScalarKind.F64 => Floating(literal, "double", ""),
        ScalarKind.I32 when literal.Integer == int.MinValue => Constant("int.MinValue"),
        ScalarKind.I32 => Constant(Invariant(literal.Integer)),
        ScalarKind.U32 => Constant(Invariant(literal.Integer & uint.MaxValue) + "u"),
        ScalarKind.I64 when literal.Integer == long.MinValue => Constant("long.MinValue"),
        ScalarKind.I64 => Constant(Invariant(literal.Integer) + "L"),
        ScalarKind.U64 => Constant(unchecked((ulong)literal.Integer).ToString(CultureInfo.InvariantCulture) + "UL"),
        ScalarKind.Char => Constant("(char)" + Invariant(literal.Integer)),
        _ when literal.Integer < 0 => Constant("(" + TypeNames.Scalar(literal.Kind) + ")(" + Invariant(literal.Integer) + ")"),
        _ => Constant("(" + TypeNames.Scalar(literal.Kind) + ")" + Invariant(literal.Integer)),
    };

    /// <summary>
    /// The literal where the context makes it floating anyway: beside a floating operand, or assigned to a floating variable.
    /// Whole doubles then need no point.
    /// </summary>
    public static Code InFloatingContext(Literal literal)
    {
        double value = literal.Floating;
        bool whole = literal.Kind == ScalarKind.F64 && value == Math.Floor(value) && Math.Abs(value) < 1e6
            && BitConverter.DoubleToInt64Bits(value) != BitConverter.DoubleToInt64Bits(-0.0);
        return whole ? Constant(Invariant((long)value)) : Of(literal);
    }

    public static string Invariant(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static Code Constant(string text) =>
        new(text, text[0] is '-' or '(' ? Precedence.Unary : Precedence.Primary, IsConstant: true);

    private static Code Floating(Literal literal, string type, string suffix)
    {
        double value = literal.Floating;
        if (double.IsNaN(value))
        {
            return Constant(type + ".NaN");
        }

        if (double.IsInfinity(value))
        {
            return Constant(type + (value > 0 ? ".PositiveInfinity" : ".NegativeInfinity"));
        }

        string text = literal.ToString();
        if (suffix.Length > 0 && text.EndsWith(".0", StringComparison.Ordinal))
        {
            text = text.Substring(0, text.Length - 2);
        }

        return Constant(Exponent(text) + suffix);
    }

    // "1E-07" as people write it: 1e-7.
    private static string Exponent(string text)
    {
        int mark = text.IndexOf('E');
        if (mark < 0)
        {
            return text;
        }

        int exponent = int.Parse(text.Substring(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return text.Substring(0, mark) + "e" + Invariant(exponent);
    }
}
