using Adjoint.Generator.Differentiation;
using Adjoint.Generator.Ir;
using Xunit;

namespace Adjoint.Generator.Tests.Differentiation;

/// <summary>Reverse and forward mode on IR written by hand, against differences of the interpreted primal.</summary>
public class TransformTests
{
    private static void Check(string text, params object[] arguments)
    {
        DerivativeChecker checker = new(Parser.Parse(text), "f", arguments);
        checker.CheckAll();
        checker.CheckSecondOrder();
    }

    [Fact]
    public void Straight_line() => Check("""
        func @"f"(%0.x: f64, %1.y: f64) {
          %2: f64 = mul %0.x, %1.y
          %3: f64 = math %2 [symbol = "Sin"]
          %4: f64 = div %3, %1.y
          %5: f64 = math %0.x [symbol = "Exp"]
          %6: f64 = add %4, %5
          yield %6
        }
        """, 0.7, 1.3);

    [Fact]
    public void Dot_product() => Check("""
        func @"f"(%0.w: rospan<f64>, %1.b: f64, %2.x: rospan<f64>) {
          %3: i32 = const [literal = 0]
          %4: i32 = length %0.w
          %5.z: f64 = for %3, %4, %1.b [number = 1, independent(Sum)] { (%6.i: i32, %7.z: f64)
            %8: f64 = load %0.w, %6.i
            %9: f64 = load %2.x, %6.i
            %10: f64 = mul %8, %9
            %11.z: f64 = add %7.z, %10
            yield %11.z
          }
          %12: f64 = math %5.z [symbol = "Sin"]
          yield %12
        }
        """, new[] { 0.1, 0.2, 0.3 }, 0.5, new[] { 1.0, -2.0, 0.7 });

    // Each point has its own quadratic form, d² products: they are not computed again for the reverse of a point's turn.
    [Fact]
    public void A_deep_loop_in_a_repeated_turn_runs_once()
    {
        const string Text = """
            func @"f"(%0.q: rospan<f64>, %1.x: rospan<f64>) {
              %2: i32 = const [literal = 0]
              %3.n: i32 = length %1.x
              %4.d: i32 = length %0.q
              %5: f64 = const [literal = 0.0]
              %6.sum: f64 = for %2, %3.n, %5 [number = 1, independent(Sum)] { (%7.i: i32, %8.sum: f64)
                %9: f64 = load %1.x, %7.i
                %10.t: f64 = for %2, %4.d, %5 [number = 1, independent(Sum)] { (%11.k: i32, %12.t: f64)
                  %13: f64 = load %0.q, %11.k
                  %14.p: span<f64> = alloc %4.d [Uninitialized, Safe]
                  for %2, %4.d [number = 1, independent()] { (%15.r: i32)
                    store %14.p, %9, %15.r
                    yield
                  }
                  for %2, %4.d [number = 1] { (%16.c: i32)
                    %17: f64 = load %0.q, %16.c
                    for %2, %4.d [number = 1, independent()] { (%18.r: i32)
                      %19: f64 = load %14.p, %18.r
                      %20: f64 = load %0.q, %18.r
                      %21: f64 = mul %17, %20
                      %22: f64 = mul %21, %13
                      %23: f64 = add %19, %22
                      store %14.p, %23, %18.r
                      yield
                    }
                    yield
                  }
                  %24.s: f64 = for %2, %4.d, %5 [number = 1, independent(Sum)] { (%25.r: i32, %26.s: f64)
                    %27: f64 = load %14.p, %25.r
                    %28: f64 = mul %27, %27
                    %29.s: f64 = add %26.s, %28
                    yield %29.s
                  }
                  %30: f64 = math %24.s [symbol = "Sin"]
                  %31.t: f64 = add %12.t, %30
                  yield %31.t
                }
                %32: f64 = math %10.t [symbol = "Cos"]
                %33.sum: f64 = add %8.sum, %32
                yield %33.sum
              }
              yield %6.sum
            }
            """;
        Check(Text, new[] { 0.3, -0.2, 0.5 }, new[] { 0.4, 0.7 });

        Module gradient = ReverseMode.Gradient(Parser.Parse(Text), new("f", new([true, true])));
        Assert.Equal(2, Nested(gradient.Find("f:gradient")!.Body, 4));
    }

    /// <summary>How many loops stand in this many loops, themselves included.</summary>
    private static int Nested(Block block, int depth) => block.Operations.Where(operation => operation.Regions.Count > 0)
        .Sum(operation => (depth == 1 && operation.Code == OpCode.For ? 1 : 0)
            + operation.Regions.Sum(region => Nested(region, operation.Code == OpCode.For ? depth - 1 : depth)));

