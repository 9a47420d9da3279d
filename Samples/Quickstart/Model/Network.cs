using Adjoint;

namespace Quickstart.Model;

/// <summary>
/// The parameters of the network: 64 pixels, two hidden layers, 10 classes. Its gradient is another <see cref="Network"/>.
/// </summary>
[Differentiable]
public sealed partial class Network
{
    /// <summary>From the pixels to the first hidden layer.</summary>
    public Dense First = new(64, 64);

    /// <summary>From the first hidden layer to the second.</summary>
    public Dense Second = new(64, 32);

    /// <summary>From the second hidden layer to a score for each class.</summary>
    public Dense Third = new(32, 10);

    /// <summary>A network with random weights, from which training can start.</summary>
    /// <param name="random">The random numbers.</param>
    /// <returns>The network.</returns>
    public static Network Random(RandomSource random)
    {
        Network net = new();
        net.ForEach((name, shape, values) =>
        {
            Span<float> weights = values;
            if (shape.Length == 2)
            {
                Initializers.HeNormal(weights, fanIn: shape[1], random);
            }
        });
        return net;
    }
}
