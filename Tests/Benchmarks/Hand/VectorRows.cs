using System.Runtime.Intrinsics;

namespace Adjoint.Benchmarks.Hand;

/// <summary>Registers of 512 bits.</summary>
internal readonly struct VectorRows : IRowKernels
{
    private static int Width => Vector512<float>.Count;

    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Vector512<float> first = Vector512<float>.Zero;
        Vector512<float> second = Vector512<float>.Zero;
        int i = 0;
        for (; i <= a.Length - (2 * Width); i += 2 * Width)
        {
            first = Vector512.FusedMultiplyAdd(Vector512.Create(a[i..]), Vector512.Create(b[i..]), first);
            second = Vector512.FusedMultiplyAdd(Vector512.Create(a[(i + Width)..]), Vector512.Create(b[(i + Width)..]), second);
        }

        for (; i <= a.Length - Width; i += Width)
        {
            first = Vector512.FusedMultiplyAdd(Vector512.Create(a[i..]), Vector512.Create(b[i..]), first);
        }

        float sum = Vector512.Sum(first + second);
        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    public static void AddScaled(float factor, ReadOnlySpan<float> x, Span<float> y)
    {
        Vector512<float> factors = Vector512.Create(factor);
        int i = 0;
        for (; i <= y.Length - Width; i += Width)
        {
            Vector512.FusedMultiplyAdd(factors, Vector512.Create(x[i..]), Vector512.Create(y[i..])).CopyTo(y[i..]);
        }

        for (; i < y.Length; i++)
        {
            y[i] += factor * x[i];
        }
    }
}
