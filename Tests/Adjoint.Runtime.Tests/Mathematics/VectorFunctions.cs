namespace Adjoint.Runtime.Tests;

/// <summary>The functions of one argument, each with its scalar reference.</summary>
internal static class VectorFunctions
{
    /// <summary>Those with vector code of their own; the tolerance is 2 units and what the reference itself may be off, 8 for those that are several factors.</summary>
    public static readonly IReadOnlyList<VectorFunction> Own =
    [
        new("Exp", Math.Exp, null, 2, VectorMath.Exp, VectorMath.Exp, VectorMath.Exp, VectorMath.Exp, VectorMath.Exp, VectorMath.Exp),
        new("Exp2", double.Exp2, null, 2, VectorMath.Exp2, VectorMath.Exp2, VectorMath.Exp2, VectorMath.Exp2, VectorMath.Exp2, VectorMath.Exp2),
        new("Exp10", double.Exp10, null, 2, VectorMath.Exp10, VectorMath.Exp10, VectorMath.Exp10, VectorMath.Exp10, VectorMath.Exp10, VectorMath.Exp10),
        new("ExpM1", Accurate.ExpM1, null, 4, VectorMath.ExpM1, VectorMath.ExpM1, VectorMath.ExpM1, VectorMath.ExpM1, VectorMath.ExpM1, VectorMath.ExpM1),
        new("Log", Math.Log, null, 2, VectorMath.Log, VectorMath.Log, VectorMath.Log, VectorMath.Log, VectorMath.Log, VectorMath.Log),
        new("Log2", Math.Log2, null, 2, VectorMath.Log2, VectorMath.Log2, VectorMath.Log2, VectorMath.Log2, VectorMath.Log2, VectorMath.Log2),
        new("Log10", Math.Log10, null, 2, VectorMath.Log10, VectorMath.Log10, VectorMath.Log10, VectorMath.Log10, VectorMath.Log10, VectorMath.Log10),
        new("LogP1", Accurate.LogP1, null, 4, VectorMath.LogP1, VectorMath.LogP1, VectorMath.LogP1, VectorMath.LogP1, VectorMath.LogP1, VectorMath.LogP1),
        new("Sin", Math.Sin, null, 2, VectorMath.Sin, VectorMath.Sin, VectorMath.Sin, VectorMath.Sin, VectorMath.Sin, VectorMath.Sin),
        new("Cos", Math.Cos, null, 2, VectorMath.Cos, VectorMath.Cos, VectorMath.Cos, VectorMath.Cos, VectorMath.Cos, VectorMath.Cos),
        new("Tan", Math.Tan, null, 2, VectorMath.Tan, VectorMath.Tan, VectorMath.Tan, VectorMath.Tan, VectorMath.Tan, VectorMath.Tan),
        new("Asin", Math.Asin, null, 2, VectorMath.Asin, VectorMath.Asin, VectorMath.Asin, VectorMath.Asin, VectorMath.Asin, VectorMath.Asin),
        new("Acos", Math.Acos, null, 2, VectorMath.Acos, VectorMath.Acos, VectorMath.Acos, VectorMath.Acos, VectorMath.Acos, VectorMath.Acos),
        new("Atan", Math.Atan, null, 2, VectorMath.Atan, VectorMath.Atan, VectorMath.Atan, VectorMath.Atan, VectorMath.Atan, VectorMath.Atan),
        new("Sinh", Math.Sinh, null, 4, VectorMath.Sinh, VectorMath.Sinh, VectorMath.Sinh, VectorMath.Sinh, VectorMath.Sinh, VectorMath.Sinh),
        new("Cosh", Math.Cosh, null, 4, VectorMath.Cosh, VectorMath.Cosh, VectorMath.Cosh, VectorMath.Cosh, VectorMath.Cosh, VectorMath.Cosh),
        new("Tanh", Math.Tanh, null, 4, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh),
        new("Cbrt", Math.Cbrt, null, 4, VectorMath.Cbrt, VectorMath.Cbrt, VectorMath.Cbrt, VectorMath.Cbrt, VectorMath.Cbrt, VectorMath.Cbrt),
        new("RoundAwayFromZero", x => Math.Round(x, MidpointRounding.AwayFromZero), null, 0, VectorMath.RoundAwayFromZero, VectorMath.RoundAwayFromZero, VectorMath.RoundAwayFromZero, VectorMath.RoundAwayFromZero, VectorMath.RoundAwayFromZero, VectorMath.RoundAwayFromZero),
        new("Sigmoid", Accurate.Sigmoid, null, 3, VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid),
        new("Softplus", Accurate.Softplus, null, 4, VectorMath.Softplus, VectorMath.Softplus, VectorMath.Softplus, VectorMath.Softplus, VectorMath.Softplus, VectorMath.Softplus),
        new("Erf", SpecialFunctions.Erf, null, 8, VectorMath.Erf, VectorMath.Erf, VectorMath.Erf, VectorMath.Erf, VectorMath.Erf, VectorMath.Erf),
        new("Erfc", SpecialFunctions.Erfc, null, 8, VectorMath.Erfc, VectorMath.Erfc, VectorMath.Erfc, VectorMath.Erfc, VectorMath.Erfc, VectorMath.Erfc),
        new("NormalPdf", SpecialFunctions.NormalPdf, null, 8, VectorMath.NormalPdf, VectorMath.NormalPdf, VectorMath.NormalPdf, VectorMath.NormalPdf, VectorMath.NormalPdf, VectorMath.NormalPdf),
        new("NormalCdf", SpecialFunctions.NormalCdf, null, 8, VectorMath.NormalCdf, VectorMath.NormalCdf, VectorMath.NormalCdf, VectorMath.NormalCdf, VectorMath.NormalCdf, VectorMath.NormalCdf),
    ];

