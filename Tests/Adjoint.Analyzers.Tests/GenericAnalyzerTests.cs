namespace Adjoint.Analyzers.Tests;

/// <summary>Generic code that is not followed is refused where it is used.</summary>
public sealed class GenericAnalyzerTests
{
    [Fact]
    public Task Generic_helpers_are_followed() => Verify("""
        static T Cube<T>(T x) where T : System.Numerics.INumber<T> => x * x * x;
        record struct Pair<T>(T A, T B);
        [Differentiable] static double F(double x, Pair<double> p) => Cube(x) * p.A + Cube(2) + p.B;
        """);

    [Fact]
    public Task Numbers_that_are_not_followed() => Verify("""
        static T Cube<T>(T x) where T : System.Numerics.INumber<T> => {|ADJ0002:x * x|} * x;
        [Differentiable] static double F(double x) => x * (double)Cube((byte)3);
        """);

    [Fact]
    public Task Members_of_numbers_that_have_no_name_of_their_own() => Verify("""
        static T Bits<T>(T x) where T : System.Numerics.IBinaryFloatingPointIeee754<T> => x * {|ADJ0002:T.AllBitsSet|};
        [Differentiable] static double F(double x) => Bits(x);
        """);

    [Fact]
    public Task Structs_that_a_constraint_may_change() => Verify("""
        interface IState { double Step(double x); }
        struct State : IState { double _sum; public double Step(double x) => _sum += x; }
        static double Run<T>(T state, double x) where T : IState => {|ADJ0002:state.Step(x)|};
        [Differentiable] static double F(double x) => Run(default(State), x);
        """);

    [Fact]
    public Task Structs_that_a_property_of_a_constraint_may_change() => Verify("""
        interface IState { double Next { get; } }
        struct State : IState { double _sum; public double Next { get { _sum += 2; return _sum; } } }
        static double Run<T>(T state, double x) where T : IState { double s = 0; for (int i = 0; i < 3; i++) s += {|ADJ0002:state.Next|} * x; return s; }
        [Differentiable] static double F(double x) => Run(default(State), x);
        """);

    [Fact]
    public Task Structs_with_a_constructor_of_their_own_made_by_new() => Verify("""
        interface IKernel { double At(double x); }
        struct Kernel : IKernel { double _a; public Kernel() => _a = 5; public readonly double At(double x) => _a * x; }
        static double Run<T>(double x) where T : IKernel, new() { T kernel = {|ADJ0002:new T()|}; return kernel.At(x); }
        [Differentiable] static double F(double x) => Run<Kernel>(x);
        """);

    [Fact]
    public Task Classes_by_way_of_a_constraint() => Verify("""
        interface IKernel { double At(double x); }
        class Kernel : IKernel { public double At(double x) => x; }
        static double Run<T>(T kernel, double x) where T : IKernel => {|ADJ0017:kernel.At(x)|};
        [Differentiable] static double F(double x) => Run(new Kernel(), x);
        """);

    [Fact]
    public Task Default_members_of_interfaces() => Verify("""
        interface IKernel { double At(double x) => x; }
        readonly record struct Kernel(double A) : IKernel;
        static double Run<T>(T kernel, double x) where T : IKernel => {|ADJ0017:kernel.At(x)|};
        [Differentiable] static double F(double x) => Run(new Kernel(x), x);
        """);

    [Fact]
    public Task Types_that_grow_without_end() => Verify("""
        record struct Pair<T>(T A, T B);
        static double Deep<T>(T x, double y, int n) => n == 0 ? y : {|ADJ0002:Deep(new Pair<T>(x, x), y, n - 1)|};
        [Differentiable] static double F(double x) => Deep(1, x, 3);
        """);

    [Fact]
    public Task Local_functions_that_call_themselves() => Verify("""
        static T Power<T>(T x, int n) where T : System.Numerics.INumber<T>
        {
            return {|ADJ0002:Down(n)|};
            T Down(int i) => i == 0 ? T.One : x * Down(i - 1);
        }
        [Differentiable] static double F(double x) => Power(x, 3);
        """);

    [Fact]
    public Task Nullable_type_arguments() => Verify("""
        static T Same<T>(T x) => x;
        [Differentiable] static double F(double x) => {|ADJ0002:Same<double?>(x)|} ?? 1;
        """);

    [Fact]
    public Task Generic_roots() => Verify("""
        [Differentiable] static T {|ADJ0007:F|}<T>(T x) where T : System.Numerics.INumber<T> => x * x;
        """);

    [Fact]
    public Task Roots_in_generic_types() => AnalyzerHarness.Verify("""
        using Adjoint;
        static partial class P<T>
        {
            [Differentiable] static double {|ADJ0007:F|}(double x) => x * x;
            static partial class Inner { [Differentiable] static double {|ADJ0007:G|}(double x) => x * x; }
        }
        """);

    private static Task Verify(string members) => AnalyzerHarness.Verify($$"""
        using System;
        using Adjoint;
        static partial class P
        {
            {{members}}
        }
        """);
}
