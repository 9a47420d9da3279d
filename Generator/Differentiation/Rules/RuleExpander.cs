using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation.Rules;

/// <summary>Writes one contribution: equal parts once, primal values fetched when first mentioned.</summary>
internal sealed class RuleExpander(BlockBuilder builder, TermBuilder terms, Primal primal, Value seed)
{
    private readonly Dictionary<RuleVariable, Term> _variables = new() { [RuleVariable.Seed] = Term.Of(seed) with { Linear = true } };
    private readonly Dictionary<RuleExpression, Term> _written = [];

    public Term Expand(RuleContribution contribution)
    {
        if (contribution.Condition is { } condition && Decided(condition) is not false)
        {
            Term applies = Write(condition);
            foreach (RuleSubstitution substitution in contribution.Substitutions)
            {
                _variables[substitution.Variable] =
                    terms.Select(applies, Term.Of(substitution.Value), Variable(substitution.Variable));
            }

            // What the condition made of the variables before the exchange no longer stands for them.
            _written.Clear();
        }

        return Write(contribution.Expression);
    }

    private Term Variable(RuleVariable variable)
    {
        if (!_variables.TryGetValue(variable, out Term term))
        {
            term = primal.Variable(variable);
            _variables.Add(variable, term);
        }

        return term;
    }

    private Term Write(RuleExpression expression)
    {
        if (!_written.TryGetValue(expression, out Term term))
        {
            term = expression switch
            {
                RuleNumber number => Term.Of(number.Value),
                RuleName { Variable: RuleVariable.Integer } => Floating(Variable(RuleVariable.Integer)),
                RuleName name => Variable(name.Variable),
                RuleUnary unary => terms.Unary(unary.Code, Write(unary.Operand)),
                RuleBinary binary => Binary(binary),
                RuleConditional conditional => Conditional(conditional),
                RuleCall call => Call(call),
                RuleConvert convert => Convert(Write(convert.Operand)),
                _ => throw new InvalidOperationException($"unknown expression {expression}"),
            };
            _written.Add(expression, term);
        }

        return term;
    }

    private Term Binary(RuleBinary binary)
    {
        if (binary.Code is not (OpCode.And or OpCode.Or))
        {
            return terms.Binary(binary.Code, Write(binary.Left), Write(binary.Right));
        }

        // A side that is known is not written: it decides, or the other side does.
        bool decides = binary.Code == OpCode.Or;
        return (Decided(binary.Left), Decided(binary.Right)) switch
        {
            ({ } left, { } right) => Term.Of(decides ? left || right : left && right),
            ({ } left, null) => left == decides ? Term.Of(left) : Write(binary.Right),
            (null, { } right) => right == decides ? Term.Of(right) : Write(binary.Left),
            _ => terms.Binary(binary.Code, Write(binary.Left), Write(binary.Right)),
        };
    }

    private Term Conditional(RuleConditional conditional) => Decided(conditional.Condition) is { } truth
        ? Write(truth ? conditional.WhenTrue : conditional.WhenFalse)
        : terms.Select(Write(conditional.Condition), Write(conditional.WhenTrue), Write(conditional.WhenFalse));

    // What a condition comes to whatever the values are, found without writing anything; null where it depends on them.
    private bool? Decided(RuleExpression condition)
    {
        switch (condition)
        {
            case RuleUnary { Code: OpCode.Not } negation:
                return !Decided(negation.Operand);

            case RuleBinary { Code: OpCode.And or OpCode.Or } logical:
                bool decides = logical.Code == OpCode.Or;
                (bool? left, bool? right) = (Decided(logical.Left), Decided(logical.Right));
                return left == decides || right == decides ? decides : left is null || right is null ? null : !decides;

            case RuleBinary { Code: OpCode.Equal or OpCode.NotEqual, Left: RuleName name, Right: RuleNumber { Value: 0 } } test
                when IsNonZero(name.Variable):
                return test.Code == OpCode.NotEqual;

            case RuleBinary
            {
                Code: OpCode.Greater,
                Left: RuleCall { Function.Name: "Abs", Arguments: [RuleName name] },
                Right: RuleNumber { Value: 0 },
            } when IsNonZero(name.Variable):
                return true;

            case RuleBinary { Left: { } first, Right: { } second } comparison when Number(first) is { } a && Number(second) is { } b:
                return TermBuilder.Holds(comparison.Code, a, b);

            default:
                return null;
        }
    }

    private bool IsNonZero(RuleVariable variable) => variable != RuleVariable.Seed && primal.IsNonZero(variable);

    private double? Number(RuleExpression expression) => expression switch
    {
        RuleNumber number => number.Value,
        RuleUnary { Code: OpCode.Neg } negation => -Number(negation.Operand),
        RuleName { Variable: not RuleVariable.Seed } name => primal.Number(name.Variable),
        RuleCall { Function.Name: "Floor", Arguments: [{ } argument] } when Number(argument) is { } number => Math.Floor(number),
        _ => null,
    };

    private Term Call(RuleCall call)
    {
        // x to the power of a constant, one less: what is left of a square needs no call.
        if (call.Function.Name == "Pow" && Write(call.Arguments[1]).Number is 1)
        {
            return Write(call.Arguments[0]);
        }

        // In an integer place stands n itself; the parser sees to that.
        Value[] arguments = call.Arguments
            .Select((argument, i) => call.Function.IsIntegerOperand(i) ? primal.Operand(1) : terms.Write(Write(argument)))
            .ToArray();
        bool linear = call.Arguments.Any(argument => argument.Mentions(RuleVariable.Seed));
        return Term.Of(builder.Math(call.Function.Name, arguments)) with { Linear = linear };
    }

    private Term Floating(Term integer)
    {
        if (integer.Value is not { } value || value.Type.IsFloating)
        {
            return integer;
        }

        if (value.Type is not ScalarType || seed.Type is ScalarType)
        {
            return Term.Of(builder.Emit(OpCode.Convert, seed.Type, [value]));
        }

        (OpCode spread, ScalarKind element) = seed.Type is VectorType vector
            ? (OpCode.Splat, vector.Element)
            : (OpCode.Broadcast, ((TensorType)seed.Type).Element);
        Value scalar = builder.Emit(OpCode.Convert, new ScalarType(element), [value]);
        return Term.Of(builder.Emit(spread, seed.Type, [scalar]));
    }

    private Term Convert(Term term)
    {
        IrType result = primal.Operation.Result.Type;
        IrType target = seed.Type == result ? primal.Operation.Operands[0].Type : result;
        return target == seed.Type
            ? term
            : Term.Of(builder.Emit(OpCode.Convert, target, [terms.Write(term)])) with { Linear = true };
    }
}
