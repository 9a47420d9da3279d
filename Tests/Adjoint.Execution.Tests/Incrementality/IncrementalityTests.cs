using Adjoint.Generator;
using Microsoft.CodeAnalysis;

namespace Adjoint.Execution.Tests.Incrementality;

/// <summary>What an edit runs again, by the named steps of the pipeline.</summary>
public sealed class IncrementalityTests
{
    private const string First = """
        using Adjoint;
        public static partial class First
        {
            [Differentiable]
            public static double Square(double x) => Helpers.Twice(x) * x;

            [Differentiable]
            public static double Cube(double x)
            {
                double y = x * x;
                return y * x;
            }
        }
        """;

    private const string Second = """
        public static class Helpers
        {
            public static double Twice(double x) => x + x;

            public static int Unrelated() => 1;
        }
        """;

    private const string Third = "public class Elsewhere { public int Value() => 3; }";

    [Fact]
    public void Comment_in_another_file_runs_nothing_past_lowering()
    {
        EditScript script = new EditScript(First, Second, Third).Replace(2, "=> 3", "=> /* three */ 3");
        Assert.All(script.Reasons(TrackingNames.Lowered), IsSame);
        Assert.All(script.Reasons(TrackingNames.Companions), IsSame);
        Assert.Equal(2, script.Reasons(TrackingNames.Companions).Length);
    }

    [Fact]
    public void Edit_of_a_body_emits_that_method_again_and_no_other()
    {
        EditScript script = new EditScript(First, Second, Third).Replace(0, "y * x;", "y * x + 1;");
        Assert.Equal(IncrementalStepRunReason.Modified, Assert.Single(script.Reasons(TrackingNames.Companions, "Cube")));
        Assert.All(script.Reasons(TrackingNames.Companions, "Square"), IsSame);
    }

    [Fact]
    public void Edit_of_a_helper_emits_those_that_reach_it()
    {
        EditScript script = new EditScript(First, Second, Third).Replace(1, "x + x", "x + x + x");
        Assert.Equal(IncrementalStepRunReason.Modified, Assert.Single(script.Reasons(TrackingNames.Companions, "Square")));
        Assert.All(script.Reasons(TrackingNames.Companions, "Cube"), IsSame);
    }

    [Fact]
    public void Edit_of_a_generic_helper_emits_those_that_reach_it_at_any_type()
    {
        const string generic = """
            using System.Numerics;
            public static class Helpers
            {
                public static double Twice(double x) => Add((float)x, 1f) + Add(x, x);
                public static T Add<T>(T x, T y) where T : INumber<T> => x + Weighted(y);
                public static T Weighted<T>(T y) where T : INumber<T> => y;
                public static T Unused<T>(T y) where T : INumber<T> => y;
            }
            """;
        EditScript script = new EditScript(First, generic, Third).Replace(1, "(T y) where T : INumber<T> => y;", "(T y) where T : INumber<T> => y * y;");
        Assert.Equal(IncrementalStepRunReason.Modified, Assert.Single(script.Reasons(TrackingNames.Companions, "Square")));
        Assert.All(script.Reasons(TrackingNames.Companions, "Cube"), IsSame);
        Assert.Equal(script.Cold(), script.Generated);

        EditScript unused = new EditScript(First, generic, Third).Replace(1, "Unused<T>(T y) where T : INumber<T> => y;", "Unused<T>(T y) where T : INumber<T> => y * y;");
        Assert.All(unused.Reasons(TrackingNames.Companions), IsSame);
    }

    [Theory]
    [InlineData("public static double Twice(double x) => Add(x, x); public static double Add(double x, double y) => x + Weighted(y);")]
    [InlineData("public static double Twice(double x) => (new Pair(x) + new Pair(x)).X; public readonly record struct Pair(double X) { public static Pair operator +(Pair a, Pair b) => new(a.X + Weighted(b.X)); }")]
    [InlineData("public static double Twice(double x) => new Pair { X = x }.Y; public struct Pair { public double X; public double Y { get { return X + Weighted(X); } } }")]
    [InlineData("public static double Twice(double x) => new Pair { X = x }.Y; public struct Pair { public double X; public double Y => X + Weighted(X); }")]
    [InlineData("public static double Twice(double x) { Pair p = new(x); return p.X; } public struct Pair { public double X; public Pair(double x) { X = x + Weighted(x); } }")]
    public void Edit_behind_what_is_called_without_a_name_reaches_its_callers(string members)
    {
        string helpers = $"public static class Helpers {{ {members} public static double Weighted(double y) => y; }}";
        EditScript script = new EditScript(First, helpers, Third).Replace(1, "Weighted(double y) => y;", "Weighted(double y) => y * y;");
        Assert.Equal(script.Cold(), script.Generated);
        Assert.Contains(script.Reasons(TrackingNames.Companions, "Square"), reason => reason == IncrementalStepRunReason.Modified);
    }

    [Theory]
    [InlineData("2 * Slope(x)", "3 * Slope(x)")]
    [InlineData("Slope(double x) => x", "Slope(double x) => x + 1")]
    [InlineData("[DerivativeOf(typeof(Helpers), nameof(Helpers.Twice))]", "")]
    public void Edit_of_a_rule_emits_those_that_reach_its_method(string old, string text)
    {
        const string rules = """
            using Adjoint;
            public static class Rules
            {
                [DerivativeOf(typeof(Helpers), nameof(Helpers.Twice))]
                public static double TwiceVjp(double x, double cotangent) => 2 * Slope(x) * cotangent;

                static double Slope(double x) => x;
            }
            """;
        EditScript script = new EditScript(First, Second, rules).Replace(2, old, text);
        Assert.Equal(IncrementalStepRunReason.Modified, Assert.Single(script.Reasons(TrackingNames.Companions, "Square")));
        Assert.All(script.Reasons(TrackingNames.Companions, "Cube"), IsSame);
        Assert.Equal(script.Cold(), script.Generated);
    }

    [Fact]
    public void Edit_of_a_helper_that_nothing_reaches_emits_nothing()
    {
        EditScript script = new EditScript(First, Second, Third).Replace(1, "=> 1", "=> 2");
        Assert.All(script.Reasons(TrackingNames.Companions), IsSame);
    }

    [Theory]
    [InlineData(0, "y * x;", "y * x * 2;")]
    [InlineData(1, "x + x", "2 * x")]
    [InlineData(1, "public static class Helpers", "// one line more\npublic static class Helpers")]
    [InlineData(0, "double y = x * x;", "double y = x * x; // a comment")]
    [InlineData(1, "double Twice(double x) => x + x", "double Twice(float x) => x; public static double Twice(double x) => 3 * x")]
    [InlineData(2, "Value() => 3", "Value() => 4")]
    public void Warm_output_is_cold_output(int file, string old, string text)
    {
        EditScript script = new EditScript(First, Second, Third).Replace(file, old, text);
        Assert.Equal(script.Cold(), script.Generated);
    }

    [Fact]
    public void Nothing_of_the_compiler_is_reachable_from_any_output()
    {
        EditScript script = new(First, Second, Third);
        string[] steps = [TrackingNames.Lowered, TrackingNames.Companions, TrackingNames.Options, TrackingNames.Containers];
        foreach (object output in steps
            .Where(script.Result.TrackedSteps.ContainsKey)
            .SelectMany(step => script.Result.TrackedSteps[step])
            .SelectMany(run => run.Outputs)
            .Select(output => output.Value))
        {
            Assert.Null(ReachableObjects.FindOfCompiler(output));
        }
    }

    private static void IsSame(IncrementalStepRunReason reason) =>
        Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, reason.ToString());
}
