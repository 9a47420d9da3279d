namespace Adjoint.Benchmarks;

/// <summary>What one contender needs.</summary>
/// <param name="Benchmark">The gradient.</param>
/// <param name="Contender">How it is computed.</param>
/// <param name="Nanoseconds">The median time of a call.</param>
/// <param name="AdjointRatio">The median over rounds of the time of Adjoint divided by that of this contender.</param>
/// <param name="AllocatedBytes">What a call allocates, on all threads.</param>
internal readonly record struct Measurement(
    string Benchmark, string Contender, double Nanoseconds, double AdjointRatio, double AllocatedBytes);
