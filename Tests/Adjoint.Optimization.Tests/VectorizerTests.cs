using Adjoint.Generator.Ir;
using Adjoint.Generator.Tests.Ir;
using Xunit;

namespace Adjoint.Optimization.Tests;

public class VectorizerTests
{
    // A loop over f32 (or T) arrays a, b and c of which the last two may be written, with n = length of a, s carried and k, x invariant.
    private static string Loop(string body, string carried = "", string element = "f32", string bound = "%n") => $$"""
        func @"F"(%0.a: rospan<{{element}}>, %1.b: span<{{element}}>, %2.c: span<{{element}}>, %3.x: {{element}}, %4.k: i32) {
          %5: i32 = const [literal = 0]
          %6: i32 = length %0.a
          {{(carried.Length > 0 ? "%50.s: " + element + " = " : "")}}for %5, {{bound.Replace("%n", "%6")}}{{(carried.Length > 0 ? ", " + carried : "")}} [number = 1] { (%7.i: i32{{(carried.Length > 0 ? ", %8.s: " + element : "")}})
            {{body}}
          } @3 "for (int i = 0; i < a.Length; i++)"
          yield{{(carried.Length > 0 ? " %50.s" : "")}}
        }
        """;

    private static object?[] Arrays(int length, Random random) =>
        [VectorCase.Floats(length, random), VectorCase.Floats(length, random), VectorCase.Floats(length, random), 1.5f, 2];

    private static object?[] DoubleArrays(int length, Random random) =>
        [VectorCase.Doubles(length, random), VectorCase.Doubles(length, random), VectorCase.Doubles(length, random), 1.5, 2];

    [Fact]
    public void ASumOfProducts()
    {
        VectorCase test = new(Loop("""
            %10: f32 = load %0.a, %7.i
            %11: f32 = load %1.b, %7.i
            %12: f32 = mul %10, %11
            %13.s: f32 = add %8.s, %12 @4 "s += a[i] * b[i]"
            yield %13.s
            """, "%3.x"));
        test.IsVectorized().Agrees(Arrays);
        Assert.Equal("sum, 512 bits, nothing stored", test.Remarks);
        Assert.Equal("s += a[i] * b[i]", test.Result.Helpers[0].Description);
        Assert.Equal("F:line3", test.Result.Helpers[0].Name);
    }

    [Theory]
    [InlineData("add %8.s, %10", "%3.x")]
    [InlineData("sub %8.s, %10", "%3.x")]
    [InlineData("mul %8.s, %10", "%3.x")]
    [InlineData("math %8.s, %10 [symbol = \"Max\"]", "%3.x")]
    [InlineData("math %10, %8.s [symbol = \"Min\"]", "%3.x")]
    public void Reductions(string step, string initial)
    {
        string body = $"%10: f32 = load %0.a, %7.i\n%13.s: f32 = {step}\nyield %13.s";
        new VectorCase(Loop(body, initial)).IsVectorized().Agrees(Arrays, 1e-4);
        new VectorCase(Loop(body.Replace("f32", "f64"), initial, "f64")).IsVectorized().Agrees(DoubleArrays, 1e-12);
    }

    // What was written just before is read element by element where the loop is short and runs often.
    [Theory]
    [InlineData("add %20, %30", true)]
    [InlineData("math %20 [symbol = \"Exp\"]", false)]
    public void AShortLoopOverTheFunctionsOwnMemoryRunsAsItStands(string step, bool chosen)
    {
        VectorCase test = new($$"""
            func @"F"(%0: rospan<f64>, %1: span<f64>) {
              %2: i32 = const [literal = 0]
              %3: i32 = const [literal = 3]
              %5: i32 = length %0
              %6: span<f64> = alloc %5 [Uninitialized]
              for %2, %5 [number = 1] { (%7: i32)
                %8: f64 = load %0, %7
                store %6, %8, %7
                yield
              }
              for %2, %3 [number = 1] { (%9: i32)
                %15: f64 = convert %9
                %16: f64 = for %9, %5, %15 [number = 1] { (%17: i32, %18: f64)
                  %20: f64 = load %6, %17
                  %30: f64 = load %0, %9
                  %21: f64 = {{step}}
                  accumulate %1, %21, %17 [Safe]
                  %22: f64 = add %18, %20
                  yield %22
                }
                store %1, %16, %9
                yield
              }
              yield
            }
            """);
        Assert.Equal(chosen, test.Remarks.Contains("from 16 turns on", StringComparison.Ordinal));
        test.Agrees((length, random) => [VectorCase.Doubles(length, random), VectorCase.Doubles(length, random)], 1e-9);
    }

    [Fact]
    public void AMapWithElementaryFunctionsAndInvariants() => new VectorCase(Loop("""
        %10: f32 = load %0.a, %7.i
        %11: f32 = math %10 [symbol = "Exp"]
        %12: f32 = load %1.b, %4.k
        %13: f32 = mul %11, %12
        %14: f32 = sub %13, %3.x
        %15: f32 = convert %7.i
        %16: f32 = math %14, %15 [symbol = "Hypot"]
        store %2.c, %16, %7.i
        yield
        """)).IsVectorized().Agrees(Arrays);

