using Adjoint.Execution.Tests.Harness;

namespace Adjoint.Execution.Tests.Numerics;

/// <summary>Values of <c>System.Numerics</c> where differences cannot judge: at kinks, and in companions of other forms.</summary>
public sealed class NumericsTests
{
    public static TheoryData<string, string, string> Kinks => new()
    {
        { "float F(Vector3 v) => v.Length()", "Vector3.Zero", "(0, <0, 0, 0>)" },
        { "float F(Vector2 v) => v.Length() + 2 * v.X", "default", "(0, <2, 0>)" },
        { "float F(Vector4 v) => Vector4.Distance(v, Vector4.One)", "Vector4.One", "(0, <0, 0, 0, 0>)" },
        { "float F(Quaternion q) => q.Length()", "default", "(0, {X:0 Y:0 Z:0 W:0})" },
        { "double F(Complex z) => Complex.Abs(z)", "Complex.Zero", "(0, <0; 0>)" },
        { "double F(Complex z) => z.Magnitude * 3 + z.Imaginary", "default", "(0, <0; 1>)" },
        { "double F(Complex z) => Complex.Pow(z, 2).Real + Complex.Pow(z, 1).Imaginary", "Complex.Zero", "(0, <0; 1>)" },
        { "double F(Complex z) => Complex.Pow(z, z - z).Real * 2", "new Complex(1, 0)", "(2, <0; 0>)" },
        { "double F(Complex z) => Complex.Reciprocal(z).Real + z.Real", "Complex.Zero", "(0, <1; 0>)" },
        { "float F(Vector2 v) => Vector2.Abs(v).X + v.Y", "Vector2.Zero", "(0, <0, 1>)" },
        { "float F(Vector2 v) => Vector2.Dot(Vector2.Max(v, Vector2.One), new(2, 4))", "Vector2.One", "(6, <1, 2>)" },
        { "float F(Vector2 v) => Vector2.Dot(Vector2.Clamp(v, Vector2.Zero, Vector2.One), new(2, 4))", "new Vector2(0, 1)", "(4, <2, 4>)" },
        { "float F(Vector2 v) => Vector2.Dot(Vector2.SquareRoot(v), new(0, 1))", "Vector2.One", "(1, <0, 0.5>)" },
        { "float F(Vector2 v) => v.X > 0 ? Vector2.Normalize(v).X : 1", "Vector2.Zero", "(1, <0, 0>)" },
    };

    [Theory]
    [MemberData(nameof(Kinks))]
    public void Kinks_are_as_the_contract_says(string method, string point, string expected)
    {
        CompiledProgram program = ExecutionHarness.Compile($$"""
            using System;
            using System.Numerics;
            using Adjoint;

            public static partial class P
            {
                [Differentiable(Derivatives.Gradient | Derivatives.Jvp)]
                public static {{method}};

                public static string Run() => FormattableString.Invariant($"{FGradient({{point}})}");
            }
            """);
        Assert.Equal(expected, program.Run("P", "Run"));
    }

    [Fact]
    public void Checks_pass()
    {
        CompiledProgram program = ExecutionHarness.Compile("""
            using System;
            using System.Numerics;
            using Adjoint;

            public static partial class P
            {
                [Differentiable(Derivatives.Gradient | Derivatives.Jvp | Derivatives.Hvp | Derivatives.Check)]
                public static float Vectors(ReadOnlySpan<Vector3> points, Vector3[] speeds, in Vector3 at, Quaternion turn, (Vector2 A, float B) pair, ref Vector2 moved)
                {
                    float sum = pair.A.Y * pair.B + moved.LengthSquared();
                    moved *= 2;
                    for (int i = 0; i < points.Length; i++)
                    {
                        sum += Vector3.Dot(Vector3.Transform(points[i] - at, turn), speeds[i]);
                    }

                    return sum * sum;
                }

                [Differentiable(Derivatives.Gradient | Derivatives.Jvp | Derivatives.Hvp | Derivatives.Check)]
                public static double Numbers(Complex z, Complex[] p, Complex? more) => Complex.Abs(Complex.Sin(z) * p[0] + p[1]) + (more?.Real ?? 0);

                public static string Run()
                {
                    Vector2 moved = new(0.5f, 0.25f);
                    CheckResult vectors = VectorsCheck([new(1, 2, 3), new(0.5f, -1, 1)], [new(0.25f, 0.5f, -1), new(1, 0.5f, 0.75f)], new(0.1f, 0.2f, 0.3f), new(0.1f, 0.2f, -0.3f, 0.9f), (new(1, 2), 0.5f), ref moved);
                    vectors.Assert(0.02);
                    CheckResult numbers = NumbersCheck(new(0.5, 1.25), [new(1, 2), new(-0.5, 0.25)], new Complex(2, 3));
                    numbers.Assert(1e-6);
                    return FormattableString.Invariant($"{vectors.Count} {numbers.Count} {moved}");
                }
            }
            """);
        Assert.Equal("72 24 <0.5, 0.25>", program.Run("P", "Run"));
    }

