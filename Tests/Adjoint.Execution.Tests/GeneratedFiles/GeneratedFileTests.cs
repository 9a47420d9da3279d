using Adjoint.Execution.Tests.Harness;

namespace Adjoint.Execution.Tests.GeneratedFiles;

/// <summary>Seven files as users open them; a change of emission is reviewed by reading their differences.</summary>
public sealed class GeneratedFileTests
{
    private const string Header = "using System;\nusing Adjoint;\n\nnamespace Models;\n\n";

    [Fact]
    public async Task Logistic() => await Files("""
        public static partial class Logistic
        {
            [Differentiable(nameof(w), nameof(b))]
            public static float Loss(ReadOnlySpan<float> w, float b, ReadOnlySpan<float> x, float y)
            {
                float z = b;
                for (int i = 0; i < w.Length; i++) z += w[i] * x[i];
                return Softplus(z) - y * z;
            }

            static float Softplus(float z) => MathF.Max(z, 0) + float.LogP1(MathF.Exp(-MathF.Abs(z)));
        }
        """, "Logistic.Loss");

    [Fact]
    public async Task Network() => await Files("""
        [Differentiable]
        public sealed partial class Dense
        {
            public float[] W = new float[12];
            public float[] B = new float[3];
        }

        public static partial class Layers
        {
            [Differentiable(nameof(layer))]
            public static float Loss(Dense layer, Rows<float> inputs, ReadOnlySpan<float> targets)
            {
                float sum = 0;
                for (int n = 0; n < inputs.Count; n++)
                {
                    ReadOnlySpan<float> x = inputs[n];
                    Span<float> h = stackalloc float[3];
                    for (int o = 0; o < h.Length; o++)
                    {
                        float s = layer.B[o];
                        for (int i = 0; i < x.Length; i++) s += layer.W[o * x.Length + i] * x[i];
                        h[o] = MathF.Tanh(s);
                    }

                    float error = h[0] * h[1] + h[2] - targets[n];
                    sum += error * error;
                }

                return sum / inputs.Count;
            }
        }
        """, "Layers.Loss");

    [Fact]
    public async Task Classifier() => await Files("""
        public static partial class Classifier
        {
            [Differentiable(nameof(w))]
            public static float Loss(ReadOnlySpan<float> w, Rows<float> images, ReadOnlySpan<int> labels)
            {
                float sum = 0;
                for (int i = 0; i < images.Count; i++) sum += Surprise(w, images[i], labels[i]);
                return sum / images.Count;
            }

            static float Surprise(ReadOnlySpan<float> w, ReadOnlySpan<float> image, int label)
            {
                Span<float> hidden = stackalloc float[32];
                Span<float> scores = stackalloc float[10];
                Apply(w[..(32 * image.Length)], image, hidden);
                for (int i = 0; i < hidden.Length; i++) hidden[i] = MathF.Max(hidden[i], 0);
                Apply(w[(32 * image.Length)..], hidden, scores);
                float max = scores[0];
                for (int i = 1; i < scores.Length; i++) max = MathF.Max(max, scores[i]);
                float mass = 0;
                for (int i = 0; i < scores.Length; i++) mass += MathF.Exp(scores[i] - max);
                return max + MathF.Log(mass) - scores[label];
            }

            static void Apply(ReadOnlySpan<float> w, ReadOnlySpan<float> input, Span<float> output)
            {
                for (int o = 0; o < output.Length; o++)
                {
                    float s = 0;
                    for (int i = 0; i < input.Length; i++) s += w[o * input.Length + i] * input[i];
                    output[o] = s;
                }
            }
        }
        """, "Classifier.Loss");

    [Fact]
    public async Task Recursion() => await Files("""
        public static partial class Series
        {
            [Differentiable]
            public static double Chain(double x, int depth) => depth == 0 ? x : x * Math.Sin(Chain(x, depth - 1)) + 1;
        }
        """, "Series.Chain");

    [Fact]
    public async Task Iteration() => await Files("""
        public static partial class Roots
        {
            [Differentiable(Derivatives.Gradient | Derivatives.Jvp)]
            public static double Newton(double a)
            {
                double x = a;
                while (Math.Abs(x * x - a) > 1e-12)
                {
                    x = 0.5 * (x + a / x);
                    if (x > 1e6) break;
                }

                return x;
            }
        }
        """, "Roots.Newton");

    [Fact]
    public async Task InPlace() => await Files("""
        public static partial class Maps
        {
            [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
            public static void Softmax(Span<double> x)
            {
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    x[i] = Math.Exp(x[i]);
                    sum += x[i];
                }

                for (int i = 0; i < x.Length; i++) x[i] /= sum;
            }
        }
        """, "Maps.Softmax");

    [Fact]
    public async Task Extension() => await Files("""
        public static class Norms
        {
            [Differentiable]
            public static double Length(double x, double y) => Math.Sqrt(x * x + y * y);
        }
        """, "Norms.Length");

    private static async Task Files(string source, string name, [System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        CompiledProgram program = ExecutionHarness.Compile(Header + source);
        string file = program.Generated.Single(pair => pair.Key.EndsWith(name + ".g.cs", StringComparison.Ordinal)).Value;
        await Verify(file.TrimStart('\uFEFF'), "cs").UseMethodName(test);
    }
}
