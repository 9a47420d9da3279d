using Adjoint.Generator.Pipeline;

namespace Adjoint.Generator.Emission;

/// <summary>Writes the XML documentation of a companion: what it gives, every parameter, the plan, and the fate of each loop.</summary>
internal sealed class DocumentationEmitter(EmissionModule module)
{
    public void Write(SourceWriter writer, CompanionSignature signature)
    {
        writer.Line("/// <summary>" + module.Types.Shorten(signature.Summary) + "</summary>");
        foreach (CompanionParameter parameter in signature.Parameters)
        {
            writer.Line("/// <param name=\"" + parameter.Name.TrimStart('@') + "\">" + parameter.Documentation + "</param>");
        }

        if (signature.Returns.Length > 0)
        {
            writer.Line("/// <returns>" + signature.Returns + "</returns>");
        }

        List<string> remarks = [.. Plan(signature), .. Loops(signature)];
        if (remarks.Count == 1)
        {
            writer.Line("/// <remarks>" + remarks[0] + "</remarks>");
        }
        else if (remarks.Count > 1)
        {
            writer.Line("/// <remarks>");
            for (int i = 0; i < remarks.Count; i++)
            {
                writer.Line("/// " + remarks[i] + (i + 1 < remarks.Count ? "<br/>" : ""));
            }

            writer.Line("/// </remarks>");
        }
    }

    public static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    private static IEnumerable<string> Plan(CompanionSignature signature) => signature.Kind switch
    {
        CompanionKind.Gradient or CompanionKind.Vjp => ["Reverse mode."],
        CompanionKind.GradientBatch => ["Reverse mode at each point."],
        CompanionKind.Jvp => ["Forward mode."],
        CompanionKind.Hvp => ["Forward mode over reverse mode."],
        CompanionKind.Jacobian => ["Reverse mode row by row where there are no more rows than columns, else forward mode column by column."],
        CompanionKind.Hessian => ["Forward mode over reverse mode, column by column."],
        _ => [],
    };

    private IEnumerable<string> Loops(CompanionSignature signature) =>
        module.RemarksOn(signature.FunctionName).Select(Escape);
}
