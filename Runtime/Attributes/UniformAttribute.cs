namespace Adjoint;

/// <summary>
/// In the batch companions (<see cref="Derivatives.Batch"/>), this parameter is the same for all points: it stays as it is,
/// and its gradient is summed over the points.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class UniformAttribute : Attribute;
