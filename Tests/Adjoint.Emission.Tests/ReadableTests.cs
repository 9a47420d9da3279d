using Adjoint.Emission.Tests.Harness;
using Adjoint.Generator.Ir;

namespace Adjoint.Emission.Tests;

/// <summary>Small functions whose whole text is known.</summary>
public sealed class ReadableTests
{
    [Fact]
    public void SumIsAForLoopWithTheUsersNames() => Check(
        """
        (%0.w: rospan<f32>, %1.b: f32, %2.x: rospan<f32>) {
          %3: i32 = const [literal = 0]
          %4: i32 = length %0.w
          %5.z: f32 = for %3, %4, %1.b [number = 1, independent(Sum)] { (%6.i: i32, %7.z: f32)
            %8: f32 = load %0.w, %6.i
            %9: f32 = load %2.x, %6.i
            %10: f32 = mul %8, %9
            %11.z: f32 = add %7.z, %10
            yield %11.z
          } @1 "for (int i = 0; i < w.Length; i++)"
          yield %5.z
        }
        """,
        """
        float z = b;
        for (int i = 0; i < w.Length; i++)
        {
            z += w[i] * x[i];
        }

        return z;
        """);

    [Fact]
    public void ValuesThatChangePlacesAreOneStatement() => Check(
        """
        (%0.n: i32, %1.x: f64) {
          %2: i32 = const [literal = 0]
          %3: f64 = const [literal = 1.0]
          %4.a: f64, %5.b: f64 = for %2, %0.n, %3, %1.x [number = 1] { (%6.i: i32, %7.a: f64, %8.b: f64)
            %9: f64 = mul %8.b, %1.x
            %10.b: f64 = add %7.a, %9
            yield %8.b, %10.b
          }
          %11: f64 = mul %4.a, %5.b
          yield %11
        }
        """,
        """
        double a = 1;
        double b = x;
        for (int i = 0; i < n; i++)
        {
            (a, b) = (b, a + b * x);
        }

        return a * b;
        """);

    [Fact]
    public void NestedChoicesAreElseIfAndKeywordsAreEscaped() => Check(
        """
        (%0.x: f64, %1.class: i32) {
          %2: i32 = const [literal = 0]
          %3: bool = eq %1.class, %2
          %4.y: f64 = if %3 { ()
            %5: f64 = math %0.x [symbol = "Sin"]
            yield %5
          } { ()
            %6: i32 = const [literal = 1]
            %7: bool = eq %1.class, %6
            %8.y: f64 = if %7 { ()
              %9: f64 = neg %0.x
              yield %9
            } { ()
              throw [symbol = "new global::System.InvalidOperationException()"]
              %10: f64 = default
              yield %10
            }
            yield %8.y
          }
          yield %4.y
        }
        """,
        """
        double y;
        if (@class == 0)
        {
            y = Math.Sin(x);
        }
        else if (@class == 1)
        {
            y = -x;
        }
        else
        {
            throw new InvalidOperationException();
        }

        return y;
        """);

    [Fact]
    public void AFlagThatLeavesTheLoopIsABreak() => Check(
        """
        (%0.x: rospan<f64>, %1.limit: f64) {
          %2: i32 = const [literal = 0]
          %3: f64 = const [literal = 0.0]
          %4: bool = const [literal = false]
          %5.sum: f64, %6.i: i32, %7.stopped: bool = while %3, %2, %4 { (%8.sum: f64, %9.i: i32, %10.stopped: bool)
            %11: bool = not %10.stopped
            %12: bool = if %11 { ()
              %13: i32 = length %0.x
              %14: bool = lt %9.i, %13
              yield %14
            } { ()
              %15: bool = const [literal = false]
              yield %15
            }
            yield %12
          } { (%16.sum: f64, %17.i: i32, %18.stopped: bool)
            %19: f64 = load %0.x, %17.i
            %20.sum: f64 = add %16.sum, %19
            %21.stopped: bool = gt %20.sum, %1.limit
            %22: i32 = const [literal = 1]
            %23.i: i32 = add %17.i, %22
            %24.i: i32 = select %21.stopped, %17.i, %23.i
            yield %20.sum, %24.i, %21.stopped
          }
          yield %5.sum
        }
        """,
        """
        double sum = 0;
        int i = 0;
        while (i < x.Length)
        {
            sum += x[i];
            if (sum > limit)
            {
                break;
            }

            i++;
        }

        return sum;
        """);

    [Fact]
    public void AnArrayThatDoesNotEscapeIsWorkspaceMemory() => Check(
        """
        (%0.v: span<f64>) {
          %1: i32 = length %0.v
          %2.copy: array<f64> = alloc %1 [Escapes]
          %3: span<f64> = view %2.copy
          copy %0.v, %3
          %4: i32 = const [literal = 1]
          %5: i32 = sub %1, %4
          for %4, %5 [number = 1] { (%6.i: i32)
            %7: i32 = sub %6.i, %4
            %8: f64 = load %2.copy, %7
            %9: i32 = add %6.i, %4
            %10: f64 = load %2.copy, %9
            %11: f64 = add %8, %10
            %12: f64 = const [literal = 0.5]
            %13: f64 = mul %12, %11
            store %0.v, %13, %6.i
            yield
          }
          yield
        }
        """,
        """
        using Workspace.Frame frame = Workspace.Enter();
        Span<double> copy = frame.Rent<double>(v.Length);
        v.CopyTo(copy);
        for (int i = 1; i < v.Length - 1; i++)
        {
            v[i] = 0.5 * (copy[i - 1] + copy[i + 1]);
        }
        """);

