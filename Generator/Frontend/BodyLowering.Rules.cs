using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>Calls of methods that have a derivative of the user's, and methods as calls of themselves in text.</summary>
internal sealed partial class BodyLowering
{
    /// <summary>Whether a rule of the user says what the derivative of a call is.</summary>
    private bool HasRule(IOperation call, IMethodSymbol method)
    {
        UserRules rules = UserRules.Of(_module.Compilation, _module.Cancellation);
        return rules.For(method).Count > 0
            || (rules.IsNamedInVain(method) ? throw Refuse(RejectionKind.CustomDerivative, call, method.PlainText(), "it has faults", "see what is said there") : false);
    }

    // The call stays one, whatever the method does: transforms look up the rule where they come to it.
    private Value[] CallWithRule(IInvocationOperation call, IMethodSymbol method, IMethodSymbol declared)
    {
        List<Value> operands = [];
        if (!method.IsStatic && method.MethodKind != MethodKind.LocalFunction)
        {
            operands.AddRange(Receiver(call.Instance!, method));
        }

        (Value[]?[] values, List<(int Ordinal, Place Place)> outs) = Arguments(call.Arguments, declared);
        operands.AddRange(values.OfType<Value[]>().SelectMany(value => value));
        return Call(method.OriginalDefinition, operands, outs);
    }

    /// <summary>A function that calls the method by its name: what cannot be seen, or is not followed, but has a rule.</summary>
    /// <returns>Null where the text cannot be written.</returns>
    public Function? LowerAsText(string name)
    {
        _name = name;
        if (_method.MethodKind == MethodKind.LocalFunction || _method.Parameters.Any(parameter => parameter.RefKind is RefKind.Ref or RefKind.Out))
        {
            return null;
        }

        try
        {
            _module.CheckSeen(_method);
            List<Value> operands = [];
            string receiver = _method.IsStatic ? _method.ContainingType.FullText() : TextOf(_method.ContainingType, Types.Leaves(_method.ContainingType), "this", operands);
            string[] arguments = _method.Parameters.Select(parameter => TextOf(parameter.Type, ParameterLeaves(parameter), parameter.Name, operands)).ToArray();
            string called = SyntaxFacts.GetKeywordKind(_method.Name) == SyntaxKind.None ? _method.Name : "@" + _method.Name;
            string code = $"{receiver}.{called}({string.Join(", ", arguments)})";
            Value[] results = [];
            if (_method.ReturnsVoid)
            {
                _builder.Do(OpCode.Opaque, [.. operands], symbol: code);
            }
            else
            {
                results = OpaqueValues(_method.ReturnType, code, [.. operands]);
            }

            return new Function(name, _builder.Build(results));
        }
        catch (RejectedException)
        {
            return null;
        }
    }

    // The argument as C# with a hole for each leaf, which becomes a parameter.
    private string TextOf(ITypeSymbol type, Leaf[] leaves, string name, List<Value> operands)
    {
        List<string> holes = [];
        foreach (Leaf leaf in leaves)
        {
            holes.Add("{" + operands.Count.ToString(System.Globalization.CultureInfo.InvariantCulture) + "}");
            operands.Add(_builder.Parameter(leaf.Type, LeafName(name, leaf)));
        }

        return type switch
        {
            _ when leaves.Any(leaf => leaf.Packing is not null) => throw new RejectedException(),
            { TypeKind: TypeKind.Enum } => $"(({type.FullText()}){holes[0]})",
            _ when Types.Parts(type) is not null => Types.Shape(type, null) is { CanBeMade: true } shape ? shape.Compose(holes) : throw new RejectedException(),
            _ when holes.Count == 1 => holes[0],
            _ => $"({holes[0]} ? {holes[1]} : ({type.FullText()})null)",
        };
    }
}
