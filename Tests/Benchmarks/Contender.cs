namespace Adjoint.Benchmarks;

/// <summary>One way to compute a gradient.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Run">Computes the gradient so many times.</param>
/// <param name="Result">The value, then the gradient, after a run.</param>
internal sealed record Contender(string Name, Action<int> Run, Func<double[]> Result);
