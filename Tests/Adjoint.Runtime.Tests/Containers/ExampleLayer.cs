namespace Adjoint.Runtime.Tests;

/// <summary>A container of floats only.</summary>
internal sealed class ExampleLayer : IParameters<ExampleLayer>
{
    public float[] W;
    public float[] B;

    public ExampleLayer(int inputs, int outputs)
    {
        W = new float[inputs * outputs];
        B = new float[outputs];
        for (int i = 0; i < W.Length; i++)
        {
            W[i] = i + 1;
        }
    }

    public ExampleLayer ZerosLike()
    {
        ExampleLayer zeros = (ExampleLayer)MemberwiseClone();
        zeros.W = ParameterTraversal.ZerosLike(W);
        zeros.B = ParameterTraversal.ZerosLike(B);
        return zeros;
    }

    static void IParameters<ExampleLayer>.Visit<TVisitor>(ref TVisitor visitor, ExampleLayer first, ExampleLayer second)
    {
        ParameterTraversal.Leaf(ref visitor, "W", first.W, second.W);
        ParameterTraversal.Leaf(ref visitor, "B", first.B, second.B);
    }

    public void ForEach(ParameterAction<float> action) => Parameters.ForEach(this, action);
}
