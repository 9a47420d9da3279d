namespace Adjoint;

/// <summary>A function of many variables.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="x">The point.</param>
/// <returns>The value there.</returns>
public delegate T SpanFunction<T>(ReadOnlySpan<T> x);
