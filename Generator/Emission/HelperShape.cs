using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <summary>How the results of a function of the IR leave its C# method.</summary>
internal static class HelperShape
{
    /// <summary>Of several results, spans cannot be members of a tuple and are <c>out</c> parameters.</summary>
    public static bool IsOut(IrType type) =>
        type is MemoryType { Kind: MemoryKind.Span or MemoryKind.ReadOnlySpan or MemoryKind.Rows };

    public static string ReturnType(Function function, TypeNames types)
    {
        IReadOnlyList<Ir.Value> results = function.Results;
        if (results.Count == 1)
        {
            return types.Of(results[0].Type);
        }

        List<string> returned = results.Where(result => !IsOut(result.Type)).Select(result => types.Of(result.Type)).ToList();
        return returned.Count switch
        {
            0 => "void",
            1 => returned[0],
            _ => "(" + string.Join(", ", returned) + ")",
        };
    }
}
