using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Pipeline;

/// <summary><c>FForward</c>: F's own signature; equal to F under any overlap of its arguments, so nothing is checked.</summary>
internal sealed class ForwardSignature(MethodModel method, string function) : SignatureBuilder(method, function)
{
    public override CompanionSignature Build()
    {
        AddOwnParameters(last: true);
        return Signature(
            CompanionKind.Forward,
            FunctionNames.Forward(Function),
            Method.ReturnTypeText,
            LeafBindings,
            [],
            OutAssignments(Method.ReturnLeaves.Count),
            Method.ReturnLeaves.Count == 0 ? string.Empty : ReturnedValue,
            $"The same as {Reference}, vectorised.",
            Method.ReturnLeaves.Count == 0 ? string.Empty : $"The value of {Title}.");
    }
}
