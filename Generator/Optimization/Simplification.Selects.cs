using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <content>Sums of choices by the sign of one value, as the kinks of Max and Abs at the same place give them.</content>
internal sealed partial class Simplification
{
    private const int DeepestChoice = 3;

    /// <summary>
    /// (z &gt; 0 ? a : b) + (z &lt; 0 ? c : d) is z &gt; 0 ? a + d : b + (z &lt; 0 ? c : d), where the one condition settles the other; likewise
    /// with a term taken off in between. Of cotangents only, whose sums have no order.
    /// </summary>
    private Operation BetterSum(Operation sum)
    {
        Value left = sum.Operands[0], right = sum.Operands[1];
        if (sum.Has(OpFlags.Strict) || sum.Result.Type is not ScalarType { Kind: ScalarKind.F32 or ScalarKind.F64 })
        {
            return sum;
        }

        if (OnlyUse(left, OpCode.Select) is { } choice && OnlyUse(right, OpCode.Select) is { } other && Meet(choice, other))
        {
            return Joined(choice, right, []) is { } joined ? With(sum, OpCode.Select, joined) : sum;
        }

        return OnlyUse(left, OpCode.Sub) is { } difference && difference.Has(OpFlags.Adjoint) && !difference.Has(OpFlags.Strict)
            && OnlyUse(difference.Operands[0], OpCode.Select) is { } first && OnlyUse(right, OpCode.Select) is { } second && Meet(first, second)
            && Joined(first, right, []) is { } both
            ? With(sum, OpCode.Sub, Emit(OpCode.Select, sum.Result.Type, both), difference.Operands[1])
            : sum;
    }

    private Operation? OnlyUse(Value value, OpCode code) =>
        DefinitionOf(value, code) is { } made && _uses[value] == 1 && IsInThisBlock(made) ? made : null;

    private bool Meet(Operation choice, Operation other) =>
        Implied(other.Operands[0], [(choice.Operands[0], true)]) is not null;

    /// <summary>The operands of a choice that adds <paramref name="other"/> in each arm, as far as what is known there settles it.</summary>
    private Value[]? Joined(Operation choice, Value other, (Value Condition, bool Holds)[] known)
    {
        if (known.Length >= DeepestChoice)
        {
            return null;
        }

        Value condition = choice.Operands[0];
        return [condition, SumIn(choice.Operands[1], other, [.. known, (condition, true)]), SumIn(choice.Operands[2], other, [.. known, (condition, false)])];
    }

    private Value SumIn(Value one, Value other, (Value Condition, bool Holds)[] known)
    {
        other = Settled(other, known);
        one = Settled(one, known);
        if (DefinitionOf(one, OpCode.Select) is { } choice && DefinitionOf(other, OpCode.Select) is not null && Joined(choice, other, known) is { } joined)
        {
            return Emit(OpCode.Select, one.Type, joined);
        }

        return IsZero(one) ? other : IsZero(other) ? one : Emit(OpCode.Add, one.Type, [one, other], OpFlags.Adjoint);
    }

    private Value Settled(Value value, (Value Condition, bool Holds)[] known)
    {
        while (DefinitionOf(value, OpCode.Select) is { } choice && Implied(choice.Operands[0], known) is { } holds)
        {
            value = choice.Operands[holds ? 1 : 2];
        }

        return value;
    }

    /// <summary>Whether a comparison holds where others are known to hold or not; null where they do not tell. Nothing follows from what fails: NaN fails all.</summary>
    private bool? Implied(Value condition, (Value Condition, bool Holds)[] known)
    {
        foreach ((Value given, bool holds) in known)
        {
            if (given.Id == condition.Id)
            {
                return holds;
            }

            if (Definition(given) is { Operands.Count: 2 } fact && Definition(condition) is { Operands.Count: 2 } asked && AreOfOne(fact, asked))
            {
                if (fact.Code == asked.Code)
                {
                    return holds;
                }

                if (holds && fact.Code is OpCode.Less or OpCode.Greater or OpCode.Equal && asked.Code is OpCode.Less or OpCode.Greater or OpCode.Equal)
                {
                    return false;
                }
            }
        }

        return null;
    }

    private bool AreOfOne(Operation fact, Operation asked) =>
        fact.Operands[0].Id == asked.Operands[0].Id
        && fact.Code is OpCode.Less or OpCode.Greater or OpCode.Equal
        && asked.Code is OpCode.Less or OpCode.Greater or OpCode.Equal
        && (fact.Operands[1].Id == asked.Operands[1].Id
            || (LiteralOf(fact.Operands[1]) is { IsFloating: true } literal && LiteralOf(asked.Operands[1]) is { } other && literal.Floating == other.Floating));
}
