using Adjoint.Generator.Differentiation.Rules;
using Adjoint.Generator.Ir;
using Xunit;

namespace Adjoint.Generator.Tests.Rules;

public sealed class RuleTableTests
{
    [Fact]
    public void Every_elementary_function_has_a_row_with_its_operands()
    {
        foreach (Elementary function in Elementary.All)
        {
            Rule? rule = RuleTable.All.SingleOrDefault(rule => rule.Name == function.Name);
            Assert.True(rule is not null, $"{function.Name} has no row");
            Assert.Equal(function.Arity, rule.Contributions.Count);
            for (int i = 0; i < function.Arity; i++)
            {
                Assert.True(rule.IsZero(i) || !(function.IsIntegerOperand(i) || function.IntegerResult), function.Name);
            }
        }
    }

    [Fact]
    public void Every_operation_on_numbers_has_a_row_with_its_operands()
    {
        foreach (OpCode code in Enum.GetValues<OpCode>().Where(code => code is >= OpCode.Add and <= OpCode.Stop and not OpCode.Elementary))
        {
            OpInfo info = OpInfo.Of(code);
            Rule? rule = RuleTable.All.SingleOrDefault(rule => rule.Name == info.Mnemonic);
            Assert.True(rule is not null, $"{info.Mnemonic} has no row");
            Assert.Equal(info.MaxOperands, rule.Contributions.Count);
        }
    }

    [Fact]
    public void No_row_is_of_something_else()
    {
        foreach (Rule rule in RuleTable.All)
        {
            Assert.True(Elementary.Find(rule.Name) is not null || OpInfo.Named(rule.Name) is not null, rule.Name);
        }
    }

    // The seed may be divided and multiplied, chosen and negated, but neither taken a function of nor compared, but with zero.
    [Fact]
    public void Contributions_are_linear_in_the_seed()
    {
        foreach (Rule rule in RuleTable.All)
        {
            for (int i = 0; i < rule.Contributions.Count; i++)
            {
                RuleExpression expression = rule.Contribution(i).Expression;
                Assert.True(expression == RuleExpression.Zero || Degree(expression) is 1, $"{rule.Name}, operand {i}");
            }
        }
    }

    [Fact]
    public void A_substitution_on_a_kink_replaces_all_that_varies()
    {
        foreach (RuleContribution row in RuleTable.All.SelectMany(rule => rule.Contributions).Select(RuleContribution.Of))
        {
            if (row.Condition is null)
            {
                Assert.Empty(row.Substitutions);
            }
            else if (!row.IsSingular)
            {
                IEnumerable<RuleVariable> free = row.Expression.Nodes().OfType<RuleName>().Select(name => name.Variable)
                    .Except(row.Substitutions.Select(substitution => substitution.Variable));
                Assert.Equal([RuleVariable.Seed], free);
            }
        }
    }

    [Fact]
    public void Needs_tell_what_is_mentioned()
    {
        Assert.Equal(RuleNeeds.Y, Find("mul").Needs(0));
        Assert.Equal(RuleNeeds.X, Find("mul").Needs(1));
        Assert.Equal(RuleNeeds.Y | RuleNeeds.Result, Find("div").Needs(1));
        Assert.Equal(RuleNeeds.Result, Find("Exp").Needs(0));
        Assert.Equal(RuleNeeds.X, Find("select").Needs(1));
        Assert.True((Find("ScaleB").Needs(0) & RuleNeeds.Y) != 0);
        Assert.True(Find("add").IsLinear(0));
        Assert.True(Find("sub").IsLinear(1));
        Assert.True(Find("DegreesToRadians").IsLinear(0));
        Assert.False(Find("Abs").IsLinear(0));
        Assert.True(Find("Floor").IsZero(0));
        Assert.False(Find("Abs").IsZero(0));
    }

    [Fact]
    public void Integers_and_what_comes_of_them_have_no_derivative()
    {
        Value i = new(0, IrType.I32);
        Value x = new(1, IrType.F64);
        foreach (Operation operation in new[]
        {
            new Operation(OpCode.Add, new([i, i]), new([i])),
            new Operation(OpCode.Convert, new([i]), new([x])),
            new Operation(OpCode.Convert, new([x]), new([i])),
            new Operation(OpCode.Elementary, new([x]), new([i])) { Symbol = "Sign" },
            new Operation(OpCode.Less, new([x, x]), new([new Value(2, IrType.Bool)])),
        })
        {
            Rule? rule = RuleTable.Find(operation);
            Assert.NotNull(rule);
            Assert.All(Enumerable.Range(0, operation.Operands.Count), operand => Assert.True(rule.IsZero(operand)));
        }
    }

    [Fact]
    public void Memory_and_control_have_no_rule()
    {
        Value memory = new(0, MemoryType.Span(IrType.F64));
        Value condition = new(1, IrType.Bool);
        Value index = new(2, IrType.I32);
        Value x = new(3, IrType.F64);
        Assert.Null(RuleTable.Find(new Operation(OpCode.Load, new([memory, index]), new([x]))));
        Assert.Null(RuleTable.Find(new Operation(OpCode.Select, new([condition, memory, memory]), new([memory]))));
        Assert.Null(RuleTable.Find(new Operation(OpCode.Store, new([memory, x, index]), default)));
    }

    [Fact]
    public void A_set_with_a_row_exchanged_differentiates_by_that_row()
    {
        RuleSet wrong = RuleSet.Default.With(new Rule("Sin", new(["d * sin(x)"])));
        StraightLine sine = StraightLine.Of(RuleSet.Default.Rules["Sin"], IrType.F64);
        Assert.Equal(Math.Sin(0.3), sine.Reverse(0, wrong).Run(0.3, 1), 1e-15);
        Assert.Equal(Math.Cos(0.3), sine.Reverse(0).Run(0.3, 1), 1e-15);
    }

    private static Rule Find(string name) => RuleSet.Default.Rules[name];

    // How the seed occurs: to the power 0 or 1, null where it is not linear. Zero has any degree, so arms that are zero do not count.
    private static int? Degree(RuleExpression expression) => expression switch
    {
        RuleName name => name.Variable == RuleVariable.Seed ? 1 : 0,
        RuleNumber => 0,
        RuleUnary unary => Degree(unary.Operand),
        RuleConvert convert => Degree(convert.Operand),
        RuleBinary { Code: OpCode.Mul } product => Degree(product.Left) + Degree(product.Right) is { } sum and <= 1 ? sum : null,
        RuleBinary { Code: OpCode.Div } quotient => Degree(quotient.Right) is 0 ? Degree(quotient.Left) : null,
        RuleBinary binary => Equal(Degree(binary.Left), Degree(binary.Right)),
        RuleConditional choice when Degree(choice.Condition) is not 0 => null,
        RuleConditional { WhenTrue: RuleNumber { Value: 0 } } choice => Degree(choice.WhenFalse),
        RuleConditional { WhenFalse: RuleNumber { Value: 0 } } choice => Degree(choice.WhenTrue),
        RuleConditional choice => Equal(Degree(choice.WhenTrue), Degree(choice.WhenFalse)),
        RuleCall { Function.Name: "ScaleB" } call => Degree(call.Arguments[0]),
        RuleCall call => call.Arguments.All(argument => Degree(argument) is 0) ? 0 : null,
        _ => null,
    };

    private static int? Equal(int? left, int? right) => left == right ? left : null;
}
