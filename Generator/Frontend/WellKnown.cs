namespace Adjoint.Generator.Frontend;

/// <summary>Metadata names of the runtime's types that the front end knows. A test resolves each.</summary>
internal static class WellKnown
{
    public const string Differentiable = "Adjoint.DifferentiableAttribute";
    public const string NoDerivative = "Adjoint.NoDerivativeAttribute";
    public const string DerivativeOf = "Adjoint.DerivativeOfAttribute";
    public const string Checkpoint = "Adjoint.CheckpointAttribute";
    public const string Derivative = "Adjoint.Derivative";
    public const string Uniform = "Adjoint.UniformAttribute";
    public const string Rows = "Adjoint.Rows`1";
}
