using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Pipeline;

/// <summary><c>FHvp</c>: F's parameters, their tangents, destinations; the value and the products for what is passed by value.</summary>
internal sealed class HvpSignature(MethodModel method, string function, ISet<string> written)
    : TangentSignature(method, function)
{
    public override CompanionSignature Build()
    {
        List<ParameterModel> byValue = Inputs.Where(parameter => parameter.Differentiable && !parameter.ByReference).ToList();
        ArgumentGuards guards = new(Method, written);
        AddOwnParameters(last: false);
        List<string> bindings = [.. LeafBindings, .. AddTangents(guards)];
        List<(ParameterModel Parameter, string Name)> destinations = [];
        foreach (ParameterModel parameter in Inputs.Where(parameter => parameter.Differentiable && parameter.ByReference))
        {
            string mode = parameter.HasVariable ? "ref " : string.Empty;
            string name = Add(
                mode + parameter.DestinationTypeText,
                parameter.Name + "Hvp",
                $"Overwritten with the derivative of ∂{Title}/∂{parameter.Name} along the tangents; {ArgumentGuards.Shape(parameter)}.");
            bindings.AddRange(parameter.Leaves.Where(leaf => leaf.Differentiable && !IsMemberResult(leaf)).Select(leaf => Binding(name, leaf, isDerivative: true, isWritten: true)));
            guards.Destination(parameter, name);
            destinations.Add((parameter, name));
        }

        int outTangents = Outputs.Sum(parameter => parameter.Leaves.Count(Floating));
        (string type, string returned, IEnumerable<string> members) = WithValue(byValue, "Hvp", ResultCount + outTangents, destinations, (_, result) => result);
        return Signature(
            CompanionKind.Hvp,
            FunctionNames.Hvp(Function),
            type,
            bindings,
            guards.Statements(),
            [.. OutAssignments(Method.ReturnLeaves.Count), .. OutTangents(ResultCount), .. members],
            returned,
            $"The value of {Reference} and the product of its Hessian with the tangents.",
            byValue.Count == 0 ? $"The value of {Title}." : $"The value of {Title}, and the products for {List(byValue.Select(parameter => parameter.Name))}.");
    }
}
