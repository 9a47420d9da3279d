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
    public Term Variable(RuleVariable variable)
    {
        if (variable == RuleVariable.Result)
        {
            return Term.Of(Result(), KnownNonZero?.Invoke(Operation.Result) ?? false);
        }

        int index = variable == RuleVariable.Integer ? 1 : (int)variable;
        Value original = Operation.Operands[index];
        return Constant?.Invoke(original) is { } number
            ? Term.Of(number)
            : Term.Of(Operand(index), KnownNonZero?.Invoke(original) ?? false);
    }
}