    [Fact]
    public void InPlaceMapsAndAccumulates() => new VectorCase(Loop("""
        %10: f32 = load %1.b, %7.i
        %11: f32 = mul %10, %3.x
        store %1.b, %11, %7.i
        accumulate %2.c, %11, %7.i
        yield
        """)).IsVectorized().Agrees(Arrays);

    [Fact]
    public void AnAccumulateIntoOnePlaceIsASum() => new VectorCase(Loop("""
        %10: f32 = load %0.a, %7.i
        %11: f32 = mul %10, %3.x
        accumulate %2.c, %11, %4.k
        yield
        """)).IsVectorized().Agrees(Arrays);

    [Fact]
    public void IfsBecomeMasks() => new VectorCase(Loop("""
        %10: f32 = load %0.a, %7.i
        %11: bool = gt %10, %3.x
        %12: f32, %13: f32 = if %11 { ()
          %14: f32 = math %10 [symbol = "Log"]
          %20: bool = lt %14, %10
          %21: f32 = if %20 { ()
            store %1.b, %14, %7.i
            %22: f32 = add %8.s, %14
            yield %22
          } { ()
            accumulate %2.c, %10, %7.i
            yield %8.s
          }
          yield %14, %21
        } { ()
          %15: f32 = neg %10
          %16: f32 = sub %8.s, %15
          yield %15, %16
        }
        accumulate %2.c, %12, %7.i
        yield %13
        """, "%3.x")).IsVectorized().Agrees(Arrays);

    [Fact]
    public void MixedWidthsHaveNoNarrowVectors() => new VectorCase("""
        func @"F"(%0.a: rospan<f32>, %1.b: span<f64>, %2.s: f64) {
          %5: i32 = const [literal = 0]
          %6: i32 = length %0.a
          %50.s: f64 = for %5, %6, %2.s [number = 1] { (%7.i: i32, %8.s: f64)
            %10: f32 = load %0.a, %7.i
            %11: f64 = convert %10
            %12: f64 = convert %7.i
            %13: f64 = mul %11, %12
            %14: bool = lt %10, %10
            %15: f64 = select %14, %11, %13
            store %1.b, %15, %7.i
            %16: f64 = add %8.s, %15
            yield %16
          }
          yield %50.s
        }
        """).IsVectorized(512, 256).Agrees((length, random) => [VectorCase.Floats(length, random), VectorCase.Doubles(length, random), 0.5]);

    [Fact]
    public void AccessesOutOfBoundsThrowAsTheLoopDoes() => new VectorCase(Loop("""
        %10: f32 = load %0.a, %7.i
        store %1.b, %10, %7.i
        yield
        """)).IsVectorized().Agrees((length, random) =>
        [VectorCase.Floats(length, random), VectorCase.Floats(Math.Min(length, 40), random), new float[80], 0f, 0]);

    [Fact]
    public void ShiftedIndicesAreCheckedAtBothEnds() => new VectorCase(Loop("""
        %9: i32 = sub %7.i, %4.k
        %10: f32 = load %0.a, %9
        %11: i32 = add %9, %4.k
        store %1.b, %10, %11
        yield
        """)).IsVectorized().Agrees((length, random) =>
        [VectorCase.Floats(length, random), VectorCase.Floats(length, random), Array.Empty<float>(), 0f, length % 3]);

    [Fact]
    public void OverlappingMemoryRunsInSourceOrder() => new VectorCase(Loop("""
        %10: f32 = load %1.b, %7.i
        %11: f32 = mul %10, %3.x
        store %2.c, %11, %7.i
        yield
        """)).IsVectorized().Agrees((length, random) =>
    {
        float[] all = VectorCase.Floats(length + 1, random);
        return [new float[length], Memory.Slice(all, 0, length), Memory.Slice(all, length % 2, length), 0.5f, 0];
    });

    [Fact]
    public void ALoopThatReadsAheadInItsOwnMemory() => new VectorCase(Loop("""
        %9: i32 = const [literal = 1]
        %10: i32 = add %7.i, %9
        %11: f32 = load %1.b, %10
        store %1.b, %11, %7.i
        yield
        """)).IsVectorized().Agrees((length, random) => [new float[length], VectorCase.Floats(length + 1, random), new float[1], 0f, 0]);

    [Fact]
    public void ScatteredAccumulatesKeepTheirSums() => new VectorCase(Loop("""
        %9: i32 = const [literal = 1]
        %10: i32 = add %7.i, %9
        %11: f32 = load %0.a, %7.i
        %12: f32 = neg %11
        accumulate %1.b, %11, %7.i
        accumulate %1.b, %12, %10
        yield
        """)).IsVectorized().Agrees((length, random) => [VectorCase.Floats(length, random), new float[length + 1], new float[1], 0f, 0]);

