using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Analysis;

/// <summary>An integer as <c>Coefficient · i + Σ factor · term + Constant</c>, where i is a loop's index and the terms do not change in the loop.</summary>
/// <remarks>Arithmetic of the form is that of i32, modulo 2³²: equal forms are equal values, whether or not something wraps.</remarks>
internal sealed record AffineIndex(int Coefficient, EquatableArray<(int Id, int Factor)> Terms, int Constant)
{
    private static readonly AffineIndex Zero = new(0, default, 0);

    /// <summary>The form of <paramref name="value"/> in a loop with index <paramref name="index"/>; nothing if it has another shape.</summary>
    /// <param name="value">The integer.</param>
    /// <param name="index">The loop's index.</param>
    /// <param name="definitions">The arithmetic that is looked through.</param>
    /// <param name="literalOf">The value of a constant, wherever it is made.</param>
    /// <param name="isInvariant">Whether a value is the same in every turn.</param>
    public static AffineIndex? Of(
        Value value, Value index, Definitions definitions, Func<Value, Literal?> literalOf, Func<Value, bool> isInvariant)
    {
        if (value.Id == index.Id)
        {
            return Zero with { Coefficient = 1 };
        }

        if (literalOf(value) is { } literal)
        {
            return literal.IsFloating ? null : Zero with { Constant = unchecked((int)literal.Bits) };
        }

        Operation? operation = definitions.Of(value);
        if (operation is { Code: OpCode.Add or OpCode.Sub or OpCode.Mul or OpCode.Neg })
        {
            AffineIndex? left = Of(operation.Operands[0], index, definitions, literalOf, isInvariant);
            AffineIndex? right = operation.Operands.Count > 1 ? Of(operation.Operands[1], index, definitions, literalOf, isInvariant) : null;
            AffineIndex? form = operation.Code switch
            {
                OpCode.Neg => left?.Times(-1),
                OpCode.Add when right is not null => left?.Plus(right, 1),
                OpCode.Sub when right is not null => left?.Plus(right, -1),
                OpCode.Mul when right is { IsConstant: true } => left?.Times(right.Constant),
                OpCode.Mul when left is { IsConstant: true } => right?.Times(left.Constant),
                _ => null,
            };
            if (form is not null)
            {
                return form;
            }
        }

        return isInvariant(value) ? Zero with { Terms = new([(value.Id, 1)]) } : null;
    }

    public bool IsConstant => Coefficient == 0 && Terms.Count == 0;

    private AffineIndex Times(int factor) => unchecked(factor == 0
        ? Zero
        : new(Coefficient * factor, new(Terms.Select(term => (term.Id, term.Factor * factor))), Constant * factor));

    private AffineIndex Plus(AffineIndex other, int factor)
    {
        SortedDictionary<int, int> terms = [];
        foreach ((int id, int own) in Terms.Concat(other.Terms.Select(term => (term.Id, unchecked(term.Factor * factor)))))
        {
            terms[id] = unchecked((terms.TryGetValue(id, out int sum) ? sum : 0) + own);
        }

        return unchecked(new(
            Coefficient + (other.Coefficient * factor),
            new(terms.Where(term => term.Value != 0).Select(term => (term.Key, term.Value))),
            Constant + (other.Constant * factor)));
    }
}
