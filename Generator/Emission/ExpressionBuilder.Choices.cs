using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <content>Comparisons, and what is chosen by them.</content>
internal sealed partial class ExpressionBuilder
{
    private Code Comparison(Operation operation, OpCode code)
    {
        Value left = operation.Operands[0];
        Value right = operation.Operands[1];
        bool floating = left.Type.IsFloating;
        Code[] operands = _context.Settle(
            [
                floating && !IsImplicitlyFloating(right) ? InFloatingContext(left, true) : Of(left),
                floating && !IsImplicitlyFloating(left) ? InFloatingContext(right, true) : Of(right),
            ],
            Overflow.None);
        if (operands[0].Text == operands[1].Text && !operands[0].IsConstant)
        {
            return WithItself(operands[0], left.Type, code);
        }

        if (operands[0].IsConstant && !operands[1].IsConstant)
        {
            (operands[0], operands[1]) = (operands[1], operands[0]);
            code = Mirrored(code);
        }

        (string symbol, Precedence precedence) = code switch
        {
            OpCode.Equal => ("==", Precedence.Equality),
            OpCode.NotEqual => ("!=", Precedence.Equality),
            OpCode.Less => ("<", Precedence.Relational),
            OpCode.LessEqual => ("<=", Precedence.Relational),
            OpCode.Greater => (">", Precedence.Relational),
            _ => (">=", Precedence.Relational),
        };
        return Code.Binary(symbol, precedence, operands[0], operands[1]);
    }

    private static OpCode Mirrored(OpCode code) => code switch
    {
        OpCode.Less => OpCode.Greater,
        OpCode.LessEqual => OpCode.GreaterEqual,
        OpCode.Greater => OpCode.Less,
        OpCode.GreaterEqual => OpCode.LessEqual,
        _ => code,
    };

    // The C# compiler warns of a variable compared with itself.
    private static Code WithItself(Code operand, IrType type, OpCode code)
    {
        bool whenEqual = code is OpCode.Equal or OpCode.LessEqual or OpCode.GreaterEqual;
        if (!type.IsFloating || (!whenEqual && code != OpCode.NotEqual))
        {
            return new(whenEqual ? "true" : "false", IsConstant: true);
        }

        Code isNaN = Code.Call(TypeNames.Scalar(((ScalarType)type).Kind) + ".IsNaN", operand);
        return whenEqual ? Code.Not(isNaN) : isNaN;
    }

    private Code Conditional(IrNode node)
    {
        Value result = node.Operation.Results.First(_context.Facts.IsNeeded);
        int index = node.Operation.Results.ToList().IndexOf(result);
        Value condition = node.Operation.Operands[0];
        Code[] parts = _context.Settle(
            [Of(condition), Of(node.Regions[0].Block.Yields[index]), Of(node.Regions[1].Block.Yields[index])], Overflow.None);
        return Choice(condition, parts, result.Type);
    }

    // A choice among bools is logic.
    private Code Choice(Value condition, Code[] parts, IrType type)
    {
        (string then, string otherwise) = (parts[1].Text, parts[2].Text);
        if (type == IrType.Bool)
        {
            switch (then, otherwise)
            {
                case ("true", "false"):
                    return parts[0];
                case ("false", "true"):
                    return Negated(condition);
                case (_, "false"):
                    return Code.AndAlso(parts[0], parts[1]);
                case ("true", _):
                    return Code.OrElse(parts[0], parts[2]);
                case ("false", _):
                    return Code.AndAlso(_context.Settle(Negated(condition)), parts[2]);
                case (_, "true"):
                    return Code.OrElse(_context.Settle(Negated(condition)), parts[1]);
            }
        }

        return Code.Conditional(parts[0], parts[1], parts[2]);
    }
}
