namespace Adjoint.Benchmarks.Hand;

/// <summary>What <see cref="HandDigits{TRows}"/> does with rows of floats.</summary>
internal interface IRowKernels
{
    /// <summary>Σ a[i] b[i].</summary>
    static abstract float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b);

    /// <summary>y[i] += factor x[i].</summary>
    static abstract void AddScaled(float factor, ReadOnlySpan<float> x, Span<float> y);
}
