using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Frontend;

/// <summary>The IR values that a parameter becomes: the one place that both the signature and the body go by.</summary>
internal static class ParameterShape
{
    /// <param name="parameter">The parameter.</param>
    /// <param name="types">The type mapping of the module.</param>
    /// <param name="isRoot">Whether companions pass it; they know enums and delegates by their own type.</param>
    public static Leaf[] Leaves(IParameterSymbol parameter, TypeMapping types, bool isRoot)
    {
        if (isRoot && parameter.Type.TypeKind is TypeKind.Enum or TypeKind.Delegate)
        {
            return [new("", new OpaqueType(parameter.Type.FullText()))];
        }

        Leaf[] leaves = types.Leaves(parameter.Type);
        return parameter.RefKind == RefKind.Ref
            ? leaves.Select(leaf => leaf with { Type = MemoryType.Ref(leaf.Type) }).ToArray()
            : leaves;
    }
}
