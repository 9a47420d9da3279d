using Adjoint.Generator.Analysis;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Optimization;
using Xunit;

namespace Adjoint.Optimization.Tests;

public class FusionTests
{
    private static Function Fuse(Function function) => LoopFusion.Run(LoopShape.Run(function));

    [Fact]
    public void ADestinationThatALoopFillsIsNotCleared() => IrText.CheckModule(
        AdjointFusion.Run,
        """
        func @"F:gradient"(%0.w: rospan<f64>, %1.dz: f64, %2.wGradient: span<f64>, %3.accumulate: bool) unaliased(2) {
          %4: i32 = const [literal = 0]
          %5: i32 = length %0.w
          if %3.accumulate { ()
            yield
          } { ()
            %6: f64 = const [literal = 0.0]
            fill %2.wGradient, %6
            yield
          }
          for %4, %5 [number = 1] { (%7.i: i32)
            accumulate %2.wGradient, %1.dz, %7.i [Safe]
            yield
          }
          yield
        }
        func @"F:forward"(%0.w: rospan<f64>, %1.dz: f64) {
          yield
        }
        """,
        """
        func @"F:gradient"(%0.w: rospan<f64>, %1.dz: f64, %2.wGradient: span<f64>, %3.accumulate: bool) unaliased(2) {
          %4: i32 = const [literal = 0]
          %5: i32 = length %0.w
          for %4, %5 [number = 1] { (%7.i: i32)
            %8: f64 = const [literal = 0.0]
            %9: f64 = load %2.wGradient, %7.i [Safe]
            %10: f64 = select %3.accumulate, %9, %8
            %11: f64 = add %10, %1.dz [Adjoint]
            store %2.wGradient, %11, %7.i [Safe]
            yield
          }
          yield
        }
        func @"F:forward"(%0.w: rospan<f64>, %1.dz: f64) {
          yield
        }
        """);

    // A loop over less than all, or a second sum, or a use in between, keeps the clearing.
    [Theory]
    [InlineData("%9", "accumulate %2.wGradient, %1.dz, %7.i [Safe]", "")]
    [InlineData("%5", "accumulate %2.wGradient, %1.dz, %4 [Safe]", "")]
    [InlineData("%5", "accumulate %2.wGradient, %1.dz, %7.i [Safe] accumulate %2.wGradient, %1.dz, %4 [Safe]", "")]
    [InlineData("%10", "accumulate %2.wGradient, %1.dz, %7.i [Safe]", "%10: i32 = length %2.wGradient fill %2.wGradient, %1.dz")]
    [InlineData("%5", "accumulate %2.wGradient, %1.dz, %7.i [Safe]", "store %2.wGradient, %1.dz, %4")]
    [InlineData("%5", "if %3.accumulate { () accumulate %2.wGradient, %1.dz, %7.i [Safe] yield } { () yield }", "")]
    public void OtherwiseItIsCleared(string bound, string body, string between)
    {
        string text = $$"""
            func @"F:gradient"(%0.w: rospan<f64>, %1.dz: f64, %2.wGradient: span<f64>, %3.accumulate: bool, %9: i32) unaliased(2) {
              %4: i32 = const [literal = 0]
              %5: i32 = length %0.w
              if %3.accumulate { () yield } { () %6: f64 = const [literal = 0.0] fill %2.wGradient, %6 yield }
              {{between}}
              for %4, {{bound}} [number = 1] { (%7.i: i32) {{body}} yield }
              yield
            }
            func @"F:forward"(%0.w: rospan<f64>, %1.dz: f64) { yield }
            """;
        Module before = IrText.Parse(text);
        Assert.Equal(before, AdjointFusion.Run(before));
    }

    [Fact]
    public void AParameterOfTheMethodIsNoShadowWhateverItsName()
    {
        Module before = IrText.Parse("""
            func @"F:gradient"(%0.w: rospan<f64>, %2.wGradient: span<f64>, %3.accumulate: bool) unaliased(1) {
              %4: i32 = const [literal = 0]
              %5: i32 = length %0.w
              for %4, %5 [number = 1] { (%7.i: i32) %8: f64 = load %2.wGradient, %7.i yield }
              yield
            }
            func @"F:forward"(%0.w: rospan<f64>, %1.wGradient: span<f64>) { yield }
            """);
        Assert.Equal(before, SafeAccess.Run(before));
    }

