using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;

namespace Adjoint.Generator.Emission;

/// <summary>Writes companions without bodies, where they will stand: what a compilation has to know of them before they are generated.</summary>
internal static class StubEmitter
{
    /// <param name="method">The method.</param>
    /// <param name="signatures">The declarations of its companions.</param>
    /// <param name="typesArePublic">Whether the types around the method are all public.</param>
    public static string Write(MethodModel method, IReadOnlyList<CompanionSignature> signatures, bool typesArePublic)
    {
        EmissionModule module = new(method, [], new Module(default, default), new() { TypesArePublic = typesArePublic });
        return FileEmitter.Write(
            module,
            writer => Members(writer, module, signatures),
            ReceiverForms.AreNeeded(method) ? writer => ReceiverForms.Write(writer, module, signatures) : null);
    }

    private static void Members(SourceWriter writer, EmissionModule module, IReadOnlyList<CompanionSignature> signatures)
    {
        MemberShell shell = new(module);
        shell.OpenCompanions(writer);
        foreach (CompanionSignature signature in signatures)
        {
            writer.Line("[global::System.CodeDom.Compiler.GeneratedCode(\"Adjoint\", \"0.1.0\")]");
            DeclarationText.Write(writer, CompanionMember.Head(module.Method, signature.ReturnTypeText, signature), CompanionMember.Parameters(module.Method, signature), " => throw null!;");
        }

        shell.CloseCompanions(writer);
    }
}
