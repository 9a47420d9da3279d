using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Vectorization;

/// <content>Arithmetic lane by lane.</content>
internal sealed partial class Widening
{
    private Value Compute(Operation operation)
    {
        if (LaneTypes.IsMask(operation.Result.Type))
        {
            return ComputeMask(operation);
        }

        Value[] operands = operation.Operands.Select(Lanes).ToArray();
        VectorType type = Vector(operation.Result.Type);
        string? name = operation.Result.Name;
        switch (operation.Code)
        {
            case OpCode.Follow or OpCode.Stop:
                return operands[0];
            case OpCode.Select:
                return Choose(operands[0], operands[1], operands[2], name);
            case OpCode.Elementary:
                return Function(operation, operands, name);
            case OpCode.Add or OpCode.Sub when Contracted(operation) is { } fused:
                return fused;
            default:
                return _body.Emit(operation.Code, type, operands, name, operation.Flags & (OpFlags.Strict | OpFlags.Adjoint));
        }
    }

    private Value ComputeMask(Operation operation)
    {
        Value[] operands = operation.Operands.Select(Lanes).ToArray();
        switch (operation.Code)
        {
            case OpCode.Not:
                return Mask(OpCode.Not, operands[0]);
            case OpCode.And or OpCode.Or or OpCode.Xor:
                return Mask(operation.Code, operands[0], operands[1]);
            case OpCode.Select:
                return Choose(operands[0], operands[1], operands[2]);
            case OpCode.NotEqual when LaneTypes.IsMask(operands[0].Type):
                return Mask(OpCode.Xor, operands[0], operands[1]);
            case OpCode.Equal when LaneTypes.IsMask(operands[0].Type):
                return Mask(OpCode.Not, Mask(OpCode.Xor, operands[0], operands[1]));
            case OpCode.Follow or OpCode.Stop:
                return operands[0];
            default:
                Value mask = _body.Compare(operation.Code, operands[0], operands[1], operation.Result.Name);
                _maskBytes[mask.Id] = LaneTypes.Bytes(operands[0].Type);
                return mask;
        }
    }

    private Value Function(Operation operation, Value[] operands, string? name)
    {
        IrType type = operands[0].Type;
        if (!type.IsFloating)
        {
            Value other = operation.Symbol == "Abs" ? _body.Emit(OpCode.Neg, type, [operands[0]]) : operands[1];
            OpCode order = operation.Symbol == "Min" ? OpCode.Less : OpCode.Greater;
            Value first = _body.Compare(order, operands[0], other);
            _maskBytes[first.Id] = LaneTypes.Bytes(type);
            return Choose(first, operands[0], other, name);
        }

        switch (operation.Symbol)
        {
            case "FusedMultiplyAdd" or "MultiplyAddEstimate":
                return _body.Emit(OpCode.Fma, type, operands, name);
            case "Lerp":
                Value rest = _body.Binary(OpCode.Sub, _body.Floating(type, 1), operands[2]);
                return _body.Binary(OpCode.Add, _body.Binary(OpCode.Mul, operands[0], rest), _body.Binary(OpCode.Mul, operands[1], operands[2]), name);
            default:
                return _body.Emit(OpCode.Elementary, type, operands, name, symbol: operation.Symbol);
        }
    }

    // a * b + c in one instruction, where the product is used for nothing else.
    private Value? Contracted(Operation operation)
    {
        if (!operation.Result.Type.IsFloating || operation.Has(OpFlags.Strict))
        {
            return null;
        }

        Value left = operation.Operands[0], right = operation.Operands[1];
        bool difference = operation.Code == OpCode.Sub;
        if (Product(right) is { } second)
        {
            Value factor = Lanes(second.Operands[0]);
            factor = difference ? _body.Emit(OpCode.Neg, factor.Type, [factor]) : factor;
            return _body.Emit(OpCode.Fma, factor.Type, [factor, Lanes(second.Operands[1]), Lanes(left)], operation.Result.Name);
        }

        if (Product(left) is { } first)
        {
            Value term = Lanes(right);
            term = difference ? _body.Emit(OpCode.Neg, term.Type, [term]) : term;
            return _body.Emit(OpCode.Fma, term.Type, [Lanes(first.Operands[0]), Lanes(first.Operands[1]), term], operation.Result.Name);
        }

        return null;
    }

    private Value Add(Value sum, Value term, Value lanes) => Product(term) is { } product && term.Type.IsFloating
        ? _body.Emit(OpCode.Fma, sum.Type, [Lanes(product.Operands[0]), Lanes(product.Operands[1]), sum], sum.Name)
        : _body.Emit(OpCode.Add, sum.Type, [sum, lanes], sum.Name);

    // The multiplication behind a value, if it is done lane by lane and may be fused.
    private Operation? Product(Value value) =>
        _plan.Needed.Contains(value.Id)
        && _plan.Uses[value] == 1
        && _plan.Definitions.Of(value, OpCode.Mul) is { } product
        && product.Result.Type.IsFloating
        && !product.Has(OpFlags.Strict)
            ? product
            : null;
}
