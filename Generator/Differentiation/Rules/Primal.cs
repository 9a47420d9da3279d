using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation.Rules;

/// <summary>An operation that is being differentiated, and how to come by its values where the derivative is computed.</summary>
internal sealed record Primal(
    Operation Operation,
    Func<int, Value> Operand,
    Func<Value> Result,
    Func<Value, bool>? KnownNonZero,
    Func<Value, double?>? Constant)
{
    public Term Variable(RuleVariable variable) => Number(variable) is { } number
        ? Term.Of(number)
        : Term.Of(variable == RuleVariable.Result ? Result() : Operand(Index(variable)));

    /// <summary>The number that a variable always is, null where it varies.</summary>
    public double? Number(RuleVariable variable) =>
        variable == RuleVariable.Result ? null : Constant?.Invoke(Operation.Operands[Index(variable)]);

    /// <summary>Whether a variable is known never to be zero.</summary>
    public bool IsNonZero(RuleVariable variable)
    {
        Value original = variable == RuleVariable.Result ? Operation.Result : Operation.Operands[Index(variable)];
        return (Number(variable) is { } number && number != 0 && !double.IsNaN(number)) || (KnownNonZero?.Invoke(original) ?? false);
    }

    private static int Index(RuleVariable variable) => variable == RuleVariable.Integer ? 1 : (int)variable;
}
