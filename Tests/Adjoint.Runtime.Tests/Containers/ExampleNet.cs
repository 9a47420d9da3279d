namespace Adjoint.Runtime.Tests;

/// <summary>A container of every kind of leaf, with the members that the generator writes.</summary>
internal sealed class ExampleNet : IParameters<ExampleNet>
{
    public ExampleLayer First = new(3, 2);
    public ExampleLayer?[] Layers = [new(2, 2), null, new(2, 1)];
    public float Bias = 0.5f;
    public double[][] Rows = [[1, 2], [3]];
    public float[,] Matrix = { { 1, 2, 3 }, { 4, 5, 6 } };
    public float[]? Missing;

    public double Temperature { get; set; } = 2;

    public ExampleNet ZerosLike()
    {
        ExampleNet zeros = (ExampleNet)MemberwiseClone();
        zeros.First = ParameterTraversal.ContainerZeros(First);
        zeros.Layers = ParameterTraversal.ContainerZeros<ExampleLayer>(Layers!);
        zeros.Bias = 0;
        zeros.Rows = ParameterTraversal.ZerosLike(Rows);
        zeros.Matrix = ParameterTraversal.ZerosLike(Matrix);
        zeros.Missing = ParameterTraversal.ZerosLike(Missing);
        zeros.Temperature = 0;
        return zeros;
    }

    static void IParameters<ExampleNet>.Visit<TVisitor>(ref TVisitor visitor, ExampleNet first, ExampleNet second)
    {
        ParameterTraversal.Container(ref visitor, "First", first.First, second.First);
        ParameterTraversal.Container(ref visitor, "Layers", first.Layers, second.Layers);
        ParameterTraversal.Leaf(ref visitor, "Bias", ref first.Bias, second.Bias);
        ParameterTraversal.Leaf(ref visitor, "Rows", first.Rows, second.Rows);
        ParameterTraversal.Leaf(ref visitor, "Matrix", first.Matrix, second.Matrix);
        ParameterTraversal.Leaf(ref visitor, "Missing", first.Missing, second.Missing);
        double temperature = first.Temperature;
        ParameterTraversal.Leaf(ref visitor, "Temperature", ref temperature, second.Temperature);
        first.Temperature = temperature;
    }
}
