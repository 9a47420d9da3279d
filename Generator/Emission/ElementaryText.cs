using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <summary>The C# call of an elementary function on scalars.</summary>
internal static class ElementaryText
{
    // Members of Math and MathF; the others are members of float and double.
    private static readonly HashSet<string> InMath = new(
        ("Abs Acos Acosh Asin Asinh Atan Atan2 Atanh BitDecrement BitIncrement Cbrt Ceiling CopySign Cos Cosh Exp Floor "
        + "FusedMultiplyAdd ILogB Log Log10 Log2 Max MaxMagnitude Min MinMagnitude Pow ReciprocalEstimate ReciprocalSqrtEstimate "
        + "Round ScaleB Sign Sin Sinh Sqrt Tan Tanh Truncate").Split(' '),
        StringComparer.Ordinal);

    private static readonly HashSet<string> InSpecialFunctions = new(
        "Sigmoid Softplus Erf Erfc NormalPdf NormalCdf NormalQuantile LogGamma Digamma Trigamma Polygamma".Split(' '),
        StringComparer.Ordinal);

    private static readonly Dictionary<string, string> Roundings = new(StringComparer.Ordinal)
    {
        ["RoundAwayFromZero"] = "AwayFromZero",
        ["RoundToZero"] = "ToZero",
        ["RoundToPositiveInfinity"] = "ToPositiveInfinity",
        ["RoundToNegativeInfinity"] = "ToNegativeInfinity",
    };

    public static Code Of(string function, ScalarKind kind, IReadOnlyList<Code> arguments, TypeNames types)
    {
        string math = kind == ScalarKind.F32 ? "MathF" : "Math";
        if (InMath.Contains(function))
        {
            return Code.Call(types.Known(math) + "." + function, arguments);
        }

        if (InSpecialFunctions.Contains(function))
        {
            return Code.Call(types.Known("SpecialFunctions") + "." + function, arguments);
        }

        if (Roundings.TryGetValue(function, out string? mode))
        {
            return Code.Call(types.Known(math) + ".Round", arguments[0], new(types.Known("MidpointRounding") + "." + mode));
        }

        return function switch
        {
            "Ieee754Remainder" => Code.Call(types.Known(math) + ".IEEERemainder", arguments),
            "LogBase" => Code.Call(types.Known(math) + ".Log", arguments),
            "RoundDigits" => Code.Call(types.Known(math) + ".Round", arguments),
            "Clamp" => Code.Call(types.Known("Math") + ".Clamp", arguments),
            _ => Code.Call(TypeNames.Scalar(kind) + "." + function, arguments),
        };
    }
}