    [Fact]
    public void Rows_and_columns_are_the_components_in_order()
    {
        CompiledProgram program = ExecutionHarness.Compile("""
            using System;
            using System.Numerics;
            using Adjoint;

            public static partial class P
            {
                [Differentiable(Derivatives.Jacobian)]
                public static Vector3 Turn(Vector2 v, float s) => new(v.Y * s, v.X * v.Y, 2 * v.X);

                [Differentiable(Derivatives.Hessian)]
                public static double Power(Complex z) => (z * z * z).Real;

                public static string Run()
                {
                    float[] jacobian = new float[9];
                    TurnJacobian(new Vector2(2, 3), 5, jacobian);
                    double[] hessian = new double[4];
                    PowerHessian(new Complex(2, 3), hessian);
                    return string.Join(" ", jacobian) + " | " + string.Join(" ", hessian);
                }
            }
            """);
        Assert.Equal("0 5 3 3 2 0 2 0 0 | 12 -18 -18 -12", program.Run("P", "Run"));
    }

    [Fact]
    public void Companions_nest()
    {
        CompiledProgram program = ExecutionHarness.Compile("""
            using System;
            using System.Numerics;
            using Adjoint;

            public static partial class P
            {
                [Differentiable]
                public static float Potential(Vector3 v) => 1 / v.Length();

                [Differentiable]
                public static float Flux(Vector3 v, Vector3 n) => Vector3.Dot(PotentialGradient(v).VGradient, n);

                public static string Run()
                {
                    (float value, Vector3 v, Vector3 n) = FluxGradient(new Vector3(2, 0, 0), Vector3.UnitX);
                    return FormattableString.Invariant($"{value} {v} {n}");
                }
            }
            """);
        Assert.Equal("-0.25 <0.25, 0, 0> <-0.25, -0, -0>", program.Run("P", "Run"));
    }

    [Fact]
    public void Types_of_the_project_may_have_the_names()
    {
        CompiledProgram program = ExecutionHarness.Compile("""
            using Adjoint;

            namespace Mine
            {
                public record struct Vector3(double X, double Y) { public double Length() => X * X + Y; }

                public static partial class P
                {
                    [Differentiable]
                    public static double F(Vector3 v, System.Numerics.Vector3 w) => v.Length() * System.Numerics.Vector3.Dot(w, w);

                    public static string Run() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{FGradient(new(2, 3), new(1, 0, 0))}");
                }
            }
            """);
        Assert.Equal("(7, Vector3 { X = 4, Y = 1 }, <14, 0, 0>)", program.Run("Mine.P", "Run"));
    }

    [Fact]
    public void What_the_framework_throws_is_thrown()
    {
        CompiledProgram program = ExecutionHarness.Compile("""
            using System;
            using System.Numerics;
            using Adjoint;

            public static partial class P
            {
                [Differentiable] public static float Element(Vector3 v, int i) => v[i] * 2;
                [Differentiable] public static float Made(float[] x) => new Vector3(x).X;
                [Differentiable] public static float Copied(Vector3 v, float[] x) { v.CopyTo(x); return x[0]; }
                [Differentiable] public static float Camera(float x) => Matrix4x4.CreatePerspectiveFieldOfView(x, 1, 1, 2).M11;

                public static string Run() => string.Join(" ",
                    Of(() => Element(Vector3.One, 3)), Of(() => ElementGradient(Vector3.One, 3)), Of(() => ElementGradient(Vector3.One, -1)),
                    Of(() => Made([1, 2])), Of(() => MadeGradient([1, 2], new float[2])),
                    Of(() => Copied(Vector3.One, [1, 2])), Of(() => CopiedGradient(Vector3.One, [1, 2], new float[2])),
                    Of(() => Camera(4)), Of(() => CameraGradient(4)));

                private static string Of(Action run)
                {
                    try { run(); return "none"; }
                    catch (ArgumentException fault) { return fault.GetType().Name[8..] + fault.ParamName; }
                }
            }
            """);
        Assert.Equal(
            "OutOfRangeExceptionindex OutOfRangeExceptionindex OutOfRangeExceptionindex OutOfRangeExceptionvalues OutOfRangeExceptionvalues "
                + "Exceptiondestination Exceptiondestination OutOfRangeExceptionfieldOfView OutOfRangeExceptionfieldOfView",
            program.Run("P", "Run"));
    }
}