    [Fact]
    public void WhatOneLoopWritesAndTheNextReadsMakesThemOne()
    {
        Function result = Fuse(IrText.Parse("""
            func @"F"(%0: rospan<f64>, %1: span<f64>) unaliased(1) {
              %2: i32 = const [literal = 0]
              %3: i32 = length %0
              %4: span<f64> = alloc %3
              %5: rospan<f64> = view %4
              for %2, %3 [number = 1] { (%6: i32) %7: f64 = load %0, %6 store %4, %7, %6 yield }
              for %2, %3 [number = 1] { (%8: i32) %9: f64 = load %5, %8 store %1, %9, %8 yield }
              yield
            }
            """).Root);
        Operation loop = result.Body.Operations.Single(operation => operation.Code == OpCode.For);
        Assert.Equal(4, loop.Regions[0].Operations.Count);
    }

    [Fact]
    public void TwoSumsIntoOnePlaceAreOne() => IrText.Check(
        AccumulateMerging.Run,
        """
        func @"F"(%0: span<f64>, %1: f64, %2: f64, %3: i32, %4: i32) {
          accumulate %0, %1, %3 [Safe]
          accumulate %0, %1, %4 [Safe]
          accumulate %0, %2, %3 [Safe]
          %5: f64 = load %0, %3
          accumulate %0, %5, %3 [Safe]
          yield
        }
        """,
        """
        func @"F"(%0: span<f64>, %1: f64, %2: f64, %3: i32, %4: i32) {
          accumulate %0, %1, %4 [Safe]
          %6: f64 = add %1, %2 [Adjoint]
          accumulate %0, %6, %3 [Safe]
          %5: f64 = load %0, %3
          accumulate %0, %5, %3 [Safe]
          yield
        }
        """);

    [Fact]
    public void AStoreTakesInTheAdditionsBehindIt() => IrText.Check(
        function => DeadCode.Run(Simplification.Run(AccumulateMerging.Run(function))),
        """
        func @"F"(%0: span<f64>, %1: f64, %2: f64, %3: i32, %4: i32) {
          %5: f64 = const [literal = 0.0]
          store %0, %5, %3 [Safe]
          accumulate %0, %1, %3 [Safe]
          store %0, %5, %4 [Safe]
          accumulate %0, %2, %3 [Safe]
          accumulate %0, %2, %4 [Safe]
          yield
        }
        """,
        """
        func @"F"(%0: span<f64>, %1: f64, %2: f64, %3: i32, %4: i32) {
          %5: f64 = const [literal = 0.0]
          store %0, %1, %3 [Safe]
          store %0, %5, %4 [Safe]
          accumulate %0, %2, %3 [Safe]
          accumulate %0, %2, %4 [Safe]
          yield
        }
        """);

    [Fact]
    public void AStoreOfWhatIsThereGoes() => IrText.Check(
        UnchangedStores.Run,
        """
        func @"F"(%0: span<f64>, %1: span<f64>, %2: f64, %3: i32, %4: i32) {
          %5: f64 = load %0, %3
          %6: f64 = load %0, %4
          store %0, %5, %3
          store %0, %6, %3
          store %0, %6, %4
          yield
        }
        """,
        """
        func @"F"(%0: span<f64>, %1: span<f64>, %2: f64, %3: i32, %4: i32) {
          %5: f64 = load %0, %3
          %6: f64 = load %0, %4
          store %0, %6, %3
          store %0, %6, %4
          yield
        }
        """);

