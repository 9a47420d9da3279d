using Adjoint.Generator.Ir;

namespace Adjoint.RandomPrograms.Tests.Ir;

/// <summary>Faults that random programs found in the transforms, each on the smallest program that shows it.</summary>
public sealed class FoundFaultTests
{
    private static void Check(string text, params object?[] arguments)
    {
        Module module = Parser.Parse(text);
        DerivativeOracle oracle = new(module, "f", () => [.. arguments.Select(argument => argument is Array array ? array.Clone() : argument)],
            DerivativeOracle.AllActive(module.Find("f")!), 3);
        Assert.Null(oracle.Fault());
        Assert.Null((oracle.OfVjp() with { Tolerance = 1e-4 }).Fault());
        Assert.Null((oracle.OfJvp() with { Tolerance = 1e-4 }).Fault());
    }

    [Fact]
    public void A_carried_value_that_no_turn_reads() => Check("""
        func @"f"(%0.a: f64, %1.b: f64) {
          %2: i32 = const [literal = 4]
          %3: i32 = const [literal = 0]
          %4: f64 = const [literal = 2.0]
          %5: f64, %6: f64 = for %2, %3, %1.b, %4 [number = -1] { (%7.i: i32, %8: f64, %9: f64)
            %10: f64 = const [literal = 1.0]
            yield %10, %0.a
          }
          %11: f64 = mul %5, %6
          yield %11
        }
        """, 0.7, 1.3);

    [Fact]
    public void Turns_that_write_one_location() => Check("""
        func @"f"(%0.a: f64, %1.y: span<f64>) unaliased(1) {
          %2: i32 = const [literal = 0]
          %3: i32 = const [literal = 3]
          for %2, %3 [number = 1, independent()] { (%4.i: i32)
            %5: f64 = convert %4.i
            %6: f64 = math %5 [symbol = "Tanh"]
            %7: f64 = mul %0.a, %6
            store %1.y, %7, %2
            yield
          }
          %8: f64 = load %1.y, %2
          yield %8
        }
        """, 0.7, new[] { 0.2, 0.4 });

    [Fact]
    public void A_select_whose_condition_is_known() => Check("""
        func @"f"(%0.x: f64, %1.y: f64) {
          %2: bool = const [literal = true]
          %3: bool = const [literal = false]
          %4: f64 = select %2, %0.x, %1.y
          %5: f64 = select %3, %4, %1.y
          %6: f64 = mul %4, %5
          yield %6
        }
        """, 0.7, 1.3);

    [Fact]
    public void One_adjoint_for_both_operands() => Check("""
        func @"f"(%0.a: f64, %1.b: f64) {
          %2: f64 = math %0.a [symbol = "Sin"]
          %3: f64 = mul %2, %1.b
          %4: f64 = add %1.b, %1.b
          %5: f64 = add %3, %4
          yield %5
        }
        """, 0.7, 1.3);

    [Fact]
    public void A_helper_in_two_forms_at_second_order() => Check("""
        func @"f"(%0.x: f64, %1.y: f64) {
          %2: f64 = const [literal = 1.5]
          %3: f64 = call %0.x, %2 [symbol = "g"]
          %4: f64 = call %2, %3 [symbol = "g"]
          %5: f64 = mul %4, %1.y
          yield %5
        }
        func @"g"(%0.x: f64, %1.y: f64) {
          %2: f64 = mul %0.x, %1.y
          %3: f64 = math %2 [symbol = "Sin"]
          yield %3
        }
        """, 0.7, 1.3);

    [Fact]
    public void A_view_in_a_branch_whose_bounds_are_dear() => Check("""
        func @"f"(%0.a: span<f64>, %1.b: span<f64>, %2.n: i32) {
          %3: i32 = const [literal = 2]
          %4: bool = gt %2.n, %3
          if %4 { ()
            %5: i32 = length %0.a
            %6: i32 = length %1.b
            %7: bool = lt %5, %6
            %8: i32 = select %7, %5, %6
            %9: i32 = sub %8, %3
            %10: i32 = add %9, %3
            %11: i32 = const [literal = 0]
            %12: span<f64> = slice %0.a, %11, %10
            copy %12, %1.b
            yield
          } { ()
            yield
          }
          %13: i32 = const [literal = 1]
          %14: f64 = load %1.b, %13
          %15: f64 = mul %14, %14
          yield %15
        }
        """, new[] { 0.7, 1.3 }, new[] { 0.2, 0.4, -0.3 }, 5);
}
