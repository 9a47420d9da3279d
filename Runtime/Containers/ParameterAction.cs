namespace Adjoint;

/// <summary>What <c>ForEach</c> calls for each leaf of a container whose leaves all have one element type.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="name">The dotted name: <c>First.W</c>, <c>Layers[2].Bias</c>.</param>
/// <param name="shape">The dimensions; empty for a scalar, whose values have one element.</param>
/// <param name="values">The values in row-major order; writing to them changes the container.</param>
public delegate void ParameterAction<T>(string name, scoped ReadOnlySpan<int> shape, scoped Span<T> values);
