using Adjoint.Generator.Ir;
using Adjoint.Generator.Optimization;
using Adjoint.Generator.Tests.Ir;
using Xunit;

namespace Adjoint.Optimization.Tests;

public class SimplificationTests
{
    private static Function Simplify(Function function) => DeadCode.Run(Simplification.Run(function));

    // One operation on parameters and constants, and what the function yields for it.
    [Theory]
    [InlineData("%9: f64 = mul %0, %one", "%0")]
    [InlineData("%9: f64 = mul %one, %0", "%0")]
    [InlineData("%9: f64 = div %0, %one", "%0")]
    [InlineData("%9: f64 = add %0, %minusZero", "%0")]
    [InlineData("%9: f64 = sub %0, %zero", "%0")]
    [InlineData("%9: f64 = add %0, %zero", null)]
    [InlineData("%9: f64 = sub %0, %minusZero", null)]
    [InlineData("%9: f64 = mul %0, %zero", null)]
    [InlineData("%9: f64 = sub %0, %0", null)]
    [InlineData("%9: f64 = add %0, %zero [Adjoint]", "%0")]
    [InlineData("%9: f64 = mul %0, %zero [Adjoint]", "%4")]
    [InlineData("%9: f64 = div %zero, %0 [Adjoint]", "%4")]
    [InlineData("%8: f64 = neg %0\n  %9: f64 = neg %8", "%0")]
    [InlineData("%8: f64 = stop %0\n  %9: f64 = math %8, %8 [symbol = \"Max\"]", "%8")]
    public void FloatingIdentitiesAreExact(string operation, string? expected)
    {
        string text = IrText.Function("%0: f64, %1: f64", $"""
              %4: f64 = const [literal = 0.0]
              %5: f64 = const [literal = -0.0]
              %6: f64 = const [literal = 1.0]
              {operation.Replace("%zero", "%4").Replace("%minusZero", "%5").Replace("%one", "%6")}
              yield %9
            """);
        Function result = Simplification.Run(IrText.Parse(text).Root);
        Assert.Equal(expected ?? "%9", result.Results[0].ToString());
    }

    // Of cotangents only, and not where the quotient could be taken once before a loop, or is used again.
    [Theory]
    [InlineData("%4: f64 = add %0, %1 %5: f64 = div %3, %4", "mul %5, %1 [Adjoint]", true)]
    [InlineData("%4: f64 = add %0, %1 %5: f64 = div %3, %4", "mul %1, %5 [Adjoint]", true)]
    [InlineData("%4: f64 = add %0, %1 %5: f64 = div %3, %4", "mul %1, %5", false)]
    [InlineData("%4: f64 = add %0, %1 %5: f64 = div %3, %4 [Strict]", "mul %1, %5 [Adjoint]", false)]
    [InlineData("%4: f64 = add %0, %1 %5: f64 = div %3, %4", "mul %5, %5 [Adjoint]", false)]
    [InlineData("%5: f64 = div %3, %0", "mul %1, %5 [Adjoint]", false)]
    public void AFactorThatIsAReciprocalIsADivisor(string quotient, string product, bool divides)
    {
        Function result = Simplify(IrText.Parse($$"""
            func @"F"(%0: f64, %1: f64) {
              %3: f64 = const [literal = 1.0]
              {{quotient}}
              %6: f64 = {{product}}
              yield %6
            }
            """).Root);
        Assert.Equal(divides, result.Body.Operations.All(operation => operation.Code is OpCode.Add or OpCode.Div));
    }

