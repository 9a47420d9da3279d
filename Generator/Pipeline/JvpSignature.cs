using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Pipeline;

/// <summary><c>FJvp</c>: F's parameters, their tangents; the value and its tangent.</summary>
internal sealed class JvpSignature(MethodModel method, string function, ISet<string> written)
    : TangentSignature(method, function)
{
    public override CompanionSignature Build()
    {
        ArgumentGuards guards = new(Method, written);
        AddOwnParameters(last: Method.Parameters.All(parameter => !parameter.Differentiable));
        List<string> tangents = AddTangents(guards);
        bool moves = Method.ReturnLeaves.Any(Floating);
        (string type, string returned) = Method.ReturnLeaves.Count == 0 ? ("void", string.Empty)
            : moves ? ($"({Method.ReturnTypeText} Value, {Method.ReturnTypeText} Tangent)", $"({ReturnedValue}, {Tangent(Method.ReturnShape, Method.ReturnLeaves, ResultCount, 0)})")
            : (Method.ReturnTypeText, ReturnedValue);
        return Signature(
            CompanionKind.Jvp,
            FunctionNames.Jvp(Function),
            type,
            LeafBindings.Concat(tangents),
            guards.Statements(),
            [.. OutAssignments(Method.ReturnLeaves.Count), .. OutTangents(ResultCount + Method.ReturnLeaves.Count(Floating))],
            returned,
            $"The value of {Reference} and the product of its Jacobian with the tangents.",
            Method.ReturnLeaves.Count == 0 ? string.Empty : moves ? $"The value of {Title} and its tangent." : $"The value of {Title}.");
    }
}
