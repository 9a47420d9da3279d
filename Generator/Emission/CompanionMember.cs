using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;

namespace Adjoint.Generator.Emission;

/// <summary>Writes one companion: attribute, head and body.</summary>
internal static class CompanionMember
{
    public static void Write(SourceWriter writer, EmissionModule module, BodyEmitter bodies, CompanionSignature signature)
    {
        MethodModel method = module.Method;
        TypeNames types = module.Types;
        writer.Line("[" + types.Known("GeneratedCode") + "(\"Adjoint\", \"0.1.0\")]");
        string head = Head(method, types.Shorten(signature.ReturnTypeText), signature);
        List<string> parameters = Parameters(method, signature).Select(types.Shorten).ToList();
        if (signature.Kind == CompanionKind.Forward && module.Options.ForwardCallsPrimal && !method.IsLocalFunction)
        {
            DeclarationText.Write(writer, head, parameters, " => " + PrimalCall(module) + ";");
            return;
        }

        DeclarationText.Write(writer, head, parameters);
        writer.OpenBrace();
        if (signature.Kind == CompanionKind.Check)
        {
            Statements(writer, signature.Guards.Select(types.Shorten));
        }
        else
        {
            bodies.Write(writer, module.Function(signature.FunctionName), Plan(module, signature));
        }

        writer.CloseBrace();
    }

    /// <summary>What stands before the parameters.</summary>
    public static string Head(MethodModel method, string returnType, CompanionSignature signature) =>
        (method.IsLocalFunction ? "internal" : method.Accessibility) + (method.IsStatic || method.IsLocalFunction ? " static " : " ")
            + returnType + " " + Identifiers.Escape(signature.Name);

    /// <summary>The declarations of the parameters.</summary>
    public static List<string> Parameters(MethodModel method, CompanionSignature signature)
    {
        bool keepsReceiver = !ReceiverForms.AreNeeded(method);
        return signature.Parameters
            .Select(parameter => keepsReceiver ? parameter.Declaration : ReceiverForms.WithoutReceiver(parameter.Declaration)).ToList();
    }

    // Statements that are text from the start; braces stand alone.
    private static void Statements(SourceWriter writer, IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            switch (line)
            {
                case "{":
                    writer.OpenBrace();
                    break;
                case "}":
                    writer.CloseBrace();
                    break;
                default:
                    writer.Line(line);
                    break;
            }
        }
    }

    private static BodyPlan Plan(EmissionModule module, CompanionSignature signature)
    {
        IEnumerable<string> texts = signature.Bindings.Concat(signature.Guards).Concat(signature.Outs).Append(signature.ReturnFormat)
            .Concat(Opaque(module.Function(signature.FunctionName).Body));
        return new()
        {
            Bindings = signature.Bindings,
            Guards = signature.Guards,
            Outs = signature.Outs.Select(module.Types.Shorten).ToList(),
            ReturnFormat = module.Types.Shorten(signature.ReturnFormat),
            ReservedNames = [.. signature.Parameters.Select(parameter => parameter.Name.TrimStart('@')), .. texts.SelectMany(Identifiers.In)],
            IsBackward = false,
            AssignableParameter = index => Assignable(module.Method, signature, index),
        };
    }

    /// <summary>The user's texts in a block: what they name, no local may hide.</summary>
    public static IEnumerable<string> Opaque(Block block) =>
        block.Operations.SelectMany(operation =>
            operation.Regions.SelectMany(Opaque).Concat(operation.Code is OpCode.Opaque or OpCode.Throw ? [operation.Symbol!] : []));

    // A parameter passed by value whose name is all of the binding.
    private static string? Assignable(MethodModel method, CompanionSignature signature, int index)
    {
        string binding = signature.Bindings[index];
        return method.Parameters.Any(parameter => parameter.Mode == ParameterMode.Value
            && !parameter.IsReceiver && parameter.Leaves.Count == 1 && parameter.Code == binding) ? binding : null;
    }

    private static string PrimalCall(EmissionModule module)
    {
        MethodModel method = module.Method;
        IEnumerable<string> arguments = method.Parameters.Where(parameter => !parameter.IsReceiver).Select(parameter => parameter.Mode switch
        {
            ParameterMode.Ref => "ref ",
            ParameterMode.Out => "out ",
            ParameterMode.In => "in ",
            _ => "",
        } + parameter.Code);
        string target = method.IsLocalFunction || (MemberShell.IsInside(method) && !method.IsHidden) ? ""
            : (method.Parameters.FirstOrDefault(parameter => parameter.IsReceiver)?.Code ?? MemberShell.FullName(method)) + ".";
        return target + Identifiers.Escape(method.Name) + "(" + string.Join(", ", arguments) + ")";
    }
}
