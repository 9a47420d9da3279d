using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation.Rules;

/// <summary>Writes operations on terms of one floating type, and leaves out those that change nothing.</summary>
/// <remarks>
/// Minus signs wander outwards, so that a contribution ends in at most one negation, which the sum that takes it up turns
/// into a subtraction.
/// </remarks>
internal sealed class TermBuilder(BlockBuilder builder, IrType type)
{
    private readonly Dictionary<long, Value> _constants = [];

    public Value Write(Term term)
    {
        if (term.Number is { } number)
        {
            return Constant(number);
        }

        return term.Negated ? builder.Emit(OpCode.Neg, term.Value!.Type, [term.Value], flags: Flags(term.Linear)) : term.Value!;
    }

    /// <summary>The opposite of a condition; one that is known is 0 or 1.</summary>
    public Term Not(Term condition) => condition.Number is { } known
        ? Term.Of(known == 0 ? 1 : 0)
        : Term.Of(builder.Emit(OpCode.Not, condition.Value!.Type, [condition.Value]));

    public Term Binary(OpCode code, Term left, Term right) => code switch
    {
        OpCode.Add => Add(left, right),
        OpCode.Sub => Subtract(left, right),
        OpCode.Mul => Multiply(left, right),
        OpCode.Div => Divide(left, right),
        OpCode.And or OpCode.Or when left.Number is { } known => Decide(code, known, right),
        OpCode.And or OpCode.Or when right.Number is { } known => Decide(code, known, left),
        OpCode.And or OpCode.Or => Term.Of(builder.Binary(code, Write(left), Write(right))),
        _ => Term.Of(builder.Compare(code, Write(left), Write(right))),
    };

    public Term Add(Term left, Term right)
    {
        if (left.Number is { } a && right.Number is { } b)
        {
            return Term.Of(a + b);
        }

        if (left.Is(0))
        {
            return right;
        }

        if (right.Is(0))
        {
            return left;
        }

        return (left.Negated, right.Negated) switch
        {
            (true, true) => Emit(OpCode.Add, left.Magnitude, right.Magnitude).Negate(),
            (true, false) => Emit(OpCode.Sub, right, left.Magnitude),
            (false, true) => Emit(OpCode.Sub, left, right.Magnitude),
            _ => Emit(OpCode.Add, left, right),
        };
    }

    public Term Select(Term condition, Term whenTrue, Term whenFalse)
    {
        if (whenTrue == whenFalse || condition.Number is not null)
        {
            return condition.Is(0) ? whenFalse : whenTrue;
        }

        bool negated = whenTrue.Negated && whenFalse.Negated;
        Value first = Write(whenTrue.WithSign(negated));
        Value second = Write(whenFalse.WithSign(negated));
        Term selected = Term.Of(builder.Select(condition.Value!, first, second)) with { Linear = whenTrue.Linear || whenFalse.Linear };
        return selected.WithSign(negated);
    }

    private static Term Decide(OpCode code, double known, Term other) => (known != 0) == (code == OpCode.And) ? other : Term.Of(known);

    private Term Subtract(Term left, Term right) =>
        right.Number is null || left.Number is not null || right.Is(0)
            ? Add(left, right.Negate())
            : left.Negated ? Add(left.Magnitude, right).Negate() : Emit(OpCode.Sub, left, right);

    private Term Multiply(Term left, Term right)
    {
        if (left.Number is { } a && right.Number is { } b)
        {
            return Term.Of(a * b);
        }

        if (left.Is(0) || right.Is(0))
        {
            return Term.Of(0);
        }

        if (right.Is(1) || right.Is(-1))
        {
            return left.WithSign(right.Is(-1));
        }

        return left.Is(1) || left.Is(-1)
            ? right.WithSign(left.Is(-1))
            : Emit(OpCode.Mul, left.Magnitude, right.Magnitude).WithSign(left.Negated != right.Negated);
    }

    private Term Divide(Term left, Term right)
    {
        if (left.Number is { } a && right.Number is { } b)
        {
            return Term.Of(a / b);
        }

        if (left.Is(0))
        {
            return Term.Of(0);
        }

        return right.Is(1) || right.Is(-1)
            ? left.WithSign(right.Is(-1))
            : Emit(OpCode.Div, left.Magnitude, right.Magnitude).WithSign(left.Negated != right.Negated);
    }

    private Term Emit(OpCode code, Term left, Term right)
    {
        bool linear = left.Linear || right.Linear;
        return Term.Of(builder.Binary(code, Write(left), Write(right), flags: Flags(linear))) with { Linear = linear };
    }

    private static OpFlags Flags(bool linear) => linear ? OpFlags.Adjoint : OpFlags.None;

    private Value Constant(double number)
    {
        long bits = BitConverter.DoubleToInt64Bits(number);
        if (!_constants.TryGetValue(bits, out Value value))
        {
            value = builder.Floating(type, number);
            _constants.Add(bits, value);
        }

        return value;
    }
}
