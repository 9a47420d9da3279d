using Adjoint.Generator.Frontend;
using Adjoint.Generator.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Adjoint.Frontend.Tests;

/// <summary>Parameter containers: their models, and functions of them.</summary>
public sealed class ContainerTests
{
    private const string Net = """
        [Differentiable] public sealed partial class Layer { public double[] W = { 1, 2, 3 }; public double B = 0.5; public double Dot(ReadOnlySpan<double> x) { double s = B; for (int i = 0; i < W.Length; i++) s += W[i] * x[i]; return s; } }
        [Differentiable] public sealed partial class Net
        {
            public Layer First = new(), Second = new();
            public Layer[] More = { new(), new() };
            public double Scale { get; set; } = 2;
            public double[,] M = { { 1, 2 }, { 3, 4 } };
            public double[][] J = { new double[] { 1 }, new double[] { 2, 3 } };
            [NoDerivative] public List<double> Log = new();
            public int Count;
            public string Title = "net";
        }
        """;

    [Theory]
    [InlineData("return net.Scale * net.First.B + net.Second.W[1] * x;")]
    [InlineData("net.First.B += x; net.Scale *= 3; net.First.W[2] = x; net.More[1].B = net.More[0].W[0]; return net.Scale;")]
    [InlineData("double s = 0; foreach (Layer layer in net.More) s += layer.B * layer.W.Length; return s;")]
    [InlineData("Layer l = x > 0 ? net.First : net.Second; l.B = 4; l.W[0] = 5; return net.First.B + l.W[0];")]
    [InlineData("double s = 0; for (int i = 0; i < net.M.GetLength(0); i++) s += net.M[i, 1] + net.J[1][i]; return s * x;")]
    [InlineData("ref double b = ref net.First.B; b = 9; return net.First.B * x;")]
    [InlineData("var w = net.First.W.AsSpan(1); w[0] = x; return net.First.W[1] + Sum(net.First.W);")]
    [InlineData("return net.First.Dot(net.Second.W) * x;")]
    [InlineData("double s = 0; for (int k = 0; k < net.More.Length; k++) for (int i = 0; i < net.More[k].W.Length; i++) s += net.More[k].W[i] * x; return s;")]
    public void Containers_run_the_same(string body)
    {
        Snippet snippet = Snippet.Of(
            "[Differentiable] public static double F(Net net, double x) { " + body + " } public static double Sum(ReadOnlySpan<double> a) { double s = 0; foreach (double v in a) s += v; return s; }",
            Net);
        snippet.RunsTheSame(new NewObject("Test.Net"), 1.5);
    }

    [Theory]
    [InlineData("double s = 0; for (int i = 0; i < rows.Count; i++) { var r = rows[i]; for (int j = 0; j < rows.RowLength; j++) s += r[j] * j; } return s;")]
    [InlineData("double s = 0; foreach (var r in rows) foreach (double v in r) s += v; return s;")]
    public void Rows_run_the_same(string body) =>
        Snippet.Same("[Differentiable] public static double F(Rows<double> rows, double x) { " + body + " }", (new double[] { 1, 2, 3, 4, 5, 6 }, 3), 1.5);

    [Fact]
    public void Model_of_a_container()
    {
        ContainerResult result = Lower(Net, "Net");
        Assert.Empty(result.Rejections);
        Assert.Equal(
            "First:Container Second:Container More:ContainerArray Scale:Scalar M:Grid J:Jagged",
            string.Join(" ", result.Container!.Leaves.Select(leaf => $"{leaf.Name}:{leaf.Shape}")));
        Assert.Equal("global::Test.Net", result.Container.TypeText);
        Assert.Equal(result, Lower(Net, "Net"));
    }

    [Theory]
    [InlineData("public sealed class Net { public double B; }", "ADJ0008")]
    [InlineData("public sealed partial class Net { public int B; }", "ADJ0008")]
    [InlineData("public sealed partial class Net { public readonly double B; }", "ADJ0009")]
    [InlineData("public sealed partial class Net { public double B { get; } }", "ADJ0009")]
    [InlineData("public sealed partial class Net { public double B { get; init; } }", "ADJ0009")]
    [InlineData("public sealed partial class Net { public double B; public List<double> L; }", "ADJ0009")]
    [InlineData("public sealed partial class Net { public double B; public double[,,] Cube; }", "ADJ0009")]
    [InlineData("public sealed partial class Net { public double B; public double[][][] Deep; }", "ADJ0009")]
    [InlineData("public sealed partial class Net { public double B; public double[][,] Mixed; }", "ADJ0009")]
    [InlineData("public sealed partial class Net { public double B; public Net[][] Nets; }", "ADJ0009")]
    [InlineData("public partial class Net<T> { public double B; }", "ADJ0008")]
    [InlineData("public partial struct Net { public double B; }", "ADJ0008")]
    [InlineData("public sealed partial record class Net(double B);", "ADJ0009")]
    public void Refused(string declaration, string id)
    {
        ContainerResult result = Lower("[Differentiable] " + declaration, "Net");
        Assert.Null(result.Container);
        Assert.Equal([id], result.Rejections.Select(rejection => rejection.Id));
    }

    private static ContainerResult Lower(string types, string name)
    {
        CSharpCompilation compilation = Snippet.Compile("Types", "using System; using System.Collections.Generic; using Adjoint; namespace Test { " + types + " }", false);
        return ContainerLowering.Lower((INamedTypeSymbol)compilation.GetSymbolsWithName(name, SymbolFilter.Type).Single(), CancellationToken.None);
    }
}
