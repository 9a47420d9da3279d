using Adjoint.Generator.Ir;
using Adjoint.Generator.Optimization;
using Xunit;

namespace Adjoint.Optimization.Tests;

public class ScalarPassTests
{
    [Fact]
    public void SharedExpressionsAreComputedOnce() => IrText.Check(
        CommonSubexpressions.Run,
        """
        func @"F"(%0: f64, %1: f64, %2: bool) {
          %3: f64 = mul %0, %1
          %4: f64 = if %2 { ()
            %5: f64 = mul %1, %0
            %6: f64 = math %5 [symbol = "Exp"]
            yield %6
          } { ()
            %7: f64 = math %3 [symbol = "Exp"]
            yield %7
          }
          yield %4
        }
        """,
        """
        func @"F"(%0: f64, %1: f64, %2: bool) {
          %3: f64 = mul %0, %1
          %4: f64 = if %2 { ()
            %6: f64 = math %3 [symbol = "Exp"]
            yield %6
          } { ()
            %7: f64 = math %3 [symbol = "Exp"]
            yield %7
          }
          yield %4
        }
        """);

    [Theory]
    [InlineData("", "store %1, %2, %3", false)]
    [InlineData("unaliased(1)", "store %1, %2, %3", true)]
    [InlineData("", "store %0, %2, %3", false)]
    [InlineData("", "%9: bool = overlaps %0, %1", true)]
    [InlineData("", "fill %1, %2", false)]
    [InlineData("", "%9: f64 = opaque [symbol = \"Draw()\"]", false)]
    public void LoadsDoNotCrossWritesThatMayReachThem(string unaliased, string between, bool shared)
    {
        string text = $$"""
            func @"F"(%0: span<f64>, %1: span<f64>, %2: f64, %3: i32, %4: i32) {{unaliased}} {
              %5: f64 = load %0, %4
              {{between}}
              %6: f64 = load %0, %4
              yield %5, %6
            }
            """;
        Function result = CommonSubexpressions.Run(IrText.Parse(text).Root);
        Assert.Equal(shared, result.Results[0] == result.Results[1]);
    }

    [Fact]
    public void AStoreThroughOneViewIsKnownThroughAnother()
    {
        Function result = CommonSubexpressions.Run(IrText.Parse("""
            func @"F"(%0: span<f64>, %1: f64, %2: i32) {
              store %0, %1, %2
              %3: rospan<f64> = view %0
              %4: f64 = load %3, %2
              yield %4
            }
            """).Root);
        Assert.Equal("%1", result.Results[0].ToString());
    }

    [Fact]
    public void AStoreMakesItsValueKnownAndALoopForgets() => IrText.Check(
        function => DeadCode.Run(CommonSubexpressions.Run(function)),
        """
        func @"F"(%0: span<f64>, %1: f64, %2: i32, %3: i32) {
          store %0, %1, %2
          %4: f64 = load %0, %2
          %5: f64 = for %2, %3, %4 [number = 1] { (%6: i32, %7: f64)
            %8: f64 = load %0, %2
            store %0, %7, %6
            yield %8
          }
          yield %5
        }
        """,
        """
        func @"F"(%0: span<f64>, %1: f64, %2: i32, %3: i32) {
          store %0, %1, %2
          %5: f64 = for %2, %3, %1 [number = 1] { (%6: i32, %7: f64)
            %8: f64 = load %0, %2
            store %0, %7, %6
            yield %8
          }
          yield %5
        }
        """);

    [Fact]
    public void DeadCyclesUnreadMemoryAndUnusedResultsGo() => IrText.Check(
        DeadCode.Run,
        """
        func @"F"(%0: rospan<f64>, %1: i32, %2: bool) {
          %3: i32 = const [literal = 0]
          %4: f64 = const [literal = 0.0]
          %20: ref<f64> = alloc
          %5: f64, %6: f64 = for %3, %1, %4, %4 [number = 1, independent(Sum, State)] { (%7: i32, %8: f64, %9: f64)
            %10: f64 = load %0, %7
            %11: f64 = add %8, %10
            %12: f64 = mul %9, %10
            store %20, %12 [Safe]
            yield %11, %12
          }
          %13: f64, %14: f64 = if %2 { ()
            %15: f64 = math %5 [symbol = "Exp"]
            yield %15, %5
          } { ()
            yield %4, %4
          }
          yield %14
        }
        """,
        """
        func @"F"(%0: rospan<f64>, %1: i32, %2: bool) {
          %3: i32 = const [literal = 0]
          %4: f64 = const [literal = 0.0]
          %5: f64 = for %3, %1, %4 [number = 1, independent(Sum)] { (%7: i32, %8: f64)
            %10: f64 = load %0, %7
            %11: f64 = add %8, %10
            yield %11
          }
          %14: f64 = if %2 { ()
            yield %5
          } { ()
            yield %4
          }
          yield %14
        }
        """);

