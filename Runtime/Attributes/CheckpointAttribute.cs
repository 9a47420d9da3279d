namespace Adjoint;

/// <summary>
/// The intermediate values of this method are computed again in the backward pass instead of being stored: less memory
/// for one more forward evaluation.
/// </summary>
/// <remarks>
/// What the method is given is kept until then, the contents of memory that is written later included. Effects within the method (a log, a random draw, code
/// without source) would happen twice and are refused (ADJ0019), and memory that it writes must not overlap its other arguments, which throws an
/// <see cref="ArgumentException"/>. To checkpoint a loop, write <see cref="Derivative.Checkpoint"/> in its body.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class CheckpointAttribute : Attribute;