    [Theory]
    [InlineData("i32", "add", "2147483647", "1", "", "-2147483648")]
    [InlineData("i32", "add", "2147483647", "1", " [Checked]", null)]
    [InlineData("i32", "mul", "65536", "65536", "", "0")]
    [InlineData("i32", "mul", "-3", "5", " [Checked]", "-15")]
    [InlineData("i32", "div", "-7", "2", "", "-3")]
    [InlineData("i32", "rem", "-7", "2", "", "-1")]
    [InlineData("i32", "div", "1", "0", "", null)]
    [InlineData("i32", "div", "-2147483648", "-1", "", null)]
    [InlineData("u8", "sub", "1", "2", "", "255")]
    [InlineData("u64", "sub", "0", "1", "", "18446744073709551615")]
    [InlineData("i64", "add", "9223372036854775807", "1", "", "-9223372036854775808")]
    [InlineData("i32", "and", "12", "10", "", "8")]
    [InlineData("f32", "add", "16777216.0", "1.0", "", "16777216.0")]
    [InlineData("f64", "div", "1.0", "0.0", "", "inf")]
    [InlineData("f64", "div", "0.0", "0.0", "", null)]
    public void ConstantsFoldAsDotNetComputes(string type, string operation, string left, string right, string flags, string? expected)
    {
        string text = IrText.Function("", $"""
              %0: {type} = const [literal = {left}]
              %1: {type} = const [literal = {right}]
              %2: {type} = {operation} %0, %1{flags}
              yield %2
            """);
        Operation last = Simplification.Run(IrText.Parse(text).Root).Body.Operations[^1];
        Assert.Equal(expected, last.Code == OpCode.Const ? last.Literal.ToString() : null);
    }

    [Fact]
    public void ArmsThatOnlyChooseBecomeSelects() => IrText.Check(
        Simplify,
        """
        func @"F"(%0: bool, %1: f64, %2: f64) {
          %3: f64, %4: f64 = if %0 { ()
            %5: f64 = add %1, %2
            yield %5, %1
          } { ()
            yield %2, %1
          }
          %6: f64 = mul %3, %4
          yield %6
        }
        """,
        """
        func @"F"(%0: bool, %1: f64, %2: f64) {
          %5: f64 = add %1, %2
          %3: f64 = select %0, %5, %2
          %6: f64 = mul %3, %1
          yield %6
        }
        """);

    [Fact]
    public void ExpensiveArmsStayABranch()
    {
        const string Text = """
            func @"F"(%0: bool, %1: f64) {
              %3: f64 = if %0 { ()
                %5: f64 = math %1 [symbol = "Exp"]
                yield %5
              } { ()
                yield %1
              }
              yield %3
            }
            """;
        IrText.Check(Simplify, Text, Text);
    }

    [Fact]
    public void AConditionIsKnownInsideItsArms() => IrText.Check(
        Simplify,
        """
        func @"F"(%0: bool, %1: f64) {
          %2: f64 = if %0 { ()
            %3: f64 = math %1 [symbol = "Exp"]
            %4: f64 = if %0 { ()
              yield %3
            } { ()
              %5: f64 = math %1 [symbol = "Sin"]
              yield %5
            }
            yield %4
          } { ()
            yield %1
          }
          yield %2
        }
        """,
        """
        func @"F"(%0: bool, %1: f64) {
          %2: f64 = if %0 { ()
            %3: f64 = math %1 [symbol = "Exp"]
            yield %3
          } { ()
            yield %1
          }
          yield %2
        }
        """);

    [Fact]
    public void CarriedValuesThatNeverChangeLeaveTheLoop() => IrText.Check(
        Simplify,
        """
        func @"F"(%0: i32, %1: f64, %2: f64) {
          %3: i32 = const [literal = 0]
          %4: f64, %5: f64 = for %3, %0, %1, %2 [number = 1] { (%6: i32, %7: f64, %8: f64)
            %9: f64 = add %7, %8
            yield %9, %8
          }
          %10: f64 = mul %4, %5
          yield %10
        }
        """,
        """
        func @"F"(%0: i32, %1: f64, %2: f64) {
          %3: i32 = const [literal = 0]
          %4: f64 = for %3, %0, %1 [number = 1] { (%6: i32, %7: f64)
            %9: f64 = add %7, %2
            yield %9
          }
          %10: f64 = mul %4, %2
          yield %10
        }
        """);

