namespace Adjoint;

/// <summary>
/// The intermediate values of this method are computed again in the backward pass instead of being stored: less memory
/// for one more forward evaluation.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class CheckpointAttribute : Attribute;
