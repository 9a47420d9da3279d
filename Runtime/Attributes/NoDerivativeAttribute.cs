namespace Adjoint;

/// <summary>
/// Makes a parameter, field, property or the result of a method a constant as far as derivatives go. A span parameter so
/// marked is scratch memory: constant before the call, tracked within it, without a cotangent after it.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Method)]
public sealed class NoDerivativeAttribute : Attribute;
