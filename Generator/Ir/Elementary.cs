namespace Adjoint.Generator.Ir;

/// <summary>A function of <c>Math</c>, <c>MathF</c>, <c>double</c>, <c>float</c> or <c>SpecialFunctions</c> that <see cref="OpCode.Elementary"/> applies.</summary>
/// <remarks>
/// The first <see cref="Arity"/> operands decide the value; integer operands (<c>RootN(x, n)</c>) are marked in
/// <see cref="IntegerOperands"/>. The result has the type of the first operand, but for <see cref="IntegerResult"/>.
/// </remarks>
/// <param name="Name">The C# member of <c>double</c> and <c>float</c> where there is one, else that of <c>Math</c> or <c>SpecialFunctions</c>.</param>
/// <param name="Arity">Number of operands.</param>
/// <param name="IntegerOperands">Bit i is set where operand i is an i32.</param>
/// <param name="IntegerResult">Whether the result is an i32.</param>
/// <param name="Traps">Whether .NET throws for some operands: <c>Sign</c> of NaN, <c>Clamp</c> with bounds in the wrong order, too many digits.</param>
public sealed record Elementary(string Name, int Arity, int IntegerOperands = 0, bool IntegerResult = false, bool Traps = false)
{
    private static readonly Dictionary<string, Elementary> Table = new Elementary[]
    {
        new("Abs", 1), new("Sqrt", 1), new("Cbrt", 1), new("RootN", 2, 0b10), new("Hypot", 2), new("Pow", 2),
        new("Exp", 1), new("Exp2", 1), new("Exp10", 1), new("ExpM1", 1), new("Exp2M1", 1), new("Exp10M1", 1),
        new("Log", 1), new("LogBase", 2), new("Log2", 1), new("Log10", 1), new("LogP1", 1), new("Log2P1", 1), new("Log10P1", 1),
        new("Sin", 1), new("Cos", 1), new("Tan", 1), new("Asin", 1), new("Acos", 1), new("Atan", 1), new("Atan2", 2),
        new("SinPi", 1), new("CosPi", 1), new("TanPi", 1), new("AsinPi", 1), new("AcosPi", 1), new("AtanPi", 1), new("Atan2Pi", 2),
        new("Sinh", 1), new("Cosh", 1), new("Tanh", 1), new("Asinh", 1), new("Acosh", 1), new("Atanh", 1),
        new("Max", 2), new("Min", 2), new("MaxNumber", 2), new("MinNumber", 2), new("MaxNative", 2), new("MinNative", 2),
        new("MaxMagnitude", 2), new("MinMagnitude", 2), new("MaxMagnitudeNumber", 2), new("MinMagnitudeNumber", 2),
        new("Clamp", 3, Traps: true), new("ClampNative", 3, Traps: true), new("CopySign", 2), new("Lerp", 3),
        new("FusedMultiplyAdd", 3), new("MultiplyAddEstimate", 3), new("ReciprocalEstimate", 1), new("ReciprocalSqrtEstimate", 1),
        new("ScaleB", 2, 0b10), new("DegreesToRadians", 1), new("RadiansToDegrees", 1),
        new("Ieee754Remainder", 2), new("Floor", 1), new("Ceiling", 1), new("Truncate", 1),
        new("Round", 1), new("RoundDigits", 2, 0b10, Traps: true), new("RoundAwayFromZero", 1),
        new("RoundToZero", 1), new("RoundToPositiveInfinity", 1), new("RoundToNegativeInfinity", 1),
        new("BitIncrement", 1), new("BitDecrement", 1),
        new("Sign", 1, 0, true, true), new("ILogB", 1, 0, true),
        new("Sigmoid", 1), new("Softplus", 1), new("Erf", 1), new("Erfc", 1),
        new("NormalPdf", 1), new("NormalCdf", 1), new("NormalQuantile", 1),
        new("LogGamma", 1), new("Digamma", 1), new("Trigamma", 1), new("Polygamma", 2, 0b10),
    }.ToDictionary(row => row.Name, StringComparer.Ordinal);

    /// <summary>Every elementary function.</summary>
    public static IEnumerable<Elementary> All => Table.Values;

    public static Elementary? Find(string name) => Table.TryGetValue(name, out Elementary? row) ? row : null;

    public bool IsIntegerOperand(int index) => ((IntegerOperands >> index) & 1) != 0;
}
