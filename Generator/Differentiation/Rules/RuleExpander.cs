using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation.Rules;

/// <summary>Writes one contribution: equal parts once, primal values fetched when first mentioned.</summary>
internal sealed class RuleExpander(BlockBuilder builder, TermBuilder terms, Primal primal, Value seed)
{
    private readonly Dictionary<RuleVariable, Term> _variables = new() { [RuleVariable.Seed] = Term.Of(seed) with { Linear = true } };
    private readonly HashSet<RuleVariable> _exchanged = [RuleVariable.Seed];
    private readonly Dictionary<RuleExpression, Term> _written = [];

    public Term Expand(RuleContribution contribution)
    {
        if (contribution.Condition is { } condition && Decided(condition) is var decided and not false)
        {
            Term? applies = decided is null ? Write(condition) : null;
            foreach (RuleSubstitution substitution in contribution.Substitutions)
            {
                Term other = Term.Of(substitution.Value);
                _variables[substitution.Variable] =
                    applies is null ? other : terms.Select(applies, other, Variable(substitution.Variable));
                _exchanged.Add(substitution.Variable);
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
                RuleUnary { Code: OpCode.Neg } unary => Write(unary.Operand).Negate(),
                RuleUnary unary => terms.Not(Write(unary.Operand)),
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
            Term left = Write(binary.Left);
            return binary.Code == OpCode.Mul && left.Is(0) ? left : terms.Binary(binary.Code, left, Write(binary.Right));
        }

        // Who asks for a condition has found it undecided, so at most one side is known, and then the other decides.
        return Decided(binary.Left) is not null ? Write(binary.Right)
            : Decided(binary.Right) is not null ? Write(binary.Left)
            : terms.Binary(binary.Code, Write(binary.Left), Write(binary.Right));
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
                return Holds(comparison.Code, a, b);

            default:
                return null;
        }
    }

    private static bool? Holds(OpCode comparison, double left, double right) => comparison switch
    {
        OpCode.Equal => left == right,
        OpCode.NotEqual => left != right,
        OpCode.Less => left < right,
        OpCode.LessEqual => left <= right,
        OpCode.Greater => left > right,
        OpCode.GreaterEqual => left >= right,
        _ => null,
    };

    // Nothing is known of the seed, nor of variables that were exchanged.
    private bool IsNonZero(RuleVariable variable) => !_exchanged.Contains(variable) && primal.IsNonZero(variable);

    private double? Number(RuleExpression expression) => expression switch
    {
        RuleNumber number => number.Value,
        RuleUnary { Code: OpCode.Neg } negation => -Number(negation.Operand),
        RuleName name => _exchanged.Contains(name.Variable) ? null : primal.Number(name.Variable),
        RuleCall { Function.Name: "Floor", Arguments: [{ } argument] } when Number(argument) is { } number => Math.Floor(number),
        _ => null,
    };

    private Term Call(RuleCall call)
    {
        // What the power rule leaves of squares and cubes needs no call.
        if (call.Function.Name == "Pow" && Write(call.Arguments[1]).Number is { } exponent and (1 or 2))
        {
            Term power = Write(call.Arguments[0]);
            return exponent == 1 ? power : terms.Binary(OpCode.Mul, power, power);
        }

        Value[] arguments = call.Arguments
            .Select((argument, i) => call.Function.IsIntegerOperand(i) ? Integer(argument) : terms.Write(Write(argument)))
            .ToArray();
        bool linear = call.Arguments.Any(argument => argument.Mentions(RuleVariable.Seed));
        return Term.Of(builder.Math(call.Function.Name, arguments)) with { Linear = linear };
    }

    // In an integer place stands n, a number, or n plus a number; the parser sees to that.
    private Value Integer(RuleExpression expression) => expression switch
    {
        RuleNumber number => builder.Const((int)number.Value),
        RuleBinary sum => builder.Binary(OpCode.Add, Integer(sum.Left), Integer(sum.Right)),
        _ => primal.Operand(1),
    };

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
