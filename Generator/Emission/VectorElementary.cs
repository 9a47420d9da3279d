namespace Adjoint.Generator.Emission;

/// <summary>The C# call of an elementary function on vectors: the framework's where there is one, else the runtime's.</summary>
internal static class VectorElementary
{
    private static readonly HashSet<string> InFramework = new(
        ("Abs Ceiling CopySign Cos DegreesToRadians Exp Floor FusedMultiplyAdd Hypot Lerp Log Log2 Max MaxMagnitude "
        + "MaxMagnitudeNumber MaxNative MaxNumber Min MinMagnitude MinMagnitudeNumber MinNative MinNumber MultiplyAddEstimate "
        + "RadiansToDegrees Round Sin Sqrt Truncate Clamp ClampNative").Split(' '),
        StringComparer.Ordinal);

    public static Code Of(string function, string vectors, Code[] arguments, TypeNames types) =>
        Code.Call((InFramework.Contains(function) ? vectors : types.Known("VectorMath")) + "." + function, arguments);
}
