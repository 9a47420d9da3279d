using System.Runtime.Intrinsics;

namespace Adjoint.Runtime.Tests;

/// <summary>A function of <see cref="VectorMath"/> in its six forms, and what it is compared with.</summary>
internal sealed record VectorFunction(
    string Name,
    Func<double, double> Reference,
    Func<float, float>? SingleReference,
    double Tolerance,
    Func<Vector512<float>, Vector512<float>> Single512,
    Func<Vector256<float>, Vector256<float>> Single256,
    Func<Vector128<float>, Vector128<float>> Single128,
    Func<Vector512<double>, Vector512<double>> Double512,
    Func<Vector256<double>, Vector256<double>> Double256,
    Func<Vector128<double>, Vector128<double>> Double128)
{
    public double[] Apply(double[] x, int width)
    {
        double[] result = new double[x.Length];
        for (int i = 0; i < x.Length; i += width / 64)
        {
            switch (width)
            {
                case 512:
                    Double512(Vector512.Create<double>(x.AsSpan(i))).CopyTo(result, i);
                    break;
                case 256:
                    Double256(Vector256.Create<double>(x.AsSpan(i))).CopyTo(result, i);
                    break;
                default:
                    Double128(Vector128.Create<double>(x.AsSpan(i))).CopyTo(result, i);
                    break;
            }
        }

        return result;
    }

    public float[] Apply(float[] x, int width)
    {
        float[] result = new float[x.Length];
        for (int i = 0; i < x.Length; i += width / 32)
        {
            switch (width)
            {
                case 512:
                    Single512(Vector512.Create<float>(x.AsSpan(i))).CopyTo(result, i);
                    break;
                case 256:
                    Single256(Vector256.Create<float>(x.AsSpan(i))).CopyTo(result, i);
                    break;
                default:
                    Single128(Vector128.Create<float>(x.AsSpan(i))).CopyTo(result, i);
                    break;
            }
        }

        return result;
    }
}
