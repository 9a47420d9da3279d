using Adjoint.Generator.Ir;
using Xunit;

namespace Adjoint.Generator.Tests.Ir;

public sealed class InterpretShapedTests
{
    [Fact]
    public void VectorsWorkLaneByLane()
    {
        float[] x = [1, -2, 3, -4, 5];
        float[] y = new float[5];
        object?[] results = InterpretedText.Run(
            """
            (%0: rospan<f32>, %1: span<f32>, %2: i32, %3: f32) {
              %4: vector<f32, 4> = vload %0, %2
              %5: vector<f32, 4> = splat %3
              %6: vector<bool, 4> = gt %4, %5
              %7: vector<f32, 4> = math %4 [symbol = "Abs"]
              %8: vector<f32, 4> = select %6, %4, %7
              %9: vector<f32, 4> = mul %8, %8
              vstore %1, %9, %2
              %10: f32 = reduce %9 [symbol = "add"]
              %11: f32 = reduce %4 [symbol = "min"]
              %12: f32 = reduce %4 [symbol = "max"]
              %13: vector<f32, 2> = reduce %4 [symbol = "add"]
              %14: f32 = reduce %13 [symbol = "mul"]
              %15: vector<i32, 4> = iota %2
              %16: i32 = reduce %15 [symbol = "add"]
              %17: vector<f64, 4> = convert %4
              %18: f64 = reduce %17 [symbol = "add"]
              yield %10, %11, %12, %14, %16, %18
            }
            """, x, y, 1, 0f);
        Assert.Equal([54f, -4f, 5f, (-2f + -4f) * (3f + 5f), 10, 2.0], results);
        Assert.Equal([0, 4, 9, 16, 25], y);
    }

    [Fact]
    public void VectorAccessStaysInsideItsRow()
    {
        double[,] grid = { { 1, 2, 3 }, { 4, 5, 6 } };
        const string Row = "(%0: grid<f64, 2>, %1: i32, %2: i32) { %3: vector<f64, 2> = vload %0, %1, %2 vstore %0, %3, %2, %1 %4: f64 = reduce %3 [symbol = \"add\"] yield %4 }";
        Assert.Equal(11.0, InterpretedText.Value(Row, grid, 1, 1));
        Assert.Equal(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } }, grid);
        Assert.Throws<InterpreterException>(() => InterpretedText.Value(Row, grid, 0, 2));
    }

    [Theory]
    [InlineData("nn", "n, k", "k, m")]
    [InlineData("tn", "k, n", "k, m")]
    [InlineData("nt", "n, k", "m, k")]
    public void MatrixProductsInEveryLayout(string layout, string left, string right)
    {
        double[,] a = { { 1, 2, 3 }, { 4, 5, 6 } };
        double[,] b = { { 1, 0, 2, -1 }, { 3, 1, 0, 1 }, { 0, 2, 1, 1 } };
        double[] given = Flat(layout == "tn" ? Transposed(a) : a);
        double[] other = Flat(layout == "nt" ? Transposed(b) : b);
        double[] product = new double[8];
        int[] sizes = [2, 3, 4];
        int Size(string name) => sizes["nkm".IndexOf(name, StringComparison.Ordinal)];
        string[] l = left.Split(", ");
        string[] r = right.Split(", ");
        InterpretedText.Run(
            $$"""
            (%0: rospan<f64>, %1: rospan<f64>, %2: span<f64>, %3: i32, %4: i32, %5: i32, %6: i32) {
              %7: tensor<f64, {{left}}> = totensor %0, %3, %4
              %8: tensor<f64, {{right}}> = totensor %1, %5, %6
              %9: tensor<f64, n, m> = matmul %7, %8 [symbol = "{{layout}}"]
              fromtensor %9, %2
              yield
            }
            """, given, other, product, Size(l[0]), Size(l[1]), Size(r[0]), Size(r[1]));
        Assert.Equal([7, 8, 5, 4, 19, 17, 14, 7], product);
    }

    [Fact]
    public void BroadcastAndSumAreTransposes()
    {
        object?[] results = InterpretedText.Run(
            """
            (%0: tensor<f32, n, 3>, %1: tensor<f32, 3>, %2: tensor<f32, n, 1>, %3: f32) {
              %4: tensor<f32, n, 3> = broadcast %1
              %5: tensor<f32, n, 3> = broadcast %2
              %6: tensor<f32, n, 3> = broadcast %3
              %7: tensor<f32, n, 3> = add %4, %5
              %8: tensor<f32, n, 3> = mul %7, %6
              %9: tensor<f32, 3> = sumto %8
              %10: tensor<f32, n, 1> = sumto %8
              %11: f32 = sumto %8
              yield %8, %9, %10, %11
            }
            """, TensorValue.Of([2, 3], new float[6]), TensorValue.Of([3], 1f, 2f, 3f), TensorValue.Of([2, 1], 10f, 20f), 2f);
        Assert.Equal(
            ["[2 x 3: 22f, 24f, 26f, 42f, 44f, 46f]", "[3: 64f, 68f, 72f]", "[2 x 1: 72f, 132f]", "204f"],
            results.Select(ValueText.Of));
    }

    [Fact]
    public void ASymbolHasOneSize()
    {
        const string Sum = "(%0: tensor<f32, n>, %1: tensor<f32, n>) { %2: tensor<f32, n> = add %0, %1 yield %2 }";
        Assert.Throws<InterpreterException>(() => InterpretedText.Run(Sum, TensorValue.Of([2], 1f, 2f), TensorValue.Of([3], 1f, 2f, 3f)));
        Assert.Throws<InterpreterException>(() => InterpretedText.Run("(%0: tensor<f32, 4>) { yield }", TensorValue.Of([2], 1f, 2f)));
        Assert.Throws<InterpreterException>(() => InterpretedText.Run("(%0: f32) { %1: tensor<f32, n> = broadcast %0 yield }", 1f));
    }

    [Fact]
    public void TensorsCompareSelectAndConvert()
    {
        object? result = InterpretedText.Value(
            """
            (%0: tensor<f64, n>, %1: i32) {
              %2: tensor<f64, n> = neg %0
              %3: tensor<bool, n> = lt %0, %2
              %4: tensor<f64, n> = select %3, %2, %0
              %5: tensor<f64, n> = math %4, %1 [symbol = "ScaleB"]
              %6: tensor<i32, n> = convert %5
              yield %6
            }
            """, TensorValue.Of([2], -1.5, 2.0), 1);
        Assert.Equal("[2: 3, 4]", ValueText.Of(result));
    }

    private static double[,] Transposed(double[,] matrix)
    {
        double[,] result = new double[matrix.GetLength(1), matrix.GetLength(0)];
        for (int i = 0; i < matrix.GetLength(0); i++)
        {
            for (int j = 0; j < matrix.GetLength(1); j++)
            {
                result[j, i] = matrix[i, j];
            }
        }

        return result;
    }

    private static double[] Flat(double[,] matrix) => matrix.Cast<double>().ToArray();
}
