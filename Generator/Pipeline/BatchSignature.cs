using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Pipeline;

/// <summary><c>FBatch</c> and <c>FGradientBatch</c>: spans of points, what all points share, values, destinations; the sums of the gradients of what is shared by value.</summary>
internal sealed class BatchSignature(MethodModel method, string function, ISet<string> written, CompanionKind kind)
    : SignatureBuilder(BatchShape.Points(method), function)
{
    private readonly List<string> _points = [.. method.Parameters.Where(BatchShape.IsPoint).Select(parameter => parameter.Code)];

    private bool IsGradient => kind == CompanionKind.GradientBatch;

    public override CompanionSignature Build()
    {
        ArgumentGuards guards = new(Method, written);
        AddOwnParameters(last: false, parameter => _points.Contains(parameter.Code) ? $"{parameter.Name} of each point." : $"As for {Title}, for all points.");
        foreach (string point in _points.Skip(1))
        {
            guards.Points(point, _points[0]);
        }

        string values = Add($"global::System.Span<{Method.ReturnTypeText}>", "values", $"Overwritten with {Title} at each point{(_points.Count > 0 ? $"; same length as {_points[0]}" : string.Empty)}.");
        guards.Values(values, _points.FirstOrDefault(), Method.ReturnLeaves.FirstOrDefault()?.Type ?? IrType.F64);
        List<string> bindings = [.. LeafBindings, values];
        List<(ParameterModel Parameter, string Name)> destinations = [];
        foreach (ParameterModel parameter in Inputs.Where(parameter => IsGradient && parameter.Differentiable && parameter.ByReference))
        {
            bool isPoint = _points.Contains(parameter.Code);
            string name = Add(
                (parameter.HasVariable ? "ref " : string.Empty) + parameter.DestinationTypeText,
                parameter.Name + "Gradient",
                isPoint ? $"Overwritten with ∂{Title}/∂{parameter.Name} at each point; {ArgumentGuards.Shape(parameter)}."
                    : $"Overwritten with the sum of ∂{Title}/∂{parameter.Name} over the points; {ArgumentGuards.Shape(parameter)}.");
            bindings.AddRange(parameter.Leaves.Where(leaf => leaf.Differentiable && !IsMemberResult(leaf)).Select(leaf => Binding(name, leaf, isDerivative: true, isWritten: true)));
            guards.Destination(parameter, name);
            destinations.Add((parameter, name));
        }

        List<ParameterModel> shared = Inputs.Where(parameter => IsGradient && parameter.Differentiable && !parameter.ByReference).ToList();
        (string type, string returned, IEnumerable<string> members) = IsGradient
            ? DerivativesOnly(shared, "Gradient", 0, destinations, (_, result) => result)
            : ("void", string.Empty, []);
        return Signature(
            kind,
            IsGradient ? FunctionNames.GradientBatch(Function) : FunctionNames.Batch(Function),
            type,
            bindings,
            guards.Statements(),
            [.. members],
            returned,
            IsGradient ? $"The values of {Reference} at many points, and its gradients." : $"The values of {Reference} at many points.",
            shared.Count == 0 ? string.Empty : $"The sum over the points of the {(shared.Count == 1 ? "derivatives" : "derivatives, each,")} with respect to {List(shared.Select(parameter => parameter.Name))}.");
    }
}
