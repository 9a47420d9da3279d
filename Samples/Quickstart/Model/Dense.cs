using Adjoint;

namespace Quickstart.Model;

/// <summary>The parameters of a layer: a weight for each pair of output and input, and a bias for each output.</summary>
[Differentiable]
public sealed partial class Dense
{
    /// <summary>Weights, one row for each output.</summary>
    public float[,] W;

    /// <summary>Biases.</summary>
    public float[] B;

    /// <summary>A layer with every parameter at zero.</summary>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="outputs">The number of outputs.</param>
    public Dense(int inputs, int outputs)
    {
        W = new float[outputs, inputs];
        B = new float[outputs];
    }
}
