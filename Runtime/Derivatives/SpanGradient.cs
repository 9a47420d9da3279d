namespace Adjoint;

/// <summary>The gradient of a function of many variables.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="x">The point.</param>
/// <param name="gradient">Where the gradient goes; as long as the point, zero on entry.</param>
public delegate void SpanGradient<T>(ReadOnlySpan<T> x, Span<T> gradient);
