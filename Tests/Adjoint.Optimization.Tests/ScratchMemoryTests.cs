using Adjoint.Generator.Ir;
using Adjoint.Generator.Optimization;
using Xunit;

namespace Adjoint.Optimization.Tests;

/// <summary>Memory that a companion makes for itself: cleared only where it must be, and made once.</summary>
public class ScratchMemoryTests
{
    [Fact]
    public void AShadowThatALoopFillsIsNotCleared() => IrText.Check(
        ShadowFilling.Run,
        """
        func @"F"(%0.x: rospan<f64>) {
          %1: i32 = const [literal = 0]
          %2: i32 = const [literal = -1]
          %3: i32 = const [literal = 1]
          %4: i32 = length %0.x
          %5.up: span<f64> = alloc %4
          %6.down: span<f64> = alloc %4
          for %1, %4 [number = 1] { (%7.i: i32)
            %8: f64 = load %0.x, %7.i
            accumulate %5.up, %8, %7.i [Safe]
            yield
          }
          %9: i32 = sub %4, %3
          for %9, %2 [number = -1] { (%10.i: i32)
            %11: f64 = load %5.up, %10.i
            accumulate %6.down, %11, %10.i [Safe]
            yield
          }
          yield
        }
        """,
        """
        func @"F"(%0.x: rospan<f64>) {
          %1: i32 = const [literal = 0]
          %2: i32 = const [literal = -1]
          %3: i32 = const [literal = 1]
          %4: i32 = length %0.x
          %5.up: span<f64> = alloc %4 [Uninitialized]
          %6.down: span<f64> = alloc %4 [Uninitialized]
          for %1, %4 [number = 1] { (%7.i: i32)
            %8: f64 = load %0.x, %7.i
            store %5.up, %8, %7.i [Safe]
            yield
          }
          %9: i32 = sub %4, %3
          for %9, %2 [number = -1] { (%10.i: i32)
            %11: f64 = load %5.up, %10.i
            store %6.down, %11, %10.i [Safe]
            yield
          }
          yield
        }
        """);

    // Part of it, twice, under a condition, of the source (which keeps the sign of a zero), or read before.
    [Theory]
    [InlineData("%3, %4", "accumulate %5, %8, %7 [Safe]", "")]
    [InlineData("%1, %4", "accumulate %5, %8, %7 [Safe] accumulate %5, %8, %7 [Safe]", "")]
    [InlineData("%1, %4", "accumulate %5, %8, %1 [Safe]", "")]
    [InlineData("%1, %4", "accumulate %5, %8, %7", "")]
    [InlineData("%1, %4", "%9: bool = lt %8, %8 if %9 { () accumulate %5, %8, %7 [Safe] yield } { () yield }", "")]
    [InlineData("%1, %4", "accumulate %5, %8, %7 [Safe]", "%10: f64 = load %5, %1")]
    [InlineData("%1, %4", "accumulate %5, %8, %7 [Safe]", "%10: span<f64> = slice %5, %1, %3 fill %10, %6")]
    public void OtherwiseItIsCleared(string range, string body, string between)
    {
        Function before = IrText.Parse($$"""
            func @"F"(%0: rospan<f64>, %6: f64) {
              %1: i32 = const [literal = 0]
              %3: i32 = const [literal = 1]
              %4: i32 = length %0
              %5: span<f64> = alloc %4
              {{between}}
              for {{range}} [number = 1] { (%7: i32)
                %8: f64 = load %0, %7
                {{body}}
                yield
              }
              yield
            }
            """).Root;
        Assert.Equal(before, ShadowFilling.Run(before));
    }

    [Fact]
    public void ScratchMemoryIsMadeOnceAndClearedInEachTurn() => IrText.Check(
        AllocationHoisting.Run,
        """
        func @"F"(%0.x: rospan<f64>) {
          %1: i32 = const [literal = 0]
          %2: i32 = length %0.x
          for %1, %2 [number = 1] { (%3.i: i32)
            %4.filled: span<f64> = alloc %2 [Uninitialized]
            for %1, %2 [number = 1] { (%5.j: i32)
              %6.cleared: span<f64> = alloc %2
              %7: f64 = load %0.x, %5.j
              accumulate %6.cleared, %7, %3.i
              store %4.filled, %7, %5.j
              yield
            }
            yield
          }
          yield
        }
        """,
        """
        func @"F"(%0.x: rospan<f64>) {
          %1: i32 = const [literal = 0]
          %2: i32 = length %0.x
          %4.filled: span<f64> = alloc %2 [Uninitialized]
          %6.cleared: span<f64> = alloc %2 [Uninitialized]
          for %1, %2 [number = 1] { (%3.i: i32)
            for %1, %2 [number = 1] { (%5.j: i32)
              %8: f64 = const [literal = 0.0]
              fill %6.cleared, %8
              %7: f64 = load %0.x, %5.j
              accumulate %6.cleared, %7, %3.i
              store %4.filled, %7, %5.j
              yield
            }
            yield
          }
          yield
        }
        """);

    // Of a size that the turn makes, or that may be negative; handed on to the next turn, to other code, or out of the function.
    [Theory]
    [InlineData("%5: span<f64> = alloc %4", "yield %9")]
    [InlineData("%5: span<f64> = alloc %1", "yield %9")]
    [InlineData("%5: span<f64> = alloc %2", "yield %5")]
    [InlineData("%5: span<f64> = alloc %2 call %5 [symbol = \"G\"]", "yield %9")]
    [InlineData("%5: span<f64> = alloc %2 [Escapes]", "yield %9")]
    public void OtherwiseItStaysInTheTurn(string made, string yields)
    {
        Function before = IrText.Parse($$"""
            func @"F"(%0: span<f64>, %1: i32) {
              %10: i32 = const [literal = 0]
              %2: i32 = length %0
              %3: span<f64> = for %10, %2, %0 [number = 1] { (%4: i32, %9: span<f64>)
                {{made}}
                {{yields}}
              }
              %11: f64 = load %3, %10
              yield
            }
            func @"G"(%0: span<f64>) {
              yield
            }
            """).Functions[0];
        Assert.Equal(before, AllocationHoisting.Run(before));
    }
}