    [Fact]
    public void MemoryOfATurnIsGivenBackAfterIt() => Check(
        """
        (%0.n: i32, %1.a: span<f64>) {
          %2: i32 = const [literal = 0]
          %3: f64 = const [literal = 0.0]
          %4.total: f64 = for %2, %0.n, %3 [number = 1] { (%5.i: i32, %6.total: f64)
            %7.buffer: span<f64> = alloc %0.n
            copy %1.a, %7.buffer
            %8: f64 = load %7.buffer, %5.i
            store %1.a, %8, %2
            %9: f64 = mul %8, %8
            %10.total: f64 = add %6.total, %9
            yield %10.total
          }
          yield %4.total
        }
        """,
        """
        double total = 0;
        for (int i = 0; i < n; i++)
        {
            using Workspace.Frame turn = Workspace.Enter();
            Span<double> buffer = turn.Rent<double>(n);
            a.CopyTo(buffer);
            double bufferItem = buffer[i];
            a[0] = bufferItem;
            total += bufferItem * bufferItem;
        }

        return total;
        """);

    [Fact]
    public void KeywordsStandOnlyWhereOverflowDiffersFromTheProject() => Check(
        """
        (%0.n: i32, %1.m: i32, %2.x: f32) {
          %3: i32 = mul %0.n, %1.m [Checked]
          %4: i32 = add %3, %1.m
          %5: f32 = convert %4
          %6: f32 = mul %2.x, %5
          yield %4, %6
        }
        """,
        """
        int value = checked(n * m) + m;
        return (value, x * value);
        """);

    [Fact]
    public void ALoadDoesNotMoveOverAStoreThatMayChangeIt() => Check(
        """
        (%0.a: span<f64>, %1.b: span<f64>) {
          %2: i32 = const [literal = 0]
          %3: i32 = const [literal = 1]
          %4: f64 = load %0.a, %2
          %5: f64 = load %0.a, %3 [Safe]
          store %1.b, %5, %2
          %6: f64 = load %1.b, %3
          %7: f64 = add %4, %6
          yield %7
        }
        """,
        """
        double a0 = a[0];
        b[0] = a[1];
        return a0 + b[1];
        """);

    [Fact]
    public void NumbersAreExact() => Check(
        """
        (%0.x: f32, %1.y: f64) {
          %2: f32 = const [literal = -0.0]
          %3: f32 = add %0.x, %2
          %4: f32 = const [literal = 1E-07]
          %5: f32 = mul %3, %4
          %6: f64 = const [literal = inf]
          %7: f64 = math %1.y, %6 [symbol = "Min"]
          %8: f64 = const [literal = 0.1]
          %9: f64 = add %7, %8
          %10: f64 = neg %9
          %11: f64 = const [literal = 2.0]
          %12: f64 = sub %11, %10
          yield %5, %12
        }
        """,
        """
        return ((x + -0f) * 1e-7f, 2 - -(Math.Min(y, double.PositiveInfinity) + 0.1));
        """);

    [Fact]
    public void StatementsOfTheBackwardSweepQuoteWhatTheyUndo() => Check(
        """
        (%0.x: f64, %1.y: f64) {
          note [symbol = "Forward."]
          %2.p: f64 = mul %0.x, %1.y @1 "double p = x * y;"
          %3.e: f64 = math %2.p [symbol = "Exp"] @2 "return Math.Exp(p);"
          note [symbol = "Backward, from dF = 1."]
          %4.dx: f64 = mul %3.e, %1.y @1 "double p = x * y;"
          %5.dy: f64 = mul %3.e, %0.x @1 "double p = x * y;"
          yield %3.e, %4.dx, %5.dy
        }
        """,
        """
        // Forward.
        double p = x * y;
        double e = Math.Exp(p);  // return Math.Exp(p);

        // Backward, from dF = 1.
        double dx = e * y;  // double p = x * y;
        double dy = e * x;  // double p = x * y;
        return (e, dx, dy);
        """);

    private static void Check(string function, string body)
    {
        Module module = Parser.Parse("func @\"Samples.Subject.Compute\"" + function);
        Verifier.Check(module, "writing the test");
        string prose = Subject.Emit(module, module.Root.Name, "Compute").Prose;
        Compiler.Load(CompilationSettings.Default, prose, Subject.DriverFile([Subject.Driver(module.Root, "Compute")]));
        Assert.Equal(body.Trim(), Body(prose));
    }

    // What stands between the braces of the method, without its indentation.
    private static string Body(string prose)
    {
        string[] lines = prose.Split('\n');
        int open = Array.FindIndex(lines, line => line == "    {");
        int close = Array.FindIndex(lines, line => line == "    }");
        return string.Join("\n", lines[(open + 1)..close].Select(line => line.Length > 8 ? line[8..] : line));
    }
}
