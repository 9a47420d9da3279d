namespace Adjoint.Generator.Pipeline;

/// <summary><c>FCheck</c>: F's parameters and a step; compares the other companions with central differences.</summary>
internal sealed class CheckSignature(MethodModel method, string function) : SignatureBuilder(method, function)
{
    /// <summary>The runtime's result type.</summary>
    private const string ResultType = "global::Adjoint.CheckResult";

    public override CompanionSignature Build()
    {
        AddOwnParameters(last: false);
        Add("double", "step", "The step of the differences; 0 chooses one for each component.", " = 0");
        return Signature(
            CompanionKind.Check,
            Function,
            ResultType,
            LeafBindings,
            [],
            [],
            string.Empty,
            $"Compares the derivatives of {Reference} with central differences.",
            "The worst component, its parameter and index.");
    }
}