    /// <summary>Those that equal their scalars bit for bit.</summary>
    public static readonly IReadOnlyList<VectorFunction> Same =
    [
        new("Asinh", double.Asinh, float.Asinh, 0, VectorMath.Asinh, VectorMath.Asinh, VectorMath.Asinh, VectorMath.Asinh, VectorMath.Asinh, VectorMath.Asinh),
        new("Acosh", double.Acosh, float.Acosh, 0, VectorMath.Acosh, VectorMath.Acosh, VectorMath.Acosh, VectorMath.Acosh, VectorMath.Acosh, VectorMath.Acosh),
        new("Atanh", double.Atanh, float.Atanh, 0, VectorMath.Atanh, VectorMath.Atanh, VectorMath.Atanh, VectorMath.Atanh, VectorMath.Atanh, VectorMath.Atanh),
        new("Sqrt", double.Sqrt, float.Sqrt, 0, VectorMath.Sqrt, VectorMath.Sqrt, VectorMath.Sqrt, VectorMath.Sqrt, VectorMath.Sqrt, VectorMath.Sqrt),
        new("Abs", double.Abs, float.Abs, 0, VectorMath.Abs, VectorMath.Abs, VectorMath.Abs, VectorMath.Abs, VectorMath.Abs, VectorMath.Abs),
        new("Floor", double.Floor, float.Floor, 0, VectorMath.Floor, VectorMath.Floor, VectorMath.Floor, VectorMath.Floor, VectorMath.Floor, VectorMath.Floor),
        new("Ceiling", double.Ceiling, float.Ceiling, 0, VectorMath.Ceiling, VectorMath.Ceiling, VectorMath.Ceiling, VectorMath.Ceiling, VectorMath.Ceiling, VectorMath.Ceiling),
        new("Truncate", double.Truncate, float.Truncate, 0, VectorMath.Truncate, VectorMath.Truncate, VectorMath.Truncate, VectorMath.Truncate, VectorMath.Truncate, VectorMath.Truncate),
        new("Round", double.Round, float.Round, 0, VectorMath.Round, VectorMath.Round, VectorMath.Round, VectorMath.Round, VectorMath.Round, VectorMath.Round),
        new("SinPi", double.SinPi, float.SinPi, 0, VectorMath.SinPi, VectorMath.SinPi, VectorMath.SinPi, VectorMath.SinPi, VectorMath.SinPi, VectorMath.SinPi),
        new("CosPi", double.CosPi, float.CosPi, 0, VectorMath.CosPi, VectorMath.CosPi, VectorMath.CosPi, VectorMath.CosPi, VectorMath.CosPi, VectorMath.CosPi),
        new("TanPi", double.TanPi, float.TanPi, 0, VectorMath.TanPi, VectorMath.TanPi, VectorMath.TanPi, VectorMath.TanPi, VectorMath.TanPi, VectorMath.TanPi),
        new("AsinPi", double.AsinPi, float.AsinPi, 0, VectorMath.AsinPi, VectorMath.AsinPi, VectorMath.AsinPi, VectorMath.AsinPi, VectorMath.AsinPi, VectorMath.AsinPi),
        new("AcosPi", double.AcosPi, float.AcosPi, 0, VectorMath.AcosPi, VectorMath.AcosPi, VectorMath.AcosPi, VectorMath.AcosPi, VectorMath.AcosPi, VectorMath.AcosPi),
        new("AtanPi", double.AtanPi, float.AtanPi, 0, VectorMath.AtanPi, VectorMath.AtanPi, VectorMath.AtanPi, VectorMath.AtanPi, VectorMath.AtanPi, VectorMath.AtanPi),
        new("Exp2M1", double.Exp2M1, float.Exp2M1, 0, VectorMath.Exp2M1, VectorMath.Exp2M1, VectorMath.Exp2M1, VectorMath.Exp2M1, VectorMath.Exp2M1, VectorMath.Exp2M1),
        new("Exp10M1", double.Exp10M1, float.Exp10M1, 0, VectorMath.Exp10M1, VectorMath.Exp10M1, VectorMath.Exp10M1, VectorMath.Exp10M1, VectorMath.Exp10M1, VectorMath.Exp10M1),
        new("Log2P1", double.Log2P1, float.Log2P1, 0, VectorMath.Log2P1, VectorMath.Log2P1, VectorMath.Log2P1, VectorMath.Log2P1, VectorMath.Log2P1, VectorMath.Log2P1),
        new("Log10P1", double.Log10P1, float.Log10P1, 0, VectorMath.Log10P1, VectorMath.Log10P1, VectorMath.Log10P1, VectorMath.Log10P1, VectorMath.Log10P1, VectorMath.Log10P1),
        new("DegreesToRadians", double.DegreesToRadians, float.DegreesToRadians, 0, VectorMath.DegreesToRadians, VectorMath.DegreesToRadians, VectorMath.DegreesToRadians, VectorMath.DegreesToRadians, VectorMath.DegreesToRadians, VectorMath.DegreesToRadians),
        new("RadiansToDegrees", double.RadiansToDegrees, float.RadiansToDegrees, 0, VectorMath.RadiansToDegrees, VectorMath.RadiansToDegrees, VectorMath.RadiansToDegrees, VectorMath.RadiansToDegrees, VectorMath.RadiansToDegrees, VectorMath.RadiansToDegrees),
        new("BitIncrement", double.BitIncrement, float.BitIncrement, 0, VectorMath.BitIncrement, VectorMath.BitIncrement, VectorMath.BitIncrement, VectorMath.BitIncrement, VectorMath.BitIncrement, VectorMath.BitIncrement),
        new("BitDecrement", double.BitDecrement, float.BitDecrement, 0, VectorMath.BitDecrement, VectorMath.BitDecrement, VectorMath.BitDecrement, VectorMath.BitDecrement, VectorMath.BitDecrement, VectorMath.BitDecrement),
        new("ReciprocalEstimate", x => 1 / x, x => 1 / x, 0, VectorMath.ReciprocalEstimate, VectorMath.ReciprocalEstimate, VectorMath.ReciprocalEstimate, VectorMath.ReciprocalEstimate, VectorMath.ReciprocalEstimate, VectorMath.ReciprocalEstimate),
        new("ReciprocalSqrtEstimate", x => 1 / Math.Sqrt(x), x => 1 / MathF.Sqrt(x), 0, VectorMath.ReciprocalSqrtEstimate, VectorMath.ReciprocalSqrtEstimate, VectorMath.ReciprocalSqrtEstimate, VectorMath.ReciprocalSqrtEstimate, VectorMath.ReciprocalSqrtEstimate, VectorMath.ReciprocalSqrtEstimate),
        new("NormalQuantile", SpecialFunctions.NormalQuantile, SpecialFunctions.NormalQuantile, 0, VectorMath.NormalQuantile, VectorMath.NormalQuantile, VectorMath.NormalQuantile, VectorMath.NormalQuantile, VectorMath.NormalQuantile, VectorMath.NormalQuantile),
        new("LogGamma", SpecialFunctions.LogGamma, SpecialFunctions.LogGamma, 0, VectorMath.LogGamma, VectorMath.LogGamma, VectorMath.LogGamma, VectorMath.LogGamma, VectorMath.LogGamma, VectorMath.LogGamma),
        new("Digamma", SpecialFunctions.Digamma, SpecialFunctions.Digamma, 0, VectorMath.Digamma, VectorMath.Digamma, VectorMath.Digamma, VectorMath.Digamma, VectorMath.Digamma, VectorMath.Digamma),
        new("Trigamma", SpecialFunctions.Trigamma, SpecialFunctions.Trigamma, 0, VectorMath.Trigamma, VectorMath.Trigamma, VectorMath.Trigamma, VectorMath.Trigamma, VectorMath.Trigamma, VectorMath.Trigamma),
    ];
}
