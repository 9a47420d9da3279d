using Microsoft.CodeAnalysis;

namespace Adjoint.Analyzers.Tests;

/// <summary>What is reported, and where: diagnostics start at the source that is at fault.</summary>
public sealed class DifferentiabilityAnalyzerTests
{
    [Fact]
    public Task Nothing_where_all_is_well() => AnalyzerHarness.Verify("""
        using Adjoint;
        public static partial class P
        {
            [Differentiable]
            public static double F(double x, double[] w) => x * w[0];
        }
        """);

    [Fact]
    public Task Foreign_call() => AnalyzerHarness.Verify("""
        using Adjoint;
        public static partial class P
        {
            [Differentiable]
            public static double F(double x) => x + {|ADJ0012:System.Numerics.Complex.Asin(x)|}.Real;
        }
        """);

    [Fact]
    public Task Parameter_that_is_not_followed() => AnalyzerHarness.Verify("""
        using Adjoint;
        public static partial class P
        {
            [Differentiable]
            public static double F(double x, System.Collections.Generic.List<double> {|ADJ0003:values|}) => x;
        }
        """);

    [Fact]
    public Task Name_that_is_no_parameter() => AnalyzerHarness.Verify("""
        using Adjoint;
        public static partial class P
        {
            [Differentiable("z")]
            public static double {|ADJ0005:F|}(double x) => x;
        }
        """);

    [Fact]
    public Task Nothing_to_differentiate() => AnalyzerHarness.Verify("""
        using Adjoint;
        public static partial class P
        {
            [Differentiable]
            public static double {|ADJ0006:F|}(int n) => n;
        }
        """);

    [Fact]
    public Task Member_with_the_name_of_a_companion() => AnalyzerHarness.Verify("""
        using Adjoint;
        public static partial class P
        {
            [Differentiable]
            public static double {|ADJ0030:F|}(double x, double[] w) => x * w[0];

            public static double FForward(double x, double[] w) => x * w[0];
        }
        """);

    [Fact]
    public Task Overload_with_other_parameters_is_no_collision() => AnalyzerHarness.Verify("""
        using Adjoint;
        public static partial class P
        {
            [Differentiable]
            public static double F(double x) => x * x;

            public static double FForward(float x) => x * x;
        }
        """);

    [Fact]
    public Task Methods_over_a_refused_container_are_refused_and_not_written() => AnalyzerHarness.Verify("""
        using Adjoint;
        [Differentiable]
        public sealed partial class Inner { public double {|ADJ0009:K|} { get; init; } }

        [Differentiable]
        public sealed partial class Outer { public Inner Inner = new(); public double B; }

        public static partial class P
        {
            [Differentiable]
            public static double F(Inner {|ADJ0003:inner|}, double x) => inner.K * x;

            [Differentiable]
            public static double G(Outer[] {|ADJ0003:outer|}, double x) => outer[0].B * x;

            [Differentiable]
            public static double H([NoDerivative] Inner inner, double x) => inner.K * x;
        }
        """);

    [Fact]
    public Task What_companions_cannot_see_or_give_back_is_refused() => AnalyzerHarness.Verify("""
        using System;
        using Adjoint;
        public static class Extensions
        {
            extension(double d)
            {
                [Differentiable]
                public static double {|ADJ0007:Two|}(double x) => 2 * x;
            }
        }

        [Differentiable]
        public sealed partial class Net
        {
            private double _b = 1;
            public double B() => _b;
            [Differentiable]
            public double F(double x) => _b * x;
        }

        public static class Tables
        {
            private static readonly double[] Values = [1, 2];
            private const double Scale = 2;
            public static double At(int i) => Values[i];
            public static double Scaled(double x) => x * Scale;
        }

        public static partial class P
        {
            [Differentiable]
            public static double {|ADJ0007:F|}(Net net, double x) => net.B() * x;

            [Differentiable]
            public static double {|ADJ0007:G|}(double x) => Tables.At(1) * x;

            [Differentiable]
            public static double H(double x) => Tables.Scaled(x);

            [Differentiable]
            public static double I(Span<double> a, out Span<double> {|ADJ0003:b|}) { b = a; return a[0]; }
        }
        """);

