using Adjoint.Generator.Pipeline;

namespace Adjoint.Generator.Emission;

/// <summary>
/// The companions of an extension method outside of its type, callable on the receiver: <c>x.FGradient(y)</c>. C# compiles a static
/// extension member to a method of the same name and parameters, so that both forms cannot stand in one class.
/// </summary>
internal static class ReceiverForms
{
    private const string Modifier = "this ";

    /// <summary>Whether a method has its companions in two forms.</summary>
    public static bool AreNeeded(MethodModel method) => method.IsExtension && !MemberShell.IsInside(method);

    /// <summary>The class that they stand in.</summary>
    public static string ClassName(MethodModel method) => MemberShell.ExtensionClass(method) + "OfReceivers";

    public static void Write(SourceWriter writer, EmissionModule module, IReadOnlyList<CompanionSignature> signatures)
    {
        DocumentationEmitter documentation = new(module);
        MethodModel method = module.Method;
        writer.Blank();
        writer.Line("/// <summary>The same, called on the first argument.</summary>");
        writer.Line((module.Options.TypesArePublic ? "public" : "internal") + " static partial class " + ClassName(method));
        writer.OpenBrace();
        foreach (CompanionSignature signature in signatures)
        {
            documentation.Write(writer, signature);
            string name = Identifiers.Escape(signature.Name);
            string head = method.Accessibility + " static " + module.Types.Shorten(signature.ReturnTypeText) + " " + name;
            List<string> parameters = signature.Parameters.Select(parameter => module.Types.Shorten(parameter.Declaration)).ToList();
            string arguments = string.Join(", ", signature.Parameters.Select(Argument));
            DeclarationText.Write(
                writer, head, parameters, " => global::" + MemberShell.ExtensionClass(method) + "." + name + "(" + arguments + ");");
            writer.Blank();
        }

        writer.CloseBrace();
    }

    /// <summary>The declaration of a parameter in the form without a receiver.</summary>
    public static string WithoutReceiver(string declaration) =>
        declaration.StartsWith(Modifier, StringComparison.Ordinal) ? declaration.Substring(Modifier.Length) : declaration;

    private static string Argument(CompanionParameter parameter)
    {
        string declaration = WithoutReceiver(parameter.Declaration);
        string? mode = new[] { "in ", "ref ", "out " }.FirstOrDefault(word => declaration.StartsWith(word, StringComparison.Ordinal));
        return mode + parameter.Name;
    }
}
