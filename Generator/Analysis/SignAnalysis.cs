using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Analysis;

/// <summary>Finds values that cannot be zero, by the shape of what computes them: <c>1 + exp(x)</c>, <c>x * x + 2</c>.</summary>
internal sealed class SignAnalysis(FunctionIndex index)
{
    private const int MaximalDepth = 12;

    public Signs Of(Value value) => Of(value, 0);

    private Signs Of(Value value, int depth)
    {
        if (depth > MaximalDepth || index.Definition(value) is not { } site)
        {
            return Signs.Unknown;
        }

        Operation operation = site.Operation;
        Signs Operand(int i) => Of(operation.Operands[i], depth + 1);
        return operation.Code switch
        {
            OpCode.Const => OfLiteral(operation.Literal!.Value),
            OpCode.Add => Add(Operand(0), Operand(1)),
            OpCode.Mul when operation.Operands[0].Id == operation.Operands[1].Id => Signs.NonNegative,
            OpCode.Select => Either(Operand(1), Operand(2)),
            OpCode.Elementary when operation.Symbol is "Exp" or "Exp2" or "Exp10" or "Abs" or "Sqrt" or "Hypot" or "Softplus" or "Sigmoid"
                or "Erfc" or "NormalPdf" or "NormalCdf" => Signs.NonNegative,
            OpCode.Elementary when operation.Symbol is "Cosh" => Signs.Positive,
            OpCode.Elementary when operation.Symbol is "Max" => Max(Operand(0), Operand(1)),
            _ => Signs.Unknown,
        };
    }

    private static Signs OfLiteral(Literal literal)
    {
        double value = literal.IsFloating ? literal.Floating : literal.Integer;
        return value > 0 ? Signs.Positive : value < 0 ? Signs.Negative : value == 0 ? Signs.NonNegative : Signs.Unknown;
    }

    private static Signs Add(Signs left, Signs right) => (left, right) switch
    {
        (Signs.Positive, Signs.Positive or Signs.NonNegative) or (Signs.NonNegative, Signs.Positive) => Signs.Positive,
        (Signs.NonNegative, Signs.NonNegative) => Signs.NonNegative,
        (Signs.Negative, Signs.Negative) => Signs.Negative,
        _ => Signs.Unknown,
    };

    private static Signs Either(Signs left, Signs right) => left == right
        ? left
        : left is Signs.Positive or Signs.NonNegative && right is Signs.Positive or Signs.NonNegative ? Signs.NonNegative : Signs.Unknown;

    private static Signs Max(Signs left, Signs right) =>
        left == Signs.Positive || right == Signs.Positive ? Signs.Positive
        : left == Signs.NonNegative || right == Signs.NonNegative ? Signs.NonNegative : Signs.Unknown;
}