    [Fact]
    public Task Declarations_that_no_companion_can_stand_beside_or_call() => AnalyzerHarness.Verify("""
        using System;
        using Adjoint;
        file static partial class Hidden
        {
            [Differentiable]
            public static double {|ADJ0007:F|}(double x) => x;
        }

        public record struct Pair(double X);

        [Differentiable]
        public sealed partial class Good { public double K; }

        [Differentiable]
        public sealed partial class Bad { public double {|ADJ0009:K|} { get; init; } }

        public static partial class P
        {
            [Obsolete("no", true)]
            [Differentiable]
            public static double {|ADJ0007:Old|}(double x) => x;

            [Differentiable]
            public static double Hash(Pair p) => {|ADJ0002:p.GetHashCode()|} * p.X;

            [Differentiable]
            public static double Same(Pair p) => {|ADJ0002:p.Equals(new Pair(1))|} ? p.X : 2 * p.X;

            [Differentiable]
            public static double Matrices(double[][,] {|ADJ0003:a|}) => a[0][0, 0];

            [Differentiable]
            public static double Rows(ReadOnlySpan<double[]> {|ADJ0003:a|}) => a[0][0];

            [Differentiable]
            public static double Spans(ReadOnlySpan<Good> {|ADJ0003:a|}) => a[0].K;

            [Differentiable]
            public static double Jagged(Good[][] {|ADJ0003:a|}) => a[0][0].K;

            [Differentiable]
            public static double Tuple((Bad, double) {|ADJ0003:a|}) => a.Item1.K * a.Item2;

            [Differentiable]
            public static double Log(double x, Action<string>? log) { log?.Invoke("x"); return x * x; }

            [Differentiable]
            public static partial double Split(double x);
            public static partial double Split(double x) => x * Half(x);
            private static partial double Half(double y);
            private static partial double Half(double z) => z * z;
        }
        """);

    [Fact]
    public Task Private_method_of_a_type_that_is_not_partial() => AnalyzerHarness.Verify("""
        using Adjoint;
        public static class P
        {
            [Differentiable]
            private static double {|ADJ0031:F|}(double x) => x * x;

            [Differentiable]
            internal static double G(double x) => x * x;
        }
        """);

    [Fact]
    public Task Private_members_in_the_code_of_a_type_that_is_not_partial() => AnalyzerHarness.Verify("""
        using Adjoint;
        public class P
        {
            private double k = 2;
            private static int count;
            public double Seen = 1;

            [Differentiable]
            public double {|ADJ0031:F|}(double x) => k * x;

            [Differentiable]
            public static double {|ADJ0031:G|}(double x) => x * H(x);

            private static double H(double x) => x * count;

            [Differentiable]
            public double I(double x) => x * Seen;
        }
        """);

    [Fact]
    public Task Instance_methods_that_depend_on_the_class_of_the_instance() => AnalyzerHarness.Verify("""
        using Adjoint;
        public partial class P
        {
            [Differentiable]
            public virtual double {|ADJ0007:F|}(double x) => x;
        }

        public partial struct S
        {
            public double Sum;

            [Differentiable]
            public double {|ADJ0007:Add|}(double x) => Sum += x;
        }
        """);

    [Fact]
    public Task Values_that_go_through_objects_that_are_not_followed() => AnalyzerHarness.Verify("""
        using Adjoint;
        using System.Collections.Generic;
        public static partial class P
        {
            public class Node { public double V; }
            private static readonly Dictionary<double, double> Table = new();
            private static Node Make(double x) => new Node { V = x };
            private static System.Numerics.BigInteger Big(double x) => new System.Numerics.BigInteger(x);

            [Differentiable]
            public static double F(double x) => {|ADJ0013:Make(x).V|} * x;

            [Differentiable]
            public static double G(double x) => {|ADJ0013:(double)Big(x)|} * x;

            [Differentiable]
            public static double H(double x) => {|ADJ0013:Table[x]|} * x;

            [Differentiable]
            public static double J(double x)
            {
                var time = System.TimeSpan.FromSeconds(x);
                return {|ADJ0013:time.TotalSeconds|} * x;
            }

            [Differentiable]
            public static double K(double x)
            {
                string text = x.ToString();
                return {|ADJ0012:double.Parse(text)|} * x;
            }

            [Differentiable]
            public static double L(double x)
            {
                var text = new System.Text.StringBuilder();
                text.Append(x);
                return {|ADJ0012:double.Parse(text.ToString())|} * x;
            }

            [Differentiable]
            public static double M(double x)
            {
                var text = new System.Text.StringBuilder();
                text.Append(x);
                return text.Length * x;
            }

            [Differentiable]
            public static double I(double x, int n) => Table[n] * x + Make(n).V + (double)Big(n);
        }
        """);

