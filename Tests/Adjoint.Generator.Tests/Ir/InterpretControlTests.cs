using Adjoint.Generator.Ir;
using Xunit;

namespace Adjoint.Generator.Tests.Ir;

public sealed class InterpretControlTests
{
    [Theory]
    [InlineData(0, 5, 1, "0 1 2 3 4")]
    [InlineData(0, 5, 2, "0 2 4")]
    [InlineData(5, 0, -2, "5 3 1")]
    [InlineData(3, 3, 1, "")]
    [InlineData(4, 3, 1, "")]
    [InlineData(2147483645, 2147483647, 3, "2147483645")]
    [InlineData(-2147483646, -2147483648, -3, "-2147483646")]
    public void CountedLoopsVisitTheirIndices(int from, int to, int step, string visited)
    {
        Interpreter interpreter = new(InterpretedText.Module(
            $"(%0: i32, %1: i32) {{ for %0, %1 [number = {step}] {{ (%2: i32) opaque %2 [symbol = \"at\"] yield }} yield }}"));
        interpreter.Call("f", from, to);
        Assert.Equal(visited, string.Join(" ", interpreter.Log.Select(entry => entry["at(".Length..^1])));
    }

    [Fact]
    public void CarriedValuesChangeTogether()
    {
        Assert.Equal([34, 55], InterpretedText.Run(
            """
            (%0: i32) {
              %1: i32 = const [literal = 0]
              %2: i32 = const [literal = 1]
              %3: i32, %4: i32 = for %1, %0, %1, %2 [number = 1] { (%5: i32, %6: i32, %7: i32)
                %8: i32 = add %6, %7
                yield %7, %8
              }
              yield %3, %4
            }
            """, 9));
    }

    [Fact]
    public void WhileTestsBeforeEachTurn()
    {
        const string Collatz =
            """
            (%0: i32) {
              %1: i32 = const [literal = 0]
              %2: i32, %3: i32 = while %0, %1 { (%4: i32, %5: i32)
                %6: i32 = const [literal = 1]
                %7: bool = ne %4, %6
                yield %7
              } { (%8: i32, %9: i32)
                %10: i32 = const [literal = 1]
                %11: i32 = and %8, %10
                %12: bool = eq %11, %10
                %13: i32 = if %12 { ()
                  %14: i32 = const [literal = 3]
                  %15: i32 = mul %8, %14
                  %16: i32 = add %15, %10
                  yield %16
                } { ()
                  %17: i32 = shr %8, %10
                  yield %17
                }
                %18: i32 = add %9, %10
                yield %13, %18
              }
              yield %3
            }
            """;
        Assert.Equal(111, InterpretedText.Value(Collatz, 27));
        Assert.Equal(0, InterpretedText.Value(Collatz, 1));
        Interpreter limited = new(InterpretedText.Module(Collatz)) { MaxSteps = 50 };
        Assert.Throws<StepLimitException>(() => limited.Call("f", 27));
        Assert.Throws<StepLimitException>(() => new Interpreter(InterpretedText.Module(
            "(%0: bool) { while { () yield %0 } { () yield } yield }"))
        { MaxSteps = 1_000 }.Call("f", true));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(20_000)]
    public void RecursionOfAnyDepthRuns(int depth) => Assert.Equal((long)depth * (depth + 1) / 2, InterpretedText.Value(
        """
        (%0: i64) {
          %1: i64 = const [literal = 0]
          %2: bool = gt %0, %1
          %3: i64 = if %2 { ()
            %4: i64 = const [literal = 1]
            %5: i64 = sub %0, %4
            %6: i64 = call %5 [symbol = "f"]
            %7: i64 = add %0, %6
            yield %7
          } { ()
            yield %1
          }
          yield %3
        }
        """, (long)depth));

    [Fact]
    public void ThrowCarriesItsExpressionAndOperands()
    {
        ThrownException thrown = Assert.Throws<ThrownException>(() => InterpretedText.Run(
            "(%0: bool, %1: i32) { %2: i32 = if %0 { () throw %1 [symbol = \"new E({0})\"] %3: i32 = default yield %3 } { () yield %1 } yield %2 }", true, 4));
        Assert.Equal("new E({0})", thrown.Expression);
        Assert.Equal([4], thrown.Operands);
    }

    [Fact]
    public void OpaqueRunsTheHookOnceInOrder()
    {
        int draws = 0;
        Interpreter interpreter = new(InterpretedText.Module(
            """
            (%0: opaque "Random", %1: array<f32>) {
              %2: f64 = opaque %0 [symbol = "{0}.NextDouble()"]
              opaque %2, %1 [symbol = "Log({0}, {1})"]
              note [symbol = "a word"]
              %3: f64 = opaque %0 [symbol = "{0}.NextDouble()"]
              yield %2, %3
            }
            """))
        {
            Opaque = (symbol, operands) => symbol.StartsWith("Log", StringComparison.Ordinal)
                ? Assert.IsType<float[]>(operands[1])
                : (double)++draws,
        };
        Assert.Equal([1.0, 2.0], interpreter.Call("f", "source", new float[] { 0.5f }));
        Assert.Equal(["{0}.NextDouble()(source)", "Log({0}, {1})(1, {0.5f})", "{0}.NextDouble()(source)"], interpreter.Log);
        Assert.Equal([0.0, 0.0], InterpretedText.Run(
            "(%0: opaque \"R\") { %1: f64 = opaque %0 [symbol = \"x\"] %2: f64 = default yield %1, %2 }", [null]));
    }

    [Fact]
    public void WhatDoesNotVerifyDoesNotRun() => Assert.Throws<InvalidOperationException>(() =>
        InterpretedText.Run("(%0: f32) { %1: f64 = neg %0 yield %1 }", 1f));
}