    [Fact]
    public void Recurrence_is_stored_by_index() => Check("""
        func @"f"(%0.x: f64, %1.n: i32) {
          %2: i32 = const [literal = 1]
          %3.y: f64 = for %2, %1.n, %0.x [number = 2] { (%4.i: i32, %5.y: f64)
            %6: f64 = math %5.y [symbol = "Sin"]
            %7: f64 = convert %4.i
            %8: f64 = mul %6, %7
            %9.y: f64 = add %8, %0.x
            yield %9.y
          }
          yield %3.y
        }
        """, 0.4, 8);

    [Fact]
    public void Independent_turns_that_leave_values_on_a_tape_are_reversed_last_turn_first() => Check("""
        func @"f"(%0.a: span<f64>) {
          %1: i32 = const [literal = 0]
          %2: i32 = length %0.a
          %3: f64 = const [literal = 0]
          %4.s: f64 = for %1, %2, %3 [number = 1, independent(Sum)] { (%5.i: i32, %6.s: f64)
            %7: f64 = load %0.a, %5.i
            %8.y: f64 = for %1, %5.i, %7 [number = 1] { (%9.j: i32, %10.y: f64)
              %11: f64 = math %10.y [symbol = "Sin"]
              yield %11
            }
            %12: f64 = mul %8.y, %7
            %13.s: f64 = add %6.s, %12
            yield %13.s
          }
          fill %0.a, %3
          %14: f64 = math %4.s [symbol = "Sin"]
          yield %14
        }
        """, new[] { 0.3, 0.7, -0.4, 1.1 });

    [Fact]
    public void Descending_nest_with_a_branch() => Check("""
        func @"f"(%0.a: span<f64>, %1.x: f64) {
          %2: i32 = length %0.a
          %3: i32 = const [literal = 1]
          %4: i32 = sub %2, %3
          %5: i32 = const [literal = -1]
          %6: i32 = const [literal = 0]
          %7.s: f64 = for %4, %5, %1.x [number = -1] { (%8.i: i32, %9.s: f64)
            %10.t: f64 = for %6, %2, %9.s [number = 1] { (%11.j: i32, %12.t: f64)
              %13: f64 = load %0.a, %11.j
              %14: bool = lt %13, %12.t
              %15: f64 = if %14 { ()
                %16: f64 = mul %12.t, %13
                %17: f64 = math %16 [symbol = "Cos"]
                store %0.a, %17, %8.i
                yield %17
              } { ()
                %18: f64 = add %12.t, %13
                yield %18
              }
              yield %15
            }
            yield %10.t
          }
          yield %7.s
        }
        """, new[] { 0.3, 0.9, -0.4 }, 0.5);

    [Fact]
    public void While_of_unknown_length() => Check("""
        func @"f"(%0.x: f64) {
          %1: f64 = const [literal = 5.0]
          %2: f64 = const [literal = 1.0]
          %3.y: f64, %4.s: f64 = while %0.x, %2 { (%5.y: f64, %6.s: f64)
            %7: bool = lt %5.y, %1
            yield %7
          } { (%8.y: f64, %9.s: f64)
            %10: f64 = mul %8.y, %8.y
            %11: f64 = add %10, %2
            %12: f64 = math %11 [symbol = "Log"]
            %13: f64 = mul %9.s, %12
            yield %11, %13
          }
          %14: f64 = mul %3.y, %4.s
          yield %14
        }
        """, 0.8);

    [Fact]
    public void While_in_a_for_in_a_branch() => Check("""
        func @"f"(%0.x: f64, %1.n: i32) {
          %2: f64 = const [literal = 0.0]
          %3: bool = gt %0.x, %2
          %4: i32 = const [literal = 0]
          %5: f64 = const [literal = 4.0]
          %6: f64 = if %3 { ()
            %7: f64 = for %4, %1.n, %0.x [number = 1] { (%8.i: i32, %9.s: f64)
              %10: f64 = while %9.s { (%11: f64)
                %12: bool = lt %11, %5
                yield %12
              } { (%13: f64)
                %14: f64 = math %13 [symbol = "Exp"]
                yield %14
              }
              %15: f64 = math %10 [symbol = "Sqrt"]
              yield %15
            }
            yield %7
          } { ()
            yield %2
          }
          yield %6
        }
        """, 0.3, 3);

