using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Frontend;

/// <summary>The structs of <c>System.Numerics</c> whose values are followed member by member, as those of the project are.</summary>
internal static class NumericsTypes
{
    // In the order in which the constructor that takes them all does, which is the order in which they lie in memory.
    private static readonly Dictionary<string, string[]> Names = new(StringComparer.Ordinal)
    {
        ["Vector2"] = ["X", "Y"],
        ["Vector3"] = ["X", "Y", "Z"],
        ["Vector4"] = ["X", "Y", "Z", "W"],
        ["Quaternion"] = ["X", "Y", "Z", "W"],
        ["Plane"] = ["Normal", "D"],
        ["Matrix3x2"] = ["M11", "M12", "M21", "M22", "M31", "M32"],
        ["Matrix4x4"] = ["M11", "M12", "M13", "M14", "M21", "M22", "M23", "M24", "M31", "M32", "M33", "M34", "M41", "M42", "M43", "M44"],
        ["Complex"] = ["Real", "Imaginary"],
    };

    /// <summary>Whether the type is one of them, and not one of that name in somebody's source.</summary>
    public static bool Has(ITypeSymbol? type) => type is INamedTypeSymbol { TypeKind: TypeKind.Struct, Arity: 0, ContainingType: null, DeclaringSyntaxReferences.Length: 0 }
        && Names.ContainsKey(type.Name)
        && type.ContainingNamespace is { Name: "Numerics", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>The fields, or for a complex number the properties, that a value consists of; null where the type is none of them.</summary>
    public static IReadOnlyList<StructMembers.Member>? Members(ITypeSymbol type)
    {
        if (!Has(type))
        {
            return null;
        }

        List<StructMembers.Member> members = [];
        foreach (string name in Names[type.Name])
        {
            switch (type.GetMembers(name).FirstOrDefault())
            {
                case IFieldSymbol { IsStatic: false } field:
                    members.Add(new(field, field.Type));
                    break;
                case IPropertySymbol { IsStatic: false } property:
                    members.Add(new(property, property.Type));
                    break;
                default:
                    return null;
            }
        }

        return members;
    }
}