    [Theory]
    [InlineData("%6", "%10", true)]
    [InlineData("%6", "%12", true)]
    [InlineData("%6", "%11", false)]
    [InlineData("%7", "%10", true)]
    [InlineData("%7", "%11", true)]
    [InlineData("%7", "%12", false)]
    [InlineData("%8", "%10", false)]
    public void AnIndexInsideIsSafe(string bound, string index, bool safe)
    {
        string text = $$"""
            func @"F"(%0: rospan<f64>, %1: i32) {
              %4: i32 = const [literal = 0]
              %5: i32 = const [literal = 1]
              %6: i32 = length %0
              %7: i32 = sub %6, %5
              %8: i32 = add %6, %5
              for %5, {{bound}} [number = 1] { (%10: i32)
                %11: i32 = add %10, %5
                %9: i32 = const [literal = 2]
                %12: i32 = sub %10, {{(bound == "%7" ? "%9" : "%5")}}
                %13: f64 = load %0, {{index}}
                yield
              }
              yield
            }
            """;
        Function result = SafeAccess.Run(IrText.Parse(text)).Root;
        Assert.Equal(safe, MemoryEffects.All(result.Body).Single(operation => operation.Code == OpCode.Load).Has(OpFlags.Safe));
    }

    [Fact]
    public void ValueAndAdjointAreOneLoop() => IrText.Check(
        Fuse,
        """
        func @"F"(%0.x: rospan<f64>, %1.xGradient: span<f64>, %2.c: f64, %3.n: i32) unaliased(1) {
          note [symbol = "Forward."]
          %4: i32 = const [literal = 0]
          %5.s: f64 = for %4, %3.n, %2.c [number = 1] { (%6.i: i32, %7.s: f64)
            %8: f64 = load %0.x, %6.i
            %9.s: f64 = add %7.s, %8
            yield %9.s
          }
          note [symbol = "Backward, from dF = 1."]
          fill %1.xGradient, %2.c
          for %4, %3.n [number = 1] { (%10.i: i32)
            %11: f64 = load %0.x, %10.i [Safe]
            accumulate %1.xGradient, %11, %10.i [Safe]
            yield
          }
          yield %5.s
        }
        """,
        """
        func @"F"(%0.x: rospan<f64>, %1.xGradient: span<f64>, %2.c: f64, %3.n: i32) unaliased(1) {
          %4: i32 = const [literal = 0]
          note [symbol = "Forward and backward, from dF = 1."]
          fill %1.xGradient, %2.c
          %5.s: f64 = for %4, %3.n, %2.c [number = 1, independent(Sum)] { (%6.i: i32, %7.s: f64)
            %8: f64 = load %0.x, %6.i
            %9.s: f64 = add %7.s, %8
            %11: f64 = load %0.x, %6.i [Safe]
            accumulate %1.xGradient, %11, %6.i [Safe]
            yield %9.s
          }
          yield %5.s
        }
        """);

    // What keeps two loops apart: a use of the first's result, a meeting in memory at different turns, another range.
    [Theory]
    [InlineData("store %1, %5.s, %10.i", "%3.n", "")]
    [InlineData("store %0, %11, %12", "%3.n", "")]
    [InlineData("store %1, %11, %10.i", "%13", "")]
    [InlineData("store %1, %11, %10.i", "%3.n", "opaque [symbol = \"Log()\"]")]
    [InlineData("store %1, %11, %10.i", "%3.n", "fill %0, %2.c")]
    public void LoopsThatMeetStayTwo(string body, string bound, string between)
    {
        string text = $$"""
            func @"F"(%0: span<f64>, %1: span<f64>, %2.c: f64, %3.n: i32) unaliased(1) {
              %4: i32 = const [literal = 0]
              %14: i32 = const [literal = 1]
              %13: i32 = sub %3.n, %14
              %5.s: f64 = for %4, %3.n, %2.c [number = 1] { (%6.i: i32, %7.s: f64)
                %8: f64 = load %0, %6.i
                %9.s: f64 = add %7.s, %8
                yield %9.s
              }
              {{between}}
              for %4, {{bound}} [number = 1] { (%10.i: i32)
                %12: i32 = add %10.i, %14
                %11: f64 = load %0, %10.i
                {{body}}
                yield
              }
              yield %5.s
            }
            """;
        Function before = LoopShape.Run(IrText.Parse(text).Root);
        Assert.Equal(before, LoopFusion.Run(before));
    }
}