    [Fact]
    public void TrapsAndEffectsStay()
    {
        const string Text = """
            func @"F"(%0: rospan<f64>, %1: i32, %2: i32) {
              %3: f64 = load %0, %1
              %4: i32 = div %1, %2
              opaque %1 [symbol = "Log({0})"]
              %5: i32 = add %1, %2 [Checked]
              yield %1
            }
            """;
        IrText.Check(DeadCode.Run, Text, Text);
    }

    [Fact]
    public void CellsBecomeValuesThroughControlFlow() => IrText.Check(
        CellPromotion.Run,
        """
        func @"F"(%0: i32, %1: f64, %2: bool) {
          %3: i32 = const [literal = 0]
          %4.s: ref<f64> = alloc
          for %3, %0 [number = 1] { (%5: i32)
            accumulate %4.s, %1
            if %2 { ()
              store %4.s, %1
              yield
            } { ()
              yield
            }
            yield
          }
          %6: f64 = load %4.s
          yield %6
        }
        """,
        """
        func @"F"(%0: i32, %1: f64, %2: bool) {
          %3: i32 = const [literal = 0]
          %7: f64 = const [literal = 0.0]
          %11.s: f64 = for %3, %0, %7 [number = 1] { (%5: i32, %8.s: f64)
            %9.s: f64 = add %8.s, %1
            %10.s: f64 = if %2 { ()
              yield %1
            } { ()
              yield %9.s
            }
            yield %10.s
          }
          yield %11.s
        }
        """);

    [Fact]
    public void CellsThatEscapeStayMemory()
    {
        const string Text = """
            func @"F"(%0: f64) {
              %1: ref<f64> = alloc
              store %1, %0
              call %1 [symbol = "G"]
              %2: f64 = load %1
              yield %2
            }
            func @"G"(%0: ref<f64>) {
              yield
            }
            """;
        IrText.Check(CellPromotion.Run, Text, Text);
    }

    [Fact]
    public void InvariantsLeaveTheirLoopsAndTrapsDoNot() => IrText.Check(
        LoopInvariants.Run,
        """
        func @"F"(%0: rospan<f64>, %1: i32, %2: f64, %3: i32) {
          %4: i32 = const [literal = 0]
          %5: f64 = for %4, %1, %2 [number = 1] { (%6: i32, %7: f64)
            %8: f64 = for %4, %1, %7 [number = 1] { (%9: i32, %10: f64)
              %11: f64 = math %2 [symbol = "Exp"]
              %12: f64 = load %0, %3
              %13: i32 = mul %6, %1
              %14: f64 = mul %11, %12
              %15: f64 = add %10, %14
              yield %15
            }
            yield %8
          }
          yield %5
        }
        """,
        """
        func @"F"(%0: rospan<f64>, %1: i32, %2: f64, %3: i32) {
          %4: i32 = const [literal = 0]
          %11: f64 = math %2 [symbol = "Exp"]
          %5: f64 = for %4, %1, %2 [number = 1] { (%6: i32, %7: f64)
            %13: i32 = mul %6, %1
            %8: f64 = for %4, %1, %7 [number = 1] { (%9: i32, %10: f64)
              %12: f64 = load %0, %3
              %14: f64 = mul %11, %12
              %15: f64 = add %10, %14
              yield %15
            }
            yield %8
          }
          yield %5
        }
        """);

    [Fact]
    public void SmallCalleesAreInlinedAndRecursionStays() => IrText.CheckModule(
        Inlining.Run,
        """
        func @"F"(%0: f64) {
          %1: f64 = call %0 [symbol = "Square"] @3 "Square(x)"
          %2: f64 = call %1 [symbol = "Loop"] @4 "Loop(y)"
          yield %2
        }
        func @"Square"(%0.v: f64) {
          %1: f64 = mul %0.v, %0.v @1 "v * v"
          yield %1
        }
        func @"Loop"(%0: f64) {
          %1: f64 = call %0 [symbol = "Square"]
          %2: f64 = call %1 [symbol = "Loop"]
          yield %2
        }
        """,
        """
        func @"F"(%0: f64) {
          %3: f64 = mul %0, %0 @3 "v * v"
          %2: f64 = call %3 [symbol = "Loop"] @4 "Loop(y)"
          yield %2
        }
        func @"Loop"(%0: f64) {
          %3: f64 = mul %0, %0 @1 "v * v"
          %2: f64 = call %3 [symbol = "Loop"]
          yield %2
        }
        """);
}
