namespace Adjoint.Generator.Pipeline;

/// <summary>How an argument refers to memory, as far as checks for overlap go.</summary>
internal enum GuardedForm
{
    Span,
    Matrix,
    Grid,
    Jagged,
    Scalar,
    Container,
}
