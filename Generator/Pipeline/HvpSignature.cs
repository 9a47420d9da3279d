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
        foreach (ParameterModel parameter in Inputs.Where(parameter => parameter.Differentiable && parameter.ByReference))
        {
            string mode = parameter.Mode == ParameterMode.Ref ? "ref " : string.Empty;
            string name = Add(
                mode + parameter.DestinationTypeText,
                parameter.Name + "Hvp",
                $"Overwritten with the derivative of ∂{Title}/∂{parameter.Name} along the tangents; {ArgumentGuards.Shape(parameter)}.");
            bindings.AddRange(parameter.Leaves.Where(leaf => leaf.Differentiable).Select(leaf => name + leaf.Path));
            guards.Destination(parameter, name);
        }

        int outTangents = Outputs.Sum(parameter => parameter.Leaves.Count(Floating));
        (string type, string returned) = WithValue(byValue, "Hvp", ResultCount + outTangents);
        return Signature(
            CompanionKind.Hvp,
            FunctionNames.Hvp(Function),
            type,
            bindings,
            guards.Statements(),
            [.. OutAssignments(Method.ReturnLeaves.Count), .. OutTangents(ResultCount)],
            returned,
            $"The value of {Reference} and the product of its Hessian with the tangents.",
            byValue.Count == 0 ? $"The value of {Title}." : $"The value of {Title}, and the products for {List(byValue.Select(parameter => parameter.Name))}.");
    }
}
