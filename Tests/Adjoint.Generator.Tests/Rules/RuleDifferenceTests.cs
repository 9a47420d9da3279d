using Adjoint.Generator.Differentiation.Rules;
using Adjoint.Generator.Ir;
using Xunit;

namespace Adjoint.Generator.Tests.Rules;

/// <summary>Each row by itself against central differences, to the third order and in both modes.</summary>
public sealed class RuleDifferenceTests
{
    private const int Points = 40;

    public static TheoryData<string> Rows => new(RuleTable.All.Where(IsReal).Select(rule => rule.Name));

    [Theory]
    [MemberData(nameof(Rows))]
    public void First_derivatives_agree_with_differences(string name)
    {
        Rule rule = RuleSet.Default.Rules[name];
        StraightLine function = StraightLine.Of(rule, IrType.F64);
        foreach (int operand in FloatingOperands(function))
        {
            Compare(rule, function, operand, function.Reverse(operand), 1e-8);
            Compare(rule, function, operand, function.Forward(operand), 1e-8);
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Second_derivatives_agree_with_differences(string name)
    {
        Rule rule = RuleSet.Default.Rules[name];
        StraightLine function = StraightLine.Of(rule, IrType.F64);
        int[] operands = FloatingOperands(function);
        foreach (int first in operands)
        {
            StraightLine derivative = function.Reverse(first);
            foreach (int second in operands)
            {
                Compare(rule, derivative, second, derivative.Forward(second), 1e-7);
                Compare(rule, derivative, second, derivative.Reverse(second), 1e-7);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Third_derivatives_agree_with_differences(string name)
    {
        Rule rule = RuleSet.Default.Rules[name];
        StraightLine function = StraightLine.Of(rule, IrType.F64);
        foreach (int operand in FloatingOperands(function).SkipLast(1))
        {
            StraightLine derivative = function.Forward(operand).Reverse(operand);
            Compare(rule, derivative, operand, derivative.Reverse(operand), 1e-6);
        }
    }

    // A seed of zero is no reason to forget how the contribution depends on the seed: it is how second derivatives see it.
    [Theory]
    [MemberData(nameof(Rows))]
    public void A_zero_seed_keeps_its_own_derivative(string name)
    {
        Rule rule = RuleSet.Default.Rules[name];
        StraightLine function = StraightLine.Of(rule, IrType.F64);
        int seed = function.Parameters.Count - 1;
        foreach (int operand in FloatingOperands(function).SkipLast(1))
        {
            StraightLine contribution = function.Reverse(operand);
            StraightLine ofSeed = contribution.Reverse(seed);
            foreach (double[] point in SamplePoints.For(rule, Points))
            {
                point[seed] = 1;
                double partial = contribution.Run(point);
                point[seed] = 0;
                Assert.Equal(0, contribution.Run(point));
                Assert.Equal(partial, ofSeed.Run(point), Math.Max(1, Math.Abs(partial)) * 1e-12);
            }
        }
    }

    private static void Compare(Rule rule, StraightLine function, int operand, StraightLine derivative, double tolerance)
    {
        int compared = 0;
        foreach (double[] point in SamplePoints.For(rule, Points))
        {
            if (Differences.Of(function.Run, point, operand) is { } expected)
            {
                compared++;
                double actual = derivative.Run(point);
                double error = Math.Abs(actual - expected) / Math.Max(1, Math.Abs(expected));
                Assert.True(error < tolerance, $"{rule.Name} at ({string.Join(", ", point)}), operand {operand}: {actual}, differences say {expected}");
            }
        }

        Assert.True(compared >= Points * 3 / 4, $"{rule.Name}: only {compared} points are regular");
    }

    private static int[] FloatingOperands(StraightLine function) =>
        Enumerable.Range(0, function.Parameters.Count).Where(i => function.Parameters[i].Type.IsFloating).ToArray();

    private static bool IsReal(Rule rule) => Elementary.Find(rule.Name) is { } function
        ? !function.IntegerResult
        : OpInfo.Named(rule.Name) is OpCode.Add or OpCode.Sub or OpCode.Mul or OpCode.Div or OpCode.Rem or OpCode.Neg or OpCode.Fma
            or OpCode.Select;
}
