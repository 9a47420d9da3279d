namespace Adjoint.Generator.Pipeline;

/// <summary>How a parameter is passed.</summary>
public enum ParameterMode
{
    Value,
    In,
    Ref,
    Out,
}
