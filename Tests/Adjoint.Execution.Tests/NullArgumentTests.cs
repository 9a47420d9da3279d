using Adjoint.Execution.Tests.Harness;

namespace Adjoint.Execution.Tests;

/// <summary>A null argument of the function is the function's affair, so that companions do with it what the function does; a null destination is refused.</summary>
public sealed class NullArgumentTests
{
    private const string Source = """
        using System; using Adjoint;
        [Differentiable] public sealed partial class Net { public double[] W = new double[3]; public double B = 2; }
        public static partial class P
        {
            [Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp)] public static double OfNet(Net n, double x) => n.B * x + n.W[0];
            [Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp)] public static double OfNone(Net n, double x) => n == null ? 3 * x : n.B * x;
            [Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp)] public static double OfArray(double[] a, double x) { double s = 0; for (int i = 0; i < a.Length; i++) s += a[i] * x; return s; }
            [Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp)] public static double OfGrid(double[,] a, double x) => a[0, 1] * x;
            [Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp)] public static double OfRows(double[][] a, double x) => a[0][1] * x;
            [Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp)] public static double Guarded(double[] a, double x) { if (a == null) throw new InvalidOperationException(); return a[0] * x; }

            public static string Run()
            {
                Net net = new(); double[] five = new double[50]; double[,] grid = new double[2, 2]; double[][] rows = { new double[2] };
                string wrong = "";
                void Throws<T>(string name, Action action)
                {
                    string thrown = "nothing";
                    try { action(); } catch (Exception e) { thrown = e.GetType().Name; }
                    wrong += thrown == typeof(T).Name ? "" : name + " throws " + thrown + "; ";
                }
                Throws<NullReferenceException>("net", () => OfNet(null!, 1));
                Throws<NullReferenceException>("net forward", () => OfNetForward(null!, 1));
                Throws<NullReferenceException>("net gradient", () => OfNetGradient(null!, 1, new Net()));
                Throws<NullReferenceException>("net vjp", () => OfNetVjp(null!, 1, 1, new Net()));
                Throws<NullReferenceException>("net jvp", () => OfNetJvp(null!, 1, new Net(), 1));
                Throws<ArgumentNullException>("net gradient to null", () => OfNetGradient(net, 1, null!));
                Throws<ArgumentNullException>("net vjp to null", () => OfNetVjp(net, 1, 1, null!));
                Throws<ArgumentNullException>("net jvp of null", () => OfNetJvp(net, 1, null!, 1));
                Throws<NullReferenceException>("array", () => OfArray(null!, 1));
                Throws<NullReferenceException>("array forward", () => OfArrayForward(null!, 1));
                Throws<NullReferenceException>("array gradient", () => OfArrayGradient(null!, 1, five));
                Throws<NullReferenceException>("array vjp", () => OfArrayVjp(null!, 1, 1, five));
                Throws<NullReferenceException>("array jvp", () => OfArrayJvp(null!, 1, five, 1));
                Throws<ArgumentException>("array gradient too short", () => OfArrayGradient(five, 1, new double[3]));
                Throws<NullReferenceException>("grid gradient", () => OfGridGradient(null!, 1, grid));
                Throws<NullReferenceException>("grid vjp", () => OfGridVjp(null!, 1, 1, grid));
                Throws<NullReferenceException>("grid jvp", () => OfGridJvp(null!, 1, grid, 1));
                Throws<ArgumentNullException>("grid gradient to null", () => OfGridGradient(grid, 1, null!));
                Throws<NullReferenceException>("rows gradient", () => OfRowsGradient(null!, 1, rows));
                Throws<NullReferenceException>("rows vjp", () => OfRowsVjp(null!, 1, 1, rows));
                Throws<NullReferenceException>("rows jvp", () => OfRowsJvp(null!, 1, rows, 1));
                Throws<ArgumentNullException>("rows gradient to null", () => OfRowsGradient(rows, 1, null!));
                Throws<InvalidOperationException>("guarded gradient", () => GuardedGradient(null!, 1, five));
                Throws<InvalidOperationException>("guarded vjp", () => GuardedVjp(null!, 1, 1, five));
                Net into = new() { B = 7 };
                if (OfNoneGradient(null!, 2, into) != (6, 3) || into.B != 0) wrong += "a null that the function takes; ";
                if (OfNoneJvp(null!, 2, into, 1) != (6, 3)) wrong += "a null that the function takes, forward; ";
                return wrong;
            }
        }
        """;

    [Fact]
    public void Companions_do_with_null_what_the_function_does() => Assert.Equal("", ExecutionHarness.Compile(Source).Run("P", "Run"));
}
