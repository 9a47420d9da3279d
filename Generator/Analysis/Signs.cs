namespace Adjoint.Generator.Analysis;

/// <summary>What is known of a value's sign, NaN apart.</summary>
internal enum Signs
{
    Unknown,
    Positive,
    NonNegative,
    Negative,
}
