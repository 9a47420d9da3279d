namespace Adjoint.Benchmarks;

/// <summary>One gradient, computed in several ways.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Tolerance">How far results may differ, relative to the largest element.</param>
/// <param name="Adjoint">The generated code.</param>
/// <param name="Hand">What people write.</param>
internal sealed record Benchmark(string Name, double Tolerance, Contender Adjoint, IReadOnlyList<Contender> Hand);
