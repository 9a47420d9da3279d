using Adjoint.Generator.Ir;
using Xunit;

namespace Adjoint.Generator.Tests.Ir;

public sealed class InterpretMemoryTests
{
    [Fact]
    public void LoadsStoresAndAccumulatesGoToTheCallersArray()
    {
        float[] values = [1, 2, 3];
        object? read = InterpretedText.Value(
            """
            (%0: span<f32>, %1: i32, %2: f32) {
              %3: f32 = load %0, %1
              store %0, %2, %1
              accumulate %0, %2, %1
              yield %3
            }
            """, values, 1, 5f);
        Assert.Equal(2f, read);
        Assert.Equal([1, 10, 3], values);
    }

    [Theory]
    [InlineData("%3: f32 = load %0, %1", -1)]
    [InlineData("%3: f32 = load %0, %1", 3)]
    [InlineData("store %0, %2, %1", 3)]
    [InlineData("accumulate %0, %2, %1", int.MinValue)]
    [InlineData("%3: ref<f32> = element %0, %1", 3)]
    public void AnIndexOutsideThrows(string operation, int index) => Assert.Throws<IndexOutOfRangeException>(() =>
        InterpretedText.Run($"(%0: array<f32>, %1: i32, %2: f32) {{ {operation} yield }}", new float[3], index, 1f));

    [Fact]
    public void AnOperationFlaggedSafeThatThrowsIsAFaultOfTheProgram() => Assert.Throws<InterpreterException>(() =>
        InterpretedText.Run("(%0: array<f32>, %1: i32) { %3: f32 = load %0, %1 [Safe] yield }", new float[3], 3));

