using System.Numerics;

namespace Adjoint.Generator.Tests.Ir;

/// <summary>The elementary functions: .NET's own, in the precision of their operands, and the runtime's special functions.</summary>
internal static class ElementaryFunctions
{
    public static object Apply(string name, IReadOnlyList<object> operands) => operands[0] is float
        ? Apply<float>(name, operands)
        : Apply<double>(name, operands);

    private static object Apply<T>(string name, IReadOnlyList<object> operands)
        where T : IFloatingPointIeee754<T>
    {
        T x = (T)operands[0];
        return operands.Count switch
        {
            1 => Unary(name, x),
            2 => operands[1] is int n ? WithInteger(name, x, n) : Binary(name, x, (T)operands[1]),
            _ => Ternary(name, x, (T)operands[1], (T)operands[2]),
        };
    }

    private static object Unary<T>(string name, T x)
        where T : IFloatingPointIeee754<T> => name switch
        {
            "Abs" => (object)T.Abs(x),
            "Sqrt" => T.Sqrt(x),
            "Cbrt" => T.Cbrt(x),
            "Exp" => T.Exp(x),
            "Exp2" => T.Exp2(x),
            "Exp10" => T.Exp10(x),
            "ExpM1" => T.ExpM1(x),
            "Exp2M1" => T.Exp2M1(x),
            "Exp10M1" => T.Exp10M1(x),
            "Log" => T.Log(x),
            "Log2" => T.Log2(x),
            "Log10" => T.Log10(x),
            "LogP1" => T.LogP1(x),
            "Log2P1" => T.Log2P1(x),
            "Log10P1" => T.Log10P1(x),
            "Sin" => T.Sin(x),
            "Cos" => T.Cos(x),
            "Tan" => T.Tan(x),
            "Asin" => T.Asin(x),
            "Acos" => T.Acos(x),
            "Atan" => T.Atan(x),
            "SinPi" => T.SinPi(x),
            "CosPi" => T.CosPi(x),
            "TanPi" => T.TanPi(x),
            "AsinPi" => T.AsinPi(x),
            "AcosPi" => T.AcosPi(x),
            "AtanPi" => T.AtanPi(x),
            "Sinh" => T.Sinh(x),
            "Cosh" => T.Cosh(x),
            "Tanh" => T.Tanh(x),
            "Asinh" => T.Asinh(x),
            "Acosh" => T.Acosh(x),
            "Atanh" => T.Atanh(x),
            "ReciprocalEstimate" => T.ReciprocalEstimate(x),
            "ReciprocalSqrtEstimate" => T.ReciprocalSqrtEstimate(x),
            "DegreesToRadians" => T.DegreesToRadians(x),
            "RadiansToDegrees" => T.RadiansToDegrees(x),
            "Floor" => T.Floor(x),
            "Ceiling" => T.Ceiling(x),
            "Truncate" => T.Truncate(x),
            "Round" => T.Round(x),
            "RoundAwayFromZero" => T.Round(x, MidpointRounding.AwayFromZero),
            "RoundToZero" => T.Round(x, MidpointRounding.ToZero),
            "RoundToPositiveInfinity" => T.Round(x, MidpointRounding.ToPositiveInfinity),
            "RoundToNegativeInfinity" => T.Round(x, MidpointRounding.ToNegativeInfinity),
            "BitIncrement" => T.BitIncrement(x),
            "BitDecrement" => T.BitDecrement(x),
            "Sign" => T.Sign(x),
            "ILogB" => T.ILogB(x),
            "Sigmoid" => T.One / (T.One + T.Exp(-x)),
            "Softplus" => T.Max(x, T.Zero) + T.LogP1(T.Exp(-T.Abs(x))),
            "Erf" => Special(SpecialFunctions.Erf, x),
            "Erfc" => Special(SpecialFunctions.Erfc, x),
            "NormalPdf" => Special(SpecialFunctions.NormalPdf, x),
            "NormalCdf" => Special(SpecialFunctions.NormalCdf, x),
            "NormalQuantile" => Special(SpecialFunctions.NormalQuantile, x),
            "LogGamma" => Special(SpecialFunctions.LogGamma, x),
            "Digamma" => Special(SpecialFunctions.Digamma, x),
            "Trigamma" => Special(SpecialFunctions.Trigamma, x),
            _ => throw Missing(name),
        };

    // The runtime's, which computes in double for floats.
    private static T Special<T>(Func<double, double> function, T x)
        where T : IFloatingPointIeee754<T> => T.CreateTruncating(function(double.CreateTruncating(x)));

    private static T WithInteger<T>(string name, T x, int n)
        where T : IFloatingPointIeee754<T> => name switch
        {
            "RootN" => T.RootN(x, n),
            "ScaleB" => T.ScaleB(x, n),
            "RoundDigits" => T.Round(x, n),
            "Polygamma" => Special(y => SpecialFunctions.Polygamma(y, n), x),
            _ => throw Missing(name),
        };

    private static T Binary<T>(string name, T x, T y)
        where T : IFloatingPointIeee754<T> => name switch
        {
            "Hypot" => T.Hypot(x, y),
            "Pow" => T.Pow(x, y),
            "LogBase" => T.Log(x, y),
            "Atan2" => T.Atan2(x, y),
            "Atan2Pi" => T.Atan2Pi(x, y),
            "Max" => T.Max(x, y),
            "Min" => T.Min(x, y),
            "MaxNumber" => T.MaxNumber(x, y),
            "MinNumber" => T.MinNumber(x, y),
            "MaxNative" => T.MaxNative(x, y),
            "MinNative" => T.MinNative(x, y),
            "MaxMagnitude" => T.MaxMagnitude(x, y),
            "MinMagnitude" => T.MinMagnitude(x, y),
            "MaxMagnitudeNumber" => T.MaxMagnitudeNumber(x, y),
            "MinMagnitudeNumber" => T.MinMagnitudeNumber(x, y),
            "CopySign" => T.CopySign(x, y),
            "Ieee754Remainder" => T.Ieee754Remainder(x, y),
            _ => throw Missing(name),
        };

    private static T Ternary<T>(string name, T x, T y, T z)
        where T : IFloatingPointIeee754<T> => name switch
        {
            "Clamp" => T.Clamp(x, y, z),
            "ClampNative" => T.ClampNative(x, y, z),
            "Lerp" => T.Lerp(x, y, z),
            "FusedMultiplyAdd" => T.FusedMultiplyAdd(x, y, z),
            "MultiplyAddEstimate" => T.MultiplyAddEstimate(x, y, z),
            _ => throw Missing(name),
        };

    private static InterpreterException Missing(string name) => new($"the interpreter has no function '{name}'");
}
