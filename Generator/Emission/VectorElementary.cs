namespace Adjoint.Generator.Emission;

/// <summary>The C# call of an elementary function on vectors: the framework's where it is a few instructions, else the runtime's.</summary>
internal static class VectorElementary
{
    private static readonly HashSet<string> InFramework = new(
        ("Abs Ceiling CopySign Floor FusedMultiplyAdd Max MaxNative MaxNumber Min MinNative MinNumber Round Sqrt Truncate").Split(' '),
        StringComparer.Ordinal);

    public static Code Of(string function, string vectors, Code[] arguments, TypeNames types) =>
        Code.Call((InFramework.Contains(function) ? vectors : types.Known("VectorMath")) + "." + function, arguments);
}