    [Theory]
    [InlineData("3", "3", 1, "%1")]
    [InlineData("5", "3", 1, "%1")]
    [InlineData("3", "4", 1, "%9")]
    [InlineData("3", "4", 2, "%9")]
    [InlineData("3", "2", -1, "%9")]
    [InlineData("3", "5", 1, "%4")]
    public void LoopsOfNoneOrOneTurnUnroll(string from, string to, int step, string expected)
    {
        string text = IrText.Function("%0: i32, %1: f64", $"""
              %2: i32 = const [literal = {from}]
              %3: i32 = const [literal = {to}]
              %4: f64 = for %2, %3, %1 [number = {step}] {"{"} (%6: i32, %7: f64)
                %9: f64 = mul %7, %7
                yield %9
              {"}"}
              yield %4
            """);
        Assert.Equal(expected, Simplification.Run(IrText.Parse(text).Root).Results[0].ToString());
    }

    [Fact]
    public void AWhileThatCountsIsAFor() => IrText.Check(
        Simplify,
        """
        func @"F"(%0: i32, %1: f64) {
          %2: i32 = const [literal = 0]
          %3: i32 = const [literal = 1]
          %4.i: i32, %5.s: f64 = while %2, %1 { (%6.i: i32, %7.s: f64)
            %8: bool = lt %6.i, %0
            yield %8
          } { (%9.i: i32, %10.s: f64)
            %11: f64 = mul %10.s, %10.s
            %12: i32 = add %9.i, %3 [Checked]
            yield %12, %11
          }
          yield %5.s, %4.i
        }
        """,
        """
        func @"F"(%0: i32, %1: f64) {
          %2: i32 = const [literal = 0]
          %13: bool = lt %2, %0
          %14.i: i32 = select %13, %0, %2
          %5.s: f64 = for %2, %0, %1 [number = 1] { (%9.i: i32, %10.s: f64)
            %11: f64 = mul %10.s, %10.s
            yield %11
          }
          yield %5.s, %14.i
        }
        """);

    [Fact]
    public void LengthsOfWhatWasMadeAreKnown() => IrText.Check(
        Simplify,
        """
        func @"F"(%0: rospan<f64>, %1: i32) {
          %2: span<f64> = alloc %1
          %3: i32 = length %2
          %4: rospan<f64> = slice %0, %1, %3
          %5: i32 = length %4
          %6: rospan<f64> = view %2
          %7: i32 = length %6
          yield %5, %7
        }
        """,
        """
        func @"F"(%0: rospan<f64>, %1: i32) {
          %2: span<f64> = alloc %1
          %4: rospan<f64> = slice %0, %1, %1
          yield %1, %1
        }
        """);

    // The kinks of Max(z, 0) and |z| are at one place: one choice with the sums in its arms, not two.
    [Theory]
    [InlineData("[Adjoint]", "sub %8, %2 [Adjoint]", 3)]
    [InlineData("", "sub %8, %2 [Adjoint]", 4)]
    [InlineData("[Adjoint]", "sub %8, %8 [Adjoint]", 4)]
    public void ChoicesByTheSignOfOneValueAreJoined(string flags, string between, int selects)
    {
        Module before = IrText.Parse($$"""
            func @"F"(%0: f64, %1: f64, %2: f64) {
              %3: f64 = const [literal = 0.0]
              %4: bool = gt %0, %3
              %5: bool = lt %0, %3
              %6: f64 = neg %1
              %7: f64 = select %5, %1, %3
              %8: f64 = select %4, %6, %7
              %9: f64 = {{between}}
              %10: bool = eq %0, %3
              %11: f64 = const [literal = 0.5]
              %12: f64 = const [literal = 1.0]
              %13: f64 = select %10, %11, %12
              %14: f64 = select %5, %3, %13
              %15: f64 = add %9, %14 {{flags}}
              yield %15
            }
            """);
        Module after = before with { Functions = new(before.Functions.Select(Simplify)) };
        Verifier.Check(after, "simplification");
        Assert.Equal(selects, after.Root.Body.Operations.Count(operation => operation.Code == OpCode.Select));
        foreach (double z in new[] { -2, 2, 0.0, -0.0, double.NaN })
        {
            Assert.Equal(Interpreter.Run(before, "F", z, 0.25, 4.0), Interpreter.Run(after, "F", z, 0.25, 4.0));
        }
    }
}
