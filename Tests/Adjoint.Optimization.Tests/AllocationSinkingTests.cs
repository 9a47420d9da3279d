using Adjoint.Generator.Ir;
using Adjoint.Generator.Optimization;
using Xunit;

namespace Adjoint.Optimization.Tests;

/// <summary>Memory that every turn fills anew belongs to the turn, and is not cleared.</summary>
public class AllocationSinkingTests
{
    private const string Head = """
        func @"F"(%0.x: rospan<f64>, %1.y: span<f64>) {
          %2: i32 = const [literal = 0]
          %3: i32 = length %0.x

        """;

    [Theory]
    [InlineData("")]
    [InlineData("    %5: rospan<f64> = view %4.m\n")]
    public void ATurnThatFillsItFirstTakesItIn(string viewInTurn)
    {
        string read = viewInTurn.Length > 0 ? "%5" : "%4.m";
        string turn(string made) => $$"""
              for %2, %3 [number = 1] { (%6.i: i32)
            {{made}}{{viewInTurn}}    for %2, %3 [number = 1] { (%7.j: i32)
                  %8: f64 = load %0.x, %7.j
                  store %4.m, %8, %7.j
                  yield
                }
                %9: f64 = load {{read}}, %6.i
                store %1.y, %9, %6.i
                yield
              }
              yield
            }

            """;
        IrText.Check(
            AllocationSinking.Run,
            Head + "  %4.m: span<f64> = alloc %3\n" + turn(""),
            Head + turn("    %4.m: span<f64> = alloc %3 [Safe, Uninitialized]\n"));
    }

    [Fact]
    public void ItStaysWhereAViewIsReadWhileItIsFilled()
    {
        Function before = IrText.Parse(Head + """
              %4.m: span<f64> = alloc %3
              %5: rospan<f64> = view %4.m
              for %2, %3 [number = 1] { (%6.i: i32)
                for %2, %3 [number = 1] { (%7.j: i32)
                  %8: f64 = load %5, %6.i
                  store %4.m, %8, %7.j
                  yield
                }
                %9: f64 = load %5, %6.i
                store %1.y, %9, %6.i
                yield
              }
              yield
            }
            """).Functions[0];
        Assert.Equal(before, AllocationSinking.Run(before));
    }

    [Fact]
    public void FilledWhereItIsMadeItIsNotCleared()
    {
        const string Rest = """
              for %2, %3 [number = 1] { (%7.j: i32)
                %8: f64 = load %0.x, %7.j
                store %4.m, %8, %7.j
                yield
              }
              %9: f64 = load %4.m, %2
              store %1.y, %9, %2
              yield
            }
            """;
        IrText.Check(
            AllocationSinking.Run,
            Head + "  %4.m: span<f64> = alloc %3\n" + Rest,
            Head + "  %4.m: span<f64> = alloc %3 [Uninitialized]\n" + Rest);
    }
}
