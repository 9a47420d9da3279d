using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Pipeline;

/// <summary><c>FGradient</c>: F's parameters, destinations, <c>accumulate</c>; the value and the gradients of what is passed by value.</summary>
internal sealed class GradientSignature(MethodModel method, string function, ISet<string> written)
    : SignatureBuilder(method, function)
{
    public override CompanionSignature Build()
    {
        List<ParameterModel> held = Inputs.Where(parameter => parameter.Differentiable && parameter.ByReference).ToList();
        List<ParameterModel> byValue = Inputs.Where(parameter => parameter.Differentiable && !parameter.ByReference).ToList();
        ArgumentGuards guards = new(Method, written);
        AddOwnParameters(last: held.Count == 0);

        List<string> bindings = LeafBindings.ToList();
        List<(ParameterModel Parameter, string Name)> destinations = [];
        foreach (ParameterModel parameter in held)
        {
            string mode = parameter.HasVariable ? "ref " : string.Empty;
            string name = Add(
                mode + parameter.DestinationTypeText,
                parameter.Name + "Gradient",
                $"Overwritten with ∂{Title}/∂{parameter.Name}, or added to; {ArgumentGuards.Shape(parameter)}.");
            bindings.AddRange(parameter.Leaves.Where(leaf => leaf.Differentiable && !IsMemberResult(leaf)).Select(leaf => Binding(name, leaf, isDerivative: true, isWritten: true)));
            guards.Destination(parameter, name);
            destinations.Add((parameter, name));
        }

        string accumulate = string.Empty;
        if (held.Count > 0)
        {
            bindings.Add(accumulate = Add("bool", "accumulate", "Whether derivatives are added to the destinations instead of replacing what is there.", " = false"));
        }

        (string type, string returned, IEnumerable<string> members) =
            WithValue(byValue, "Gradient", ResultCount, destinations, (old, result) => $"{accumulate} ? {old} + {result} : {result}");
        List<ParameterModel> all = Inputs.Where(parameter => parameter.Differentiable).ToList();
        string gradient = all.Count == 0 ? string.Empty : $" and its gradient with respect to {List(all.Select(parameter => parameter.Name))}";
        return Signature(
            CompanionKind.Gradient,
            FunctionNames.Gradient(Function),
            type,
            bindings,
            guards.Statements(),
            [.. OutAssignments(Method.ReturnLeaves.Count), .. members],
            returned,
            $"The value of {Reference}{gradient}.",
            byValue.Count == 0 ? $"The value of {Title}." : $"The value of {Title}, and its derivatives with respect to {List(byValue.Select(parameter => parameter.Name))}.");
    }
}