    [Fact]
    public void Map_in_place_and_sum_of_squares() => Check("""
        func @"f"(%0.a: span<f64>) {
          %1: i32 = const [literal = 0]
          %2: i32 = length %0.a
          for %1, %2 [number = 1, independent()] { (%3.i: i32)
            %4: f64 = load %0.a, %3.i
            %5: f64 = math %4 [symbol = "Sin"]
            store %0.a, %5, %3.i
            yield
          }
          %6: f64 = const [literal = 0.0]
          %7.s: f64 = for %1, %2, %6 [number = 1, independent(Sum)] { (%8.i: i32, %9.s: f64)
            %10: f64 = load %0.a, %8.i
            %11: f64 = mul %10, %10
            %12: f64 = add %9.s, %11
            yield %12
          }
          yield %7.s
        }
        """, new[] { 0.3, 0.9, -0.4 });

    [Fact]
    public void Overlapping_views_copy_and_fill() => Check("""
        func @"f"(%0.a: span<f64>, %1.x: f64) {
          %2: i32 = const [literal = 0]
          %3: i32 = const [literal = 1]
          %4: i32 = const [literal = 3]
          %5: span<f64> = slice %0.a, %2, %4
          %6: span<f64> = slice %0.a, %3, %4
          copy %5, %6
          %7: f64 = load %6, %2
          %8: f64 = mul %7, %1.x
          store %5, %8, %3
          %9: f64 = load %6, %2
          %10: span<f64> = alloc %4
          fill %10, %9
          %11: f64 = load %10, %3
          accumulate %0.a, %11, %2
          %12: f64 = mul %11, %11
          yield %12
        }
        """, new[] { 0.3, 0.9, -0.4, 0.2 }, 1.1);

    [Fact]
    public void Samples_with_local_memory_are_joint() => Check("""
        func @"f"(%0.w: rospan<f64>, %1.x: rospan<f64>) {
          %2: i32 = const [literal = 0]
          %3: i32 = const [literal = 2]
          %4: i32 = length %1.x
          %5: f64 = const [literal = 0.0]
          %6.total: f64 = for %2, %4, %5 [number = 1, independent(Sum)] { (%7.i: i32, %8.total: f64)
            %9.h: span<f64> = alloc %3
            %10: f64 = load %1.x, %7.i
            for %2, %3 [number = 1, independent()] { (%11.j: i32)
              %12: f64 = load %0.w, %11.j
              %13: f64 = mul %12, %10
              %14: f64 = math %13 [symbol = "Tanh"]
              store %9.h, %14, %11.j
              yield
            }
            %15: f64 = load %9.h, %2
            %16: i32 = const [literal = 1]
            %17: f64 = load %9.h, %16
            %18: f64 = mul %15, %17
            %19.total: f64 = add %8.total, %18
            yield %19.total
          }
          yield %6.total
        }
        """, new[] { 0.3, 0.9 }, new[] { 1.3, -0.4, 0.2 });

    [Fact]
    public void Recursion_by_split_form() => Check("""
        func @"f"(%0.x: f64, %1.n: i32) {
          %2: f64 = call %0.x, %1.n [symbol = "g"]
          %3: f64 = mul %2, %2
          yield %3
        }
        func @"g"(%0.x: f64, %1.n: i32) {
          %2: i32 = const [literal = 0]
          %3: bool = le %1.n, %2
          %4: f64 = if %3 { ()
            yield %0.x
          } { ()
            %5: i32 = const [literal = 1]
            %6: i32 = sub %1.n, %5
            %7: f64 = math %0.x [symbol = "Sin"]
            %8: f64 = call %7, %6 [symbol = "g"]
            %9: f64 = mul %8, %0.x
            yield %9
          }
          yield %4
        }
        """, 0.9, 4);

    [Fact]
    public void Calls_that_write_memory() => Check("""
        func @"f"(%0.a: span<f64>, %1.x: f64) {
          call %0.a, %1.x [symbol = "g"]
          %2: f64 = mul %1.x, %1.x
          call %0.a, %2 [symbol = "g"]
          %3: i32 = const [literal = 0]
          %4: f64 = load %0.a, %3
          yield %4
        }
        func @"g"(%0.a: span<f64>, %1.x: f64) {
          %2: i32 = const [literal = 0]
          %3: i32 = length %0.a
          for %2, %3 [number = 1] { (%4.i: i32)
            %5: f64 = load %0.a, %4.i
            %6: f64 = mul %5, %1.x
            %7: f64 = math %6 [symbol = "Sin"]
            store %0.a, %7, %4.i
            yield
          }
          yield
        }
        """, new[] { 0.3, 0.9 }, 0.7);

