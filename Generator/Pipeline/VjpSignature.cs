using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Pipeline;

/// <summary><c>FVjp</c>: F's parameters, the result's cotangent, accumulators; the cotangents of what is passed by value.</summary>
internal sealed class VjpSignature(MethodModel method, string function, ISet<string> written)
    : SignatureBuilder(method, function)
{
    public override CompanionSignature Build()
    {
        ArgumentGuards guards = new(Method, written);
        List<ParameterModel> byValue = Inputs.Where(parameter => parameter.Differentiable && !parameter.ByReference).ToList();
        bool returns = Method.ReturnLeaves.Any(leaf => leaf.Differentiable);
        AddOwnParameters(last: !returns && Method.Parameters.All(parameter => !parameter.Differentiable || !(parameter.ByReference || parameter.Mode == ParameterMode.Out)));

        List<string> seeds = [];
        if (returns)
        {
            string name = Add(Method.ReturnTypeText, "cotangent", $"The derivative of the outcome with respect to the value of {Title}.");
            seeds.AddRange(Seeds(Method.ReturnLeaves, name));
            guards.Read(name, Method.ReturnLeaves);
        }
        else
        {
            seeds.AddRange(Seeds(Method.ReturnLeaves, string.Empty));
        }

        List<string> accumulators = [];
        List<(ParameterModel Parameter, string Name)> destinations = [];
        foreach (ParameterModel parameter in Method.Parameters)
        {
            if (parameter.Mode == ParameterMode.Out)
            {
                string name = parameter.Differentiable
                    ? Add(parameter.TypeText, parameter.Name + "Cotangent", $"The derivative of the outcome with respect to {parameter.Name}.")
                    : string.Empty;
                seeds.AddRange(Seeds(parameter.Leaves, name));
            }
            else if (parameter.Differentiable && parameter.ByReference)
            {
                accumulators.AddRange(Accumulator(parameter, guards, destinations));
            }
        }

        // Where there are out parameters, the function gives their values first.
        (string type, string returned, IEnumerable<string> members) = DerivativesOnly(
            byValue, "Cotangent", Outputs.Sum(parameter => parameter.Leaves.Count), destinations, (old, result) => $"{old} + {result}");
        return Signature(
            CompanionKind.Vjp,
            FunctionNames.Vjp(Function),
            type,
            [.. LeafBindings, .. seeds, .. accumulators],
            guards.Statements(),
            [.. OutAssignments(0), .. members],
            returned,
            $"The product of a cotangent with the Jacobian of {Reference}.",
            byValue.Count == 0 ? string.Empty : $"The {(byValue.Count == 1 ? "cotangent" : "cotangents")} of {List(byValue.Select(parameter => parameter.Name))}.");
    }

    // The function takes a cotangent for every floating result; one without derivative has a zero of its own type.
    private static IEnumerable<string> Seeds(IEnumerable<LeafModel> results, string name) =>
        results.Where(Floating).Select(leaf => leaf.Differentiable ? name + leaf.Path : "default");

    private IEnumerable<string> Accumulator(ParameterModel parameter, ArgumentGuards guards, List<(ParameterModel Parameter, string Name)> destinations)
    {
        string mode = parameter.HasVariable ? "ref " : string.Empty;
        string words = parameter.Written
            ? $"On entry the cotangent of what {Title} leaves in {parameter.Name}, on return the cotangent of what was there before"
            : $"The cotangent of {parameter.Name} is added to it";
        string name = Add(mode + parameter.DestinationTypeText, parameter.Name + "Cotangent", $"{words}; {ArgumentGuards.Shape(parameter)}.");
        guards.Destination(parameter, name);
        destinations.Add((parameter, name));
        return parameter.Leaves.Where(leaf => leaf.Differentiable && !IsMemberResult(leaf)).Select(leaf => Binding(name, leaf, isDerivative: true, isWritten: true)).ToList();
    }
}
