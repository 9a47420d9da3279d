using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Pipeline;

/// <summary><c>FJvp</c>: F's parameters, their tangents; the value and its tangent.</summary>
internal sealed class JvpSignature(MethodModel method, string function, ISet<string> written)
    : SignatureBuilder(method, function)
{
    public override CompanionSignature Build()
    {
        ArgumentGuards guards = new(Method, written);
        AddOwnParameters(last: Method.Parameters.All(parameter => !parameter.Differentiable));

        List<string> bindings = LeafBindings.ToList();
        List<(ParameterModel Parameter, string Tangent)> outs = [];
        foreach (ParameterModel parameter in Method.Parameters.Where(parameter => parameter.Differentiable))
        {
            string mode = parameter.Mode is ParameterMode.Ref or ParameterMode.Out ? SignatureBuilder.ModeText(parameter.Mode) : string.Empty;
            string words = parameter.Mode == ParameterMode.Out
                ? $"The tangent of {parameter.Name}."
                : $"The direction in which {parameter.Name} moves{(parameter.Written ? ", on return that of what is left there" : string.Empty)}"
                    + (parameter.ByReference ? $"; {ArgumentGuards.Shape(parameter)}." : ".");
            string name = Add(mode + parameter.TangentTypeText, parameter.Name + "Tangent", words);
            if (parameter.Mode == ParameterMode.Out)
            {
                outs.Add((parameter, name));
                continue;
            }

            bindings.AddRange(parameter.Leaves.Where(leaf => leaf.Differentiable).Select(leaf => name + leaf.Path));
            if (parameter.ByReference)
            {
                guards.Tangent(parameter, name);
            }
        }

        bool moves = Method.ReturnLeaves.Any(Floating);
        (string type, string returned) = Method.ReturnLeaves.Count == 0 ? ("void", string.Empty)
            : moves ? ($"({Method.ReturnTypeText} Value, {Method.ReturnTypeText} Tangent)", $"({ReturnedValue}, {Tangent(Method.ReturnLeaves, ResultCount, 0)})")
            : (Method.ReturnTypeText, ReturnedValue);
        return Signature(
            CompanionKind.Jvp,
            FunctionNames.Jvp(Function),
            type,
            bindings,
            guards.Statements(),
            [.. OutAssignments(Method.ReturnLeaves.Count), .. OutTangents(outs)],
            returned,
            $"The value of {Reference} and the product of its Jacobian with the tangents.",
            Method.ReturnLeaves.Count == 0 ? string.Empty : moves ? $"The value of {Title} and its tangent." : $"The value of {Title}.");
    }

    private IEnumerable<string> OutTangents(List<(ParameterModel Parameter, string Tangent)> outs)
    {
        int next = ResultCount + Method.ReturnLeaves.Count(Floating);
        foreach (ParameterModel parameter in Outputs)
        {
            if (outs.FirstOrDefault(pair => pair.Parameter == parameter).Tangent is string name)
            {
                yield return $"{name} = {Tangent(parameter.Leaves, next, Method.ReturnLeaves.Count + Outputs.TakeWhile(other => other != parameter).Sum(other => other.Leaves.Count))};";
            }

            next += parameter.Leaves.Count(Floating);
        }
    }

    // The presence of a nullable tangent is that of the value.
    private static string Tangent(EquatableArray<LeafModel> leaves, int first, int values)
    {
        int next = first;
        List<(string, string?)> texts = [];
        for (int i = 0; i < leaves.Count; i++)
        {
            bool presence = leaves[i].Path.EndsWith(".HasValue", StringComparison.Ordinal);
            texts.Add((leaves[i].Path, Floating(leaves[i]) ? Hole(next++) : presence ? Hole(values + i) : null));
        }

        return LeafText.Compose(texts);
    }
}