    [Fact]
    public void SumsIntoNeighboursThatAreCheapToFormGetALoopEach()
    {
        VectorCase test = new(Loop("""
            %9: i32 = const [literal = 1]
            %10: i32 = add %7.i, %9
            %11: f32 = load %0.a, %7.i
            %12: f32 = math %11 [symbol = "Exp"]
            %13: f32 = mul %11, %3.x
            accumulate %1.b, %12, %7.i [Safe]
            accumulate %1.b, %13, %10 [Safe]
            yield
            """).Replace("%4.k: i32)", "%4.k: i32) unaliased(1)", StringComparison.Ordinal));
        Assert.Equal(2, test.Result.Helpers.Count);
        test.IsVectorized().Agrees((length, random) => [VectorCase.Floats(length, random), new float[length + 1], new float[1], 3f, 0]);
    }

    [Theory]
    [InlineData("math %10 [symbol = \"Sqrt\", Strict]", true)]
    [InlineData("math %10 [symbol = \"Exp\", Strict]", false)]
    public void StrictMapsKeepEveryBit(string function, bool vectorized)
    {
        VectorCase test = new(Loop($"""
            %10: f32 = load %0.a, %7.i
            %11: f32 = {function}
            %12: f32 = mul %11, %3.x [Strict]
            %13: f32 = add %12, %10 [Strict]
            store %2.c, %13, %7.i
            yield
            """));
        Assert.Equal(vectorized, test.Result.Helpers.Count == 1);
        if (vectorized)
        {
            test.Agrees(Arrays, 0);
        }
    }

    [Fact]
    public void StrictSumsKeepTheirOrder() => Assert.Equal(
        "scalar, Strict keeps the order in which s is computed",
        new VectorCase(Loop("%10: f32 = load %0.a, %7.i\n%13.s: f32 = add %8.s, %10 [Strict]\nyield %13.s", "%3.x")).Remarks);

    [Fact]
    public void CountingDown() => new VectorCase("""
        func @"F"(%0.a: rospan<f64>, %1.b: span<f64>) {
          %2: i32 = const [literal = -1]
          %3: i32 = const [literal = 1]
          %4: i32 = length %0.a
          %5: i32 = sub %4, %3
          for %5, %2 [number = -1] { (%7.i: i32)
            %10: f64 = load %0.a, %7.i
            accumulate %1.b, %10, %7.i
            yield
          }
          yield
        }
        """).IsVectorized().Agrees((length, random) => [VectorCase.Doubles(length, random), VectorCase.Doubles(length, random)]);

    [Fact]
    public void TwoSumsAndAMaximumWithIntegers() => new VectorCase("""
        func @"F"(%0.a: array<f32>, %1.k: i32) {
          %5: i32 = const [literal = 0]
          %2: f32 = const [literal = 0.0]
          %3: f32 = const [literal = -inf]
          %4: i32 = const [literal = 1]
          %6: i32 = length %0.a
          %50.s: f32, %51.m: f32, %52.n: i32 = for %5, %6, %2, %3, %5 [number = 1] { (%7.i: i32, %8.s: f32, %9.m: f32, %10.n: i32)
            %11: f32 = load %0.a, %7.i
            %12: f32 = add %8.s, %11
            %13: f32 = math %9.m, %11 [symbol = "Max"]
            %14: bool = gt %11, %2
            %15: i32 = if %14 { ()
              %16: i32 = add %10.n, %4
              yield %16
            } { ()
              yield %10.n
            }
            yield %12, %13, %15
          }
          yield %50.s, %51.m, %52.n
        }
        """).IsVectorized().Agrees((length, random) => [VectorCase.Floats(length, random), 0]);

    [Fact]
    public void FieldsGridsAndUniformConditions() => new VectorCase("""
        class "Net" { W: array<f32>, G: grid<f32, 2> }
        func @"F"(%0.net: object "Net", %1.k: i32, %2.flag: bool, %3.n: i32) {
          %5: i32 = const [literal = 0]
          %6: f32 = const [literal = 0.0]
          %50.s: f32 = for %5, %3.n, %6 [number = 1] { (%7.i: i32, %8.s: f32)
            %11: array<f32> = field %0.net [symbol = "W"]
            %12: grid<f32, 2> = field %0.net [symbol = "G"]
            %13: f32 = load %11, %7.i
            %14: f32 = load %12, %1.k, %7.i
            %15: f32 = mul %13, %14
            %16: f32 = if %2.flag { ()
              %17: f32 = load %11, %1.k
              %18: f32 = math %17 [symbol = "Exp"]
              %19: f32 = mul %15, %18
              yield %19
            } { ()
              yield %15
            }
            %20: f32 = add %8.s, %16
            yield %20
          }
          yield %50.s
        }
        """).IsVectorized().Agrees((length, random) =>
    {
        float[,] grid = new float[3, length];
        for (int i = 0; i < length * 3; i++)
        {
            grid[i / length, i % length] = (float)random.NextDouble();
        }

        ObjectValue net = new(new([new("W", MemoryType.Array(IrType.F32)), new("G", MemoryType.Grid(IrType.F32, 2))]))
        {
            ["W"] = VectorCase.Floats(length, random),
            ["G"] = grid,
        };
        return [net, length % 4, length % 2 == 0, length];
    });
}
