using Adjoint.Generator.Pipeline;

namespace Adjoint.Generator.Emission;

/// <summary>
/// Where companions stand: in the reopened partial types of the method, or, where a type is not partial, as extension members
/// in a static class of the global namespace.
/// </summary>
internal sealed class MemberShell(EmissionModule module)
{
    /// <summary>Whether companions are members of the method's own type.</summary>
    public static bool IsInside(MethodModel method) => method.IsLocalFunction || method.Types.All(type => type.IsPartial);

    /// <summary>The type of the method as code anywhere can name it.</summary>
    public static string FullName(MethodModel method) =>
        "global::" + (method.Namespace.Length == 0 ? "" : method.Namespace + ".") + string.Join(".", method.Types.Select(type => type.Name));

    /// <summary>The static class of the extension members of the type's methods.</summary>
    public static string ExtensionClass(MethodModel method)
    {
        string name = string.Join("_", method.Namespace.Split('.').Where(part => part.Length > 0).Concat(method.Types.Select(type => type.Name)));
        return new string(name.Select(character => Identifiers.IsPart(character) ? character : '_').ToArray()) + "Derivatives";
    }

    /// <summary>Opens what stands around companions and helpers; returns the number of braces opened.</summary>
    public static int Open(SourceWriter writer, EmissionModule module)
    {
        MethodModel method = module.Method;
        if (!IsInside(method))
        {
            string full = FullName(method);
            writer.Line("/// <summary>Derivatives of the methods of <see cref=\"" + full.Replace('<', '{').Replace('>', '}') + "\"/>.</summary>");
            writer.Line((module.Options.TypesArePublic ? "public" : "internal") + " static partial class " + ExtensionClass(method));
            writer.OpenBrace();
            return 1;
        }

        if (method.Namespace.Length > 0 && !method.IsLocalFunction)
        {
            writer.Line("namespace " + method.Namespace + ";");
            writer.Blank();
        }

        if (method.IsLocalFunction)
        {
            writer.Line("partial class Program");
            writer.OpenBrace();
            return 1;
        }

        foreach (TypeShell type in method.Types)
        {
            writer.Line((type.IsStatic ? "static " : "") + "partial " + type.Keyword + " " + type.Name);
            writer.OpenBrace();
        }

        return method.Types.Count;
    }

    public void OpenCompanions(SourceWriter writer)
    {
        if (!IsInside(module.Method))
        {
            string receiver = module.Method.Parameters.FirstOrDefault(parameter => parameter.IsReceiver) is { } instance ? " " + instance.Code : "";
            writer.Line("extension(" + FullName(module.Method) + receiver + ")");
            writer.OpenBrace();
        }
    }

    public void CloseCompanions(SourceWriter writer)
    {
        if (!IsInside(module.Method))
        {
            writer.CloseBrace();
        }
    }
}
