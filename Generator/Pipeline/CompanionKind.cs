namespace Adjoint.Generator.Pipeline;

/// <summary>The companions that can stand beside a differentiable method.</summary>
public enum CompanionKind
{
    Forward,
    Gradient,
    Vjp,
    Jvp,
    Hvp,
    Jacobian,
    Hessian,
    Batch,
    GradientBatch,
    Check,
}
