using System.Globalization;
using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Adjoint.Generator.Frontend;

/// <summary>Constants as C# text that is valid anywhere and in any culture.</summary>
internal static class ConstantText
{
    /// <summary>The default value of a parameter.</summary>
    public static string Of(IParameterSymbol parameter) => parameter.ExplicitDefaultValue is null && parameter.Type.IsValueType
        ? "default"
        : Of(parameter.ExplicitDefaultValue, parameter.Type);

    public static string Of(object? value, ITypeSymbol? type)
    {
        string text = value switch
        {
            null => "null",
            string words => SymbolDisplay.FormatLiteral(words, quote: true),
            char character => "'\\u" + ((int)character).ToString("x4", CultureInfo.InvariantCulture) + "'",
            double number => Floating(number, ScalarKind.F64),
            float number => Floating(number, ScalarKind.F32),
            bool truth => truth ? "true" : "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) + Suffix(value),
        };
        return type?.TypeKind == TypeKind.Enum ? $"(({type.FullText()})({text}))" : text;
    }

    private static string Suffix(object value) => value switch
    {
        long => "L",
        ulong => "UL",
        uint => "U",
        decimal => "m",
        _ => "",
    };

    private static string Floating(double value, ScalarKind kind)
    {
        string type = kind == ScalarKind.F32 ? "float" : "double";
        return value switch
        {
            double.PositiveInfinity => type + ".PositiveInfinity",
            double.NegativeInfinity => type + ".NegativeInfinity",
            _ when double.IsNaN(value) => type + ".NaN",
            _ => Literal.OfFloating(kind, value) + (kind == ScalarKind.F32 ? "f" : "d"),
        };
    }
}
