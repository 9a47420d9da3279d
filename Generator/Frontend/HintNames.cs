using System.Globalization;
using System.Text;
using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Frontend;

/// <summary>Names of generated files: unique, and a function of the declaration alone.</summary>
internal static class HintNames
{
    /// <summary><c>Namespace.Type.Method</c>; overloads carry a hash of their parameter types.</summary>
    public static string Of(IMethodSymbol method)
    {
        string name = method.MethodKind == MethodKind.LocalFunction
            ? "Program." + method.Name
            : Of(method.ContainingType) + "." + method.Name;
        if (method.MethodKind == MethodKind.LocalFunction || method.ContainingType.GetMembers(method.Name).Length == 1)
        {
            return name;
        }

        string signature = string.Join(",", method.Parameters.Select(parameter => parameter.RefKind + " " + parameter.Type.FullText()));
        return name + "." + ContentHash.Of(signature).ToString().Substring(0, 8);
    }

    /// <summary>The full name of a type, with what file names cannot have replaced.</summary>
    public static string Of(INamedTypeSymbol type)
    {
        StringBuilder text = new();
        foreach (char character in type.MetadataFullName())
        {
            text.Append(char.IsLetterOrDigit(character) || character is '.' or '_' ? character.ToString() : Replacement(character));
        }

        return text.ToString();
    }

    private static string Replacement(char character) => character switch
    {
        '+' => ".",
        '`' => "-",
        _ => "-" + ((int)character).ToString("x", CultureInfo.InvariantCulture),
    };
}
