using Adjoint.Generator.Differentiation.Rules;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Tests.Ir;
using Xunit;

namespace Adjoint.Generator.Tests.Rules;

/// <summary>The IR that rules are written as: its types, what it fetches and what it leaves out.</summary>
public sealed class RuleExpansionTests
{
    public static TheoryData<string> Rows => new(RuleTable.All
        .Where(rule => Enumerable.Range(0, rule.Contributions.Count).Any(i => !rule.IsZero(i)))
        .Select(rule => rule.Name));

    [Theory]
    [MemberData(nameof(Rows))]
    public void Expansions_verify_on_every_floating_type(string name)
    {
        IrType[] types =
            [IrType.F32, IrType.F64, new VectorType(ScalarKind.F32, 16), new VectorType(ScalarKind.F64, 2), new TensorType(ScalarKind.F32, new(["n", "8"]))];
        foreach (IrType type in types)
        {
            StraightLine function = StraightLine.Of(RuleSet.Default.Rules[name], type);
            for (int i = 0; i < function.Parameters.Count; i++)
            {
                if (function.Parameters[i].Type.IsFloating)
                {
                    Verify(function.Reverse(i));
                    Verify(function.Forward(i));
                    Verify(function.Reverse(i).Reverse(i));
                    Verify(function.Reverse(i).Forward(i));
                    Verify(function.Forward(i).Reverse(i));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Lanes_and_floats_compute_what_doubles_do(string name)
    {
        VectorType lanes = new(ScalarKind.F64, 2);
        Rule rule = RuleSet.Default.Rules[name];
        StraightLine[] functions = new IrType[] { IrType.F64, IrType.F32, lanes }.Select(type => StraightLine.Of(rule, type)).ToArray();
        for (int i = 0; i < rule.Contributions.Count; i++)
        {
            StraightLine[] derivatives = functions.Select(function => function.Reverse(i)).ToArray();
            foreach (double[] point in rule.IsZero(i) || name == "convert" ? [] : SamplePoints.For(rule, 10))
            {
                double expected = derivatives[0].Run(point);
                double single = Convert.ToDouble(derivatives[1].Run(Arguments(derivatives[1], point)));
                VectorValue vector = Assert.IsType<VectorValue>(derivatives[2].Run(Arguments(derivatives[2], point)));
                Assert.Equal(expected, single, 2e-5 * Math.Max(1, Math.Abs(expected)));
                Assert.Equal([expected, expected], vector.Lanes);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Only_what_a_rule_needs_is_fetched(string name)
    {
        Rule rule = RuleSet.Default.Rules[name];
        StraightLine function = StraightLine.Of(rule, IrType.F64);
        Operation operation = function.Operations[0];
        for (int operand = 0; operand < rule.Contributions.Count; operand++)
        {
            RuleNeeds fetched = RuleNeeds.None;
            RuleExpansion.Contribution(
                new BlockBuilder(100), operation, operand, new Value(99, IrType.F64),
                i =>
                {
                    fetched |= (RuleNeeds)(1 << i);
                    return operation.Operands[i];
                },
                () =>
                {
                    fetched |= RuleNeeds.Result;
                    return operation.Result;
                });
            Assert.Equal(rule.Needs(operand), fetched);
        }
    }

    [Fact]
    public void Conversions_carry_the_seed_to_the_other_type()
    {
        StraightLine narrow = StraightLine.Of(OpCode.Convert, null, [IrType.F64], IrType.F32);
        Operation operation = narrow.Operations[0];
        foreach ((IrType from, IrType to) in new[] { (IrType.F32, IrType.F64), (IrType.F64, IrType.F32) })
        {
            BlockBuilder builder = new(100);
            Value? value = RuleExpansion.Contribution(
                builder, operation, 0, new Value(99, from), i => operation.Operands[i], () => operation.Result);
            Assert.Equal(to, value!.Type);
        }
    }

    [Fact]
    public void A_division_known_not_to_be_by_zero_needs_no_care()
    {
        Assert.Equal(["div"], Written("div", 0, knownNonZero: _ => true));
        Assert.Equal(["mul", "div", "neg"], Written("div", 1, knownNonZero: _ => true));
        Assert.Equal(["const", "eq", "eq", "and", "const", "select", "div"], Written("div", 0));
    }

    [Theory]
    [InlineData("Log", "div")]
    [InlineData("Sqrt", "const mul div")]
    public void A_root_or_logarithm_known_not_to_be_of_zero_needs_no_care(string name, string expected) =>
        Assert.Equal(expected.Split(' '), Written(name, 0, knownNonZero: _ => true));

    [Fact]
    public void Constants_are_folded()
    {
        Assert.Equal(["const", "mul"], Written("mul", 0, constant: value => value.Id == 1 ? 3 : null));
        Assert.Empty(Written("mul", 0, constant: value => value.Id == 1 ? 1 : null));
        Assert.Empty(Written("mul", 0, constant: value => value.Id == 1 ? 0 : null));
        // The care that an infinite base needs comes first, then 2x and 3xx without a call.
        string[] care = ["const", "eq", "math", "const", "lt", "not", "and", "const", "select"];
        Assert.Equal([.. care, "const", "mul", "mul"], Written("Pow", 0, constant: value => value.Id == 1 ? 2 : null));
        Assert.Equal([.. care, "const", "mul", "mul", "mul"], Written("Pow", 0, constant: value => value.Id == 1 ? 3 : null));
        Assert.Equal(["const", "div"], Written("div", 0, constant: value => value.Id == 1 ? 3 : null));
    }

    [Fact]
    public void Minus_signs_meet_and_cancel()
    {
        BlockBuilder builder = new();
        Value x = builder.NewValue(IrType.F64);
        Operation subtraction = new(OpCode.Sub, new([x, x]), new([builder.NewValue(IrType.F64)]));
        Value a = builder.NewValue(IrType.F64);
        Value b = builder.NewValue(IrType.F64);
        RuleExpansion.Tangent(builder, subtraction, i => i == 0 ? a : b, _ => x, () => x);
        Assert.Equal([OpCode.Sub], builder.Operations.Select(operation => operation.Code));
    }

    [Fact]
    public void The_tangent_of_a_selection_is_one_selection()
    {
        StraightLine selection = StraightLine.Of(RuleSet.Default.Rules["select"], IrType.F64);
        Operation operation = selection.Operations[0];
        BlockBuilder builder = new(100);
        RuleExpansion.Tangent(builder, operation, i => i == 0 ? null : operation.Operands[i], i => operation.Operands[i], () => operation.Result);
        Assert.Equal([OpCode.Select], builder.Operations.Select(written => written.Code));
    }

    [Fact]
    public void Arithmetic_on_seeds_is_flagged_and_that_on_values_is_not()
    {
        Operation[] operations = Expand("Tanh", 0, null, null).ToArray();
        Assert.Equal(["mul", "const", "sub", "mul"], operations.Select(operation => operation.Info.Mnemonic));
        Assert.Equal([false, false, false, true], operations.Select(operation => operation.Has(OpFlags.Adjoint)));
    }

    private static void Verify(StraightLine function)
    {
        Assert.Empty(Verifier.Verify(function.ToModule()));
        foreach (Operation operation in function.Operations.Where(operation => operation.Operands.Count > 0))
        {
            // Spreading a constant over lanes or elements is the only other thing that an expansion does.
            bool spreads = operation.Code is OpCode.Splat or OpCode.Broadcast && operation.Operands[0].Type is ScalarType;
            Assert.True(spreads || RuleTable.Find(operation) is not null, operation.Info.Mnemonic);
        }
    }

    private static object?[] Arguments(StraightLine function, double[] point) => function.Parameters
        .Select((parameter, i) => parameter.Type is VectorType
            ? new VectorValue([point[i], point[i]])
            : StraightLine.Argument(parameter.Type, point[i]))
        .ToArray<object?>();

    private static string[] Written(string name, int operand, Func<Value, bool>? knownNonZero = null, Func<Value, double?>? constant = null) =>
        Expand(name, operand, knownNonZero, constant).Select(operation => operation.Info.Mnemonic).ToArray();

    private static IReadOnlyList<Operation> Expand(
        string name, int operand, Func<Value, bool>? knownNonZero, Func<Value, double?>? constant)
    {
        Operation operation = StraightLine.Of(RuleSet.Default.Rules[name], IrType.F64).Operations[0];
        BlockBuilder builder = new(100);
        RuleExpansion.Contribution(
            builder, operation, operand, new Value(99, IrType.F64), i => operation.Operands[i], () => operation.Result,
            knownNonZero, constant: constant);
        return builder.Operations;
    }
}