    [Fact]
    public Task Private_type_around_a_method() => AnalyzerHarness.Verify("""
        using Adjoint;
        public static partial class P
        {
            private static class Inner
            {
                [Differentiable]
                public static double {|ADJ0031:F|}(double x) => x * x;
            }
        }
        """);

    [Fact]
    public Task Companion_of_a_later_version() => AnalyzerHarness.Verify("""
        using Adjoint;
        public static partial class P
        {
            [Differentiable(Derivatives.Graph)]
            public static double {|ADJ0032:F|}(double x) => x * x;
        }
        """);

    [Fact]
    public Task Batches_that_cannot_be() => AnalyzerHarness.Verify("""
        using System;
        using Adjoint;
        public static partial class P
        {
            [Differentiable(Derivatives.Batch)]
            public static (double, double) {|ADJ0032:A|}(double x) => (x, x);

            [Differentiable(Derivatives.Batch)]
            public static double {|ADJ0032:B|}(double x, ReadOnlySpan<double> w) => x * w[0];

            [Differentiable(Derivatives.Batch)]
            public static double {|ADJ0032:C|}(double x, out double y) => y = x;

            [Differentiable(Derivatives.Batch)]
            public static double {|ADJ0032:D|}(double x, (double, double) y) => x * y.Item1;

            [Differentiable(Derivatives.Batch)]
            public static double {|ADJ0021:E|}(double x, [Uniform] Span<double> w) => w[0] *= x;

            [Differentiable(Derivatives.Batch)]
            public static double F(double x, [Uniform] ReadOnlySpan<double> w, [Uniform] (double, double) y, [Uniform, NoDerivative] Span<double> s) => s[0] = x * w[0] * y.Item2;

            [Differentiable]
            public static double G(double x, double[] y) { double[] z = new double[1]; {|ADJ0015:HBatch(y, z)|}; return z[0] * x; }

            [Differentiable(Derivatives.Batch)]
            public static double H(double x) => x * x;
        }
        """);

    [Fact]
    public Task Gradient_of_what_is_no_number() => AnalyzerHarness.Verify("""
        using Adjoint;
        public static partial class P
        {
            [Differentiable(Derivatives.Gradient)]
            public static (double, double) {|ADJ0032:F|}(double x) => (x, x * x);
        }
        """);

    [Fact]
    public Task Container_that_is_not_partial() => AnalyzerHarness.Verify("""
        using Adjoint;
        [Differentiable]
        public sealed class {|ADJ0008:Net|}
        {
            public float[] W = new float[3];
        }
        """);

    [Fact]
    public Task Local_function_of_a_program() => AnalyzerHarness.Verify(
        """
        using Adjoint;
        [Differentiable]
        static double F(double x) => x + {|ADJ0012:System.Numerics.Complex.Asin(x)|}.Real;
        System.Console.WriteLine(F(2));
        """,
        OutputKind.ConsoleApplication);

    [Fact]
    public async Task Pragma_is_respected()
    {
        var reported = await AnalyzerHarness.Report("""
            using Adjoint;
            public static partial class P
            {
                [Differentiable]
            #pragma warning disable ADJ0012
                public static double F(double x) => x + System.Numerics.Complex.Asin(x).Real;
            #pragma warning restore ADJ0012
            }
            """);
        Assert.All(reported, diagnostic => Assert.True(diagnostic.IsSuppressed));
    }

    [Fact]
    public async Task Message_says_what_why_and_what_to_write()
    {
        var reported = await AnalyzerHarness.Report("""
            using Adjoint;
            public static partial class P
            {
                [Differentiable]
                public static double F(double x) => System.Numerics.Complex.Asin(x).Real;
            }
            """);
        string message = Assert.Single(reported).GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains("Complex.Asin", message, StringComparison.Ordinal);
        Assert.Contains("Derivative.Stop", message, StringComparison.Ordinal);
    }
}
