namespace Adjoint.Generator.Frontend;

/// <summary>Whether a rejection stops code generation or only tells the user something.</summary>
public enum RejectionSeverity
{
    Warning,
    Error,
}