    [Fact]
    public void SlicesElementsRowsAndViewsAlias()
    {
        double[] values = [1, 2, 3, 4, 5, 6];
        object?[] results = InterpretedText.Run(
            """
            (%0: array<f64>, %1: rows<f64>, %2: f64) {
              %3: i32 = const [literal = 1]
              %4: i32 = const [literal = 3]
              %5: span<f64> = view %0
              %6: span<f64> = slice %5, %3, %4
              %7: span<f64> = slice %6, %3, %3
              store %7, %2, %10
              yield %7
            }
            """.Replace("store", "%10: i32 = const [literal = 0] store"), values, Memory.Rows(values, 2), 9.0);
        Assert.Equal([1, 2, 9, 4, 5, 6], values);
        Memory slice = Assert.IsType<Memory>(results[0]);
        Assert.Equal(2, slice.Offset);
        Assert.Same(values, slice.Storage);

        object?[] more = InterpretedText.Run(
            """
            (%0: span<f64>, %1: rows<f64>, %2: f64) {
              %3: i32 = const [literal = 1]
              %4: ref<f64> = element %0, %3
              store %4, %2
              accumulate %4, %2
              %5: i32 = const [literal = 0]
              %6: rospan<f64> = row %1, %5
              %7: f64 = load %6, %3
              %8: i32 = length %1
              %9: i32 = length %1 [number = 1]
              yield %7, %8, %9
            }
            """, values, Memory.Rows(values, 2), 4.0);
        Assert.Equal([8.0, 3, 2], more);
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(4, 0)]
    [InlineData(-1, 1)]
    [InlineData(1, -1)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void ASliceOutsideThrows(int start, int count) => Assert.Throws<ArgumentOutOfRangeException>(() =>
        InterpretedText.Run("(%0: span<f32>, %1: i32, %2: i32) { %3: span<f32> = slice %0, %1, %2 yield }", new float[3], start, count));

    [Fact]
    public void GridsHaveTheirRankAndLengths()
    {
        double[,] grid = { { 1, 2, 3 }, { 4, 5, 6 } };
        object?[] results = InterpretedText.Run(
            """
            (%0: grid<f64, 2>, %1: i32, %2: i32) {
              %3: f64 = load %0, %1, %2
              accumulate %0, %3, %1, %2
              %4: i32 = length %0
              %5: i32 = length %0 [number = 1]
              %6: ref<f64> = element %0, %2, %1
              %7: f64 = load %6
              %8: grid<f64, 2> = alloc %4, %5
              yield %3, %4, %5, %7, %8
            }
            """, grid, 1, 0);
        Assert.Equal([4.0, 2, 3, 2.0], results[..4]);
        Assert.Equal(8, grid[1, 0]);
        Assert.Equal(new double[2, 3], Assert.IsType<double[,]>(results[4]));
        Assert.Throws<IndexOutOfRangeException>(() =>
            InterpretedText.Run("(%0: grid<f64, 2>, %1: i32) { %2: f64 = load %0, %1, %1 yield }", grid, 2));
    }

    [Fact]
    public void JaggedArraysHoldReferences()
    {
        float[] row = [1, 2];
        float[][] jagged = [row, row, null!];
        object?[] results = InterpretedText.Run(
            """
            (%0: array<array<f32>>, %1: f32) {
              %2: i32 = const [literal = 0]
              %3: i32 = const [literal = 1]
              %4: array<f32> = load %0, %2
              store %4, %1, %3
              %5: array<f32> = load %0, %3
              %6: f32 = load %5, %3
              %7: i32 = const [literal = 4]
              %8: array<f32> = alloc %7 [Escapes]
              store %0, %8, %2
              yield %6, %8
            }
            """, jagged, 7f);
        Assert.Equal(7f, results[0]);
        Assert.Equal([1, 7], row);
        Assert.Same(jagged[0], results[1]);
        Assert.Same(row, jagged[1]);
        Assert.Throws<NullReferenceException>(() => InterpretedText.Run(
            "(%0: array<array<f32>>, %1: i32) { %2: array<f32> = load %0, %1 %3: i32 = length %2 yield %3 }", jagged, 2));
        Assert.Equal(0, InterpretedText.Value(
            "(%0: array<array<f32>>, %1: i32) { %2: array<f32> = load %0, %1 %3: span<f32> = view %2 %4: i32 = length %3 yield %4 }", jagged, 2));
    }

    [Fact]
    public void ContainersAreReachedByTheirFields()
    {
        Module module = InterpretedText.Module(
            """
            (%0: object "Net", %1: f32, %2: f64) {
              %3: ref<f32> = field %0 [symbol = "B"]
              accumulate %3, %1
              %4: object "Net" = field %0 [symbol = "Inner"]
              %5: array<f32> = field %4 [symbol = "W"]
              %6: i32 = const [literal = 0]
              store %5, %1, %6
              %7: ref<record "P" {X: f64, N: i32}> = field %0 [symbol = "P"]
              %8: ref<f64> = field %7 [symbol = "X"]
              store %8, %2
              yield
            }
            """);
        ObjectValue net = ObjectValue.Create(module, "Net");
        Assert.Throws<NullReferenceException>(() => Interpreter.Run(module, "f", net, 1f, 2.0));
        ObjectValue inner = ObjectValue.Create(module, "Net");
        inner["W"] = new float[] { 5 };
        net["Inner"] = inner;
        Interpreter.Run(module, "f", net, 1f, 2.0);
        Assert.Equal(2f, net["B"]);
        Assert.Equal([1], (float[])inner["W"]!);
        Assert.Equal(2.0, ((RecordValue)net["P"]!)["X"]);
        Assert.Throws<NullReferenceException>(() => Interpreter.Run(module, "f", null, 1f, 2.0));
    }

    [Fact]
    public void RecordsAreCopiedByValue()
    {
        object?[] results = InterpretedText.Run(
            """
            (%0: i32, %1: f64) {
              %2: span<record "P" {X: f64, N: i32}> = alloc %0
              %3: i32 = const [literal = 0]
              %4: i32 = const [literal = 1]
              %5: ref<record "P" {X: f64, N: i32}> = element %2, %3
              %6: ref<f64> = field %5 [symbol = "X"]
              store %6, %1
              %7: span<record "P" {X: f64, N: i32}> = slice %2, %3, %4
              %8: span<record "P" {X: f64, N: i32}> = slice %2, %4, %4
              copy %7, %8
              %9: f64 = const [literal = -1.0]
              store %6, %9
              %10: ref<record "P" {X: f64, N: i32}> = element %2, %4
              %11: ref<f64> = field %10 [symbol = "X"]
              %12: f64 = load %11
              yield %12
            }
            """, 2, 3.5);
        Assert.Equal([3.5], results);
    }

    [Fact]
    public void FillAndCopyWithOverlap()
    {
        int[] values = [1, 2, 3, 4, 5];
        const string Copy = "(%0: rospan<i32>, %1: span<i32>) { copy %0, %1 yield }";
        InterpretedText.Run(Copy, Memory.Slice(values, 0, 4), Memory.Slice(values, 1, 4));
        Assert.Equal([1, 1, 2, 3, 4], values);
        Assert.Throws<ArgumentException>(() => InterpretedText.Run(Copy, values, Memory.Slice(values, 0, 4)));
        InterpretedText.Run("(%0: span<i32>, %1: i32) { fill %0, %1 yield }", Memory.Slice(values, 1, 2), 9);
        Assert.Equal([1, 9, 9, 3, 4], values);
    }

    [Theory]
    [InlineData(0, 3, 2, 3, 0, true)]
    [InlineData(0, 3, 3, 3, 0, false)]
    [InlineData(1, 2, 1, 4, 0, true)]
    [InlineData(1, 2, 1, 4, 1, false)]
    [InlineData(1, 2, 2, 4, 1, true)]
    [InlineData(1, 0, 0, 6, 0, false)]
    public void OverlapIsAboutSharedElements(int start, int count, int otherStart, int otherCount, int number, bool expected)
    {
        float[] values = new float[6];
        Assert.Equal(expected, InterpretedText.Value(
            $"(%0: span<f32>, %1: rospan<f32>) {{ %2: bool = overlaps %0, %1 [number = {number}] yield %2 }}",
            Memory.Slice(values, start, count), Memory.Slice(values, otherStart, otherCount)));
    }

    [Fact]
    public void AllocatedMemoryIsZeroUnlessItNeedNotBe()
    {
        object?[] results = InterpretedText.Run(
            "(%0: i32) { %1: span<f32> = alloc %0 %2: span<f32> = alloc %0 [Uninitialized] %3: ref<i32> = alloc %4: i32 = load %3 yield %1, %2, %4 }", 2);
        Assert.Equal([0, 0], (float[])results[0]!);
        Assert.Equal([float.NaN, float.NaN], (float[])results[1]!);
        Assert.Equal(0, results[2]);
        Assert.Throws<OverflowException>(() => InterpretedText.Run("(%0: i32) { %1: span<f32> = alloc %0 yield }", -1));
    }

    [Fact]
    public void TapesGiveBackInReverseOrder()
    {
        Assert.Equal([2.0, 1.0], InterpretedText.Run(
            "(%0: f64, %1: f64) { %2: tape<f64> = tape push %2, %0 push %2, %1 %3: f64 = pop %2 %4: f64 = pop %2 yield %3, %4 }", 1.0, 2.0));
        Assert.Throws<InterpreterException>(() => InterpretedText.Run("() { %2: tape<f64> = tape %3: f64 = pop %2 yield %3 }"));
        Tape given = new();
        InterpretedText.Run("(%0: tape<i32>, %1: i32) { push %0, %1 push %0, %1 %2: i32 = pop %0 yield }", given, 4);
        Assert.Equal((1, 2), (given.Count, given.Peak));
    }

    [Fact]
    public void ArgumentsOfAnotherTypeAreRefused()
    {
        Assert.Throws<ArgumentException>(() => InterpretedText.Run("(%0: f32) { yield }", 1.0));
        Assert.Throws<ArgumentException>(() => InterpretedText.Run("(%0: span<f32>) { yield }", new double[1]));
        Assert.Throws<ArgumentException>(() => InterpretedText.Run("(%0: span<i32>) { yield }", new uint[1]));
        Assert.Throws<ArgumentException>(() => InterpretedText.Run("(%0: f32) { yield }"));
    }
}
