using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation.Rules;

/// <summary>Writes one contribution: equal parts once, primal values fetched when first mentioned.</summary>
internal sealed class RuleExpander(BlockBuilder builder, TermBuilder terms, Primal primal, Value seed)
{
    private readonly Dictionary<RuleVariable, Term> _variables = new() { [RuleVariable.Seed] = Term.Of(seed) };
    private readonly Dictionary<RuleExpression, Term> _written = [];

    public Term Expand(RuleContribution contribution)
    {
        if (contribution.Condition is { } condition)
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
        Term left = Write(binary.Left);
        bool decided = left.Truth is { } truth && truth == (binary.Code == OpCode.Or);
        return decided ? left : terms.Binary(binary.Code, left, Write(binary.Right));
    }

    private Term Conditional(RuleConditional conditional)
    {
        Term condition = Write(conditional.Condition);
        return condition.Truth is { } truth
            ? Write(truth ? conditional.WhenTrue : conditional.WhenFalse)
            : terms.Select(condition, Write(conditional.WhenTrue), Write(conditional.WhenFalse));
    }

    private Term Call(RuleCall call)
    {
        // x to the power of a constant, one less: what is left of squares and cubes needs no call.
        if (call.Function.Name == "Pow" && Write(call.Arguments[1]).Number is 0 or 1)
        {
            return Write(call.Arguments[1]).Is(1) ? Write(call.Arguments[0]) : Term.Of(1);
        }

        Value[] arguments = call.Arguments
            .Select((argument, i) => call.Function.IsIntegerOperand(i) ? Integer(argument) : terms.Write(Write(argument)))
            .ToArray();
        return Term.Of(builder.Math(call.Function.Name, arguments));
    }

    // An integer operand is passed on as it is.
    private Value Integer(RuleExpression argument) => argument is RuleName { Variable: RuleVariable.Integer }
        ? primal.Operand(1)
        : throw new InvalidOperationException("only n may stand in an integer place");

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
        return target == seed.Type ? term : Term.Of(builder.Emit(OpCode.Convert, target, [terms.Write(term)]));
    }
}