    [Fact]
    public void Jagged_and_grid_memory() => Check("""
        func @"f"(%0.rows: array<array<f64>>, %1.m: grid<f64, 2>) {
          %2: i32 = const [literal = 0]
          %3: i32 = const [literal = 1]
          %4: array<f64> = load %0.rows, %2
          %5: f64 = load %4, %3
          %6: f64 = load %1.m, %3, %2
          %7: f64 = mul %5, %6
          store %1.m, %7, %2, %2
          %8: array<f64> = load %0.rows, %3
          store %8, %7, %2
          %9: f64 = load %8, %2
          %10: f64 = load %1.m, %2, %2
          %11: f64 = mul %9, %10
          yield %11
        }
        """, new[] { new[] { 0.3, 0.9 }, new[] { 0.4 } }, new[,] { { 0.1, 0.2 }, { 0.5, 0.6 } });

    [Fact]
    public void Cells_and_selects() => Check("""
        func @"f"(%0.x: f64, %1.y: f64) {
          %2: ref<f64> = alloc
          store %2, %0.x
          %3: f64 = load %2
          %4: f64 = mul %3, %1.y
          store %2, %4
          %5: f64 = load %2
          %6: bool = gt %5, %0.x
          %7: f64 = select %6, %5, %0.x
          %8: f64 = mul %7, %5
          yield %8
        }
        """, 0.9, 1.4);

    [Fact]
    public void Jagged_memory_made_by_the_function() => Check("""
        func @"f"(%0.x: rospan<f64>) {
          %1: i32 = length %0.x
          %2: i32 = const [literal = 0]
          %3: i32 = const [literal = 2]
          %4.rows: array<array<f64>> = alloc %1 [Escapes]
          for %2, %1 [number = 1] { (%5.i: i32)
            %6: array<f64> = alloc %3 [Escapes]
            store %4.rows, %6, %5.i
            %7: f64 = load %0.x, %5.i
            %8: f64 = math %7 [symbol = "Sin"]
            store %6, %8, %2
            yield
          }
          %9: i32 = const [literal = 1]
          for %9, %1 [number = 1] { (%10.i: i32)
            %11: i32 = sub %10.i, %9
            %12: array<f64> = load %4.rows, %11
            %13: array<f64> = load %4.rows, %10.i
            %14: f64 = load %12, %2
            %15: f64 = load %13, %2
            %16: f64 = mul %14, %15
            store %13, %16, %2
            accumulate %12, %16, %9
            yield
          }
          %17: i32 = sub %1, %9
          %18: array<f64> = load %4.rows, %17
          %19: f64 = load %18, %2
          %20: array<f64> = load %4.rows, %2
          %21: f64 = load %20, %9
          %22: f64 = mul %19, %21
          yield %22
        }
        """, new[] { 0.9, 1.4, 0.3 });

    [Fact]
    public void A_memory_chosen_by_a_branch() => Check("""
        func @"f"(%0.a: span<f64>, %1.b: span<f64>, %2.x: f64) {
          %3: i32 = const [literal = 0]
          %4: f64 = load %0.a, %3
          %5: bool = gt %4, %2.x
          %6: span<f64> = if %5 { ()
            yield %0.a
          } { ()
            yield %1.b
          }
          %7: f64 = load %6, %3
          %8: f64 = mul %7, %2.x
          store %6, %8, %3
          %9: f64 = load %0.a, %3
          %10: f64 = load %1.b, %3
          %11: f64 = mul %9, %10
          yield %11
        }
        """, new[] { 0.9 }, new[] { 0.4 }, 1.3);

    [Fact]
    public void Buffers_that_change_places() => Check("""
        func @"f"(%0.a: span<f64>, %1.n: i32) {
          %2: i32 = length %0.a
          %3.b: span<f64> = alloc %2
          %4: i32 = const [literal = 0]
          %5: i32 = const [literal = 1]
          %6: i32 = sub %2, %5
          %7.from: span<f64>, %8.to: span<f64> = for %4, %1.n, %0.a, %3.b [number = 1] { (%9.t: i32, %10.from: span<f64>, %11.to: span<f64>)
            for %5, %6 [number = 1, independent()] { (%12.i: i32)
              %13: i32 = sub %12.i, %5
              %14: i32 = add %12.i, %5
              %15: f64 = load %10.from, %13
              %16: f64 = load %10.from, %14
              %17: f64 = mul %15, %16
              %18: f64 = math %17 [symbol = "Sin"]
              store %11.to, %18, %12.i
              yield
            }
            %19: i32 = const [literal = 2]
            %20: bool = lt %9.t, %19
            %21: span<f64>, %22: span<f64> = if %20 { ()
              yield %11.to, %10.from
            } { ()
              yield %10.from, %11.to
            }
            yield %21, %22
          }
          %23: f64 = load %7.from, %5
          %24: f64 = load %8.to, %5
          %25: f64 = mul %24, %24
          %26: f64 = add %23, %25
          yield %26
        }
        """, new[] { 0.9, 0.4, -0.7, 1.2 }, 4);
}
