using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;

namespace Adjoint.Generator.Emission;

/// <summary>From the IR of a method's companions to the C# that people read. A pure function of its arguments.</summary>
internal static class CompanionEmitter
{
    /// <summary>Writes the files of a method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="signatures">The declarations of its companions, in the order in which they are written.</param>
    /// <param name="module">The functions that compute them, and all that those call.</param>
    /// <param name="options">The rest.</param>
    public static EmittedFile Emit(MethodModel method, IReadOnlyList<CompanionSignature> signatures, Module module, EmissionOptions options)
    {
        EmissionModule shared = new(method, signatures, module, options);
        string prose = FileEmitter.Write(
            shared,
            writer => Members(shared, signatures, writer),
            ReceiverForms.AreNeeded(method) ? writer => ReceiverForms.Write(writer, shared, signatures) : null);
        List<Function> vectors = shared.Helpers.Where(helper => shared.VectorHelperOf(helper.Name) is not null).ToList();
        return new(prose, vectors.Count == 0 ? null : FileEmitter.Write(shared, writer => Helpers(shared, vectors, writer)));
    }

    /// <summary>Whether a companion is written from an IR function of its own.</summary>
    public static bool HasBody(CompanionSignature signature, EmissionOptions options) =>
        signature.Kind != CompanionKind.Check && !(signature.Kind == CompanionKind.Forward && options.ForwardCallsPrimal);

    private static void Members(EmissionModule module, IReadOnlyList<CompanionSignature> signatures, SourceWriter writer)
    {
        MemberShell shell = new(module);
        DocumentationEmitter documentation = new(module);
        BodyEmitter bodies = new(module);
        shell.OpenCompanions(writer);
        foreach (CompanionSignature signature in signatures)
        {
            documentation.Write(writer, signature);
            CompanionMember.Write(writer, module, bodies, signature);
            writer.Blank();
        }

        shell.CloseCompanions(writer);
        Helpers(module, module.Helpers.Where(helper => module.VectorHelperOf(helper.Name) is null).ToList(), writer);
    }

    private static void Helpers(EmissionModule module, IReadOnlyList<Function> helpers, SourceWriter writer)
    {
        HelperEmitter emitter = new(module, new(module));
        foreach (Function helper in helpers.OrderBy(helper => module.HelperName(helper.Name), StringComparer.Ordinal))
        {
            writer.Blank();
            emitter.Write(writer, helper);
        }
    }
}
