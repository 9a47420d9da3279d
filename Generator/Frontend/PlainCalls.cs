using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Frontend;

/// <summary>
/// Methods of the framework that take and give scalars, whose result depends on the arguments alone and that never throw: a call
/// may be made again, elsewhere, or not at all.
/// </summary>
internal static class PlainCalls
{
    private static readonly HashSet<string> Numeric = new(StringComparer.Ordinal)
    {
        "Max", "Min", "MaxMagnitude", "MinMagnitude", "Sign", "BigMul", "PopCount", "LeadingZeroCount", "TrailingZeroCount",
        "RotateLeft", "RotateRight", "IsPow2", "IsEvenInteger", "IsOddInteger", "IsNegative", "IsPositive", "IsNormal", "IsSubnormal",
        "CopySign", "CreateTruncating", "CreateSaturating", "BitIncrement", "BitDecrement", "ILogB",
        "DoubleToInt64Bits", "Int64BitsToDouble", "SingleToInt32Bits", "Int32BitsToSingle",
        "DoubleToUInt64Bits", "UInt64BitsToDouble", "SingleToUInt32Bits", "UInt32BitsToSingle",
    };

    private static readonly HashSet<string> Character = new(StringComparer.Ordinal)
    {
        "IsDigit", "IsLetter", "IsLetterOrDigit", "IsLower", "IsUpper", "IsWhiteSpace", "IsPunctuation", "IsControl", "IsSymbol", "IsNumber",
        "IsAscii", "IsAsciiDigit", "IsAsciiLetter", "IsAsciiLetterLower", "IsAsciiLetterUpper", "IsAsciiLetterOrDigit",
        "ToLowerInvariant", "ToUpperInvariant",
    };

    public static bool Has(IMethodSymbol method) => !method.ReturnsVoid
        && method.Parameters.All(parameter => parameter.RefKind == RefKind.None && TypeMapping.Scalar(parameter.Type) is not null)
        && TypeMapping.Scalar(method.ReturnType) is not null
        && (method.ContainingType.MetadataFullName() switch
        {
            _ when !method.IsStatic => method.Name is "CompareTo" or "Equals" && TypeMapping.Scalar(method.ContainingType) is not null,
            "System.Math" or "System.MathF" or "System.BitConverter" => Numeric.Contains(method.Name),
            "System.Numerics.BitOperations" => method.Name != "RoundUpToPowerOf2",
            "System.Char" => Character.Contains(method.Name),
            _ => TypeMapping.Scalar(method.ContainingType) is not null && Numeric.Contains(method.Name),
        });
}
