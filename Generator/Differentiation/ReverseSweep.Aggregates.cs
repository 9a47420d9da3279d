using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>The reverse of operations that move values between scalars, vectors, tensors and memory.</summary>
internal sealed partial class ReverseSweep
{
    private void ReverseAggregate(Operation operation, ReverseScope scope, AdjointMap adjoints)
    {
        BlockBuilder builder = scope.Builder;
        Value? adjoint = operation.Results.Count == 1 ? adjoints[operation.Result] : null;
        switch (operation.Code)
        {
            case OpCode.VectorStore when IsShadowed(operation.Operands[0]):
                ReverseVectorStore(operation, scope, adjoints);
                return;
            case OpCode.FromTensor when IsShadowed(operation.Operands[1]):
                ReverseFromTensor(operation, scope, adjoints);
                return;
        }

        if (adjoint is null)
        {
            return;
        }

        Value operand = operation.Operands[0];
        switch (operation.Code)
        {
            case OpCode.Splat:
                AddIfActive(builder, adjoints, operand, builder.Emit(OpCode.Reduce, operand.Type, [adjoint], symbol: "add"));
                break;
            case OpCode.Reduce:
                AddIfActive(builder, adjoints, operand, ReduceContribution(operation, scope, adjoint));
                break;
            case OpCode.VectorLoad when IsShadowed(operand):
                Value shadow = Shadow(scope, operand);
                Value[] indices = Indices(operation, 1, scope);
                Value before = builder.Emit(OpCode.VectorLoad, adjoint.Type, [shadow, .. indices]);
                builder.Do(OpCode.VectorStore, [shadow, builder.Binary(OpCode.Add, before, adjoint, flags: OpFlags.Adjoint), .. indices]);
                break;
            case OpCode.ToTensor when IsShadowed(operand):
                Value dimensionsShadow = Shadow(scope, operand);
                Value held = builder.Emit(OpCode.ToTensor, adjoint.Type, [dimensionsShadow, .. Indices(operation, 1, scope)], flags: OpFlags.Safe);
                builder.Do(OpCode.FromTensor, [builder.Binary(OpCode.Add, held, adjoint, flags: OpFlags.Adjoint), dimensionsShadow], OpFlags.Safe);
                break;
            case OpCode.MatMul:
                ReverseMatMul(operation, scope, adjoints, adjoint);
                break;
            case OpCode.Broadcast:
                AddIfActive(builder, adjoints, operand, builder.Emit(OpCode.SumTo, operand.Type, [adjoint]));
                break;
            case OpCode.SumTo:
                AddIfActive(builder, adjoints, operand, builder.Emit(OpCode.Broadcast, operand.Type, [adjoint]));
                break;
        }
    }

    private void ReverseVectorStore(Operation operation, ReverseScope scope, AdjointMap adjoints)
    {
        BlockBuilder builder = scope.Builder;
        Value stored = operation.Operands[1];
        Value shadow = Shadow(scope, operation.Operands[0]);
        Value[] indices = Indices(operation, 2, scope);
        AddIfActive(builder, adjoints, stored, builder.Emit(OpCode.VectorLoad, stored.Type, [shadow, .. indices]));
        builder.Do(OpCode.VectorStore, [shadow, Zero(builder, stored), .. indices]);
    }

    private void ReverseFromTensor(Operation operation, ReverseScope scope, AdjointMap adjoints)
    {
        BlockBuilder builder = scope.Builder;
        Value tensor = operation.Operands[0];
        Value shadow = Shadow(scope, operation.Operands[1]);
        Value held = builder.Emit(OpCode.ToTensor, tensor.Type, [shadow, .. SizesOf(builder, scope, operation.Operands[1], tensor)],
            flags: OpFlags.Safe);
        AddIfActive(builder, adjoints, tensor, held);
        builder.Do(OpCode.Fill, [shadow, builder.Floating(new ScalarType(((TensorType)tensor.Type).Element), 0)]);
    }

    /// <summary>The sizes of a tensor that has the contents of a memory: its numeric dimensions, and what they leave of the length.</summary>
    private Value[] SizesOf(BlockBuilder builder, ReverseScope scope, Value memory, Value tensor)
    {
        if (_index.Definition(tensor) is { Operation: { Code: OpCode.ToTensor } source })
        {
            return source.Operands.Skip(1).Select(operand => Primal(scope, operand)).ToArray();
        }

        TensorSizes dimensions = new((TensorType)tensor.Type);
        Value length = builder.Emit(OpCode.Length, IrType.I32, [Primal(scope, memory)]);
        return dimensions.Sizes(builder, length);
    }

    /// <summary>Sum: each lane gets the adjoint. Product: each lane's share is r / lane. Maximum and minimum: split evenly among ties.</summary>
    private Value ReduceContribution(Operation operation, ReverseScope scope, Value adjoint)
    {
        BlockBuilder builder = scope.Builder;
        Value operand = operation.Operands[0];
        Value spread = SpreadLanes.Of(builder, adjoint, operand.Type);
        if (operation.Symbol == "add")
        {
            return spread;
        }

        Value lanes = Primal(scope, operand);
        Value result = SpreadLanes.Of(builder, Primal(scope, operation.Result), operand.Type);
        if (operation.Symbol == "mul")
        {
            return builder.Binary(OpCode.Div, builder.Binary(OpCode.Mul, spread, result), lanes);
        }

        Value zero = builder.Floating(operand.Type, 0);
        Value chosen = builder.Select(builder.Compare(OpCode.Equal, lanes, result), builder.Floating(operand.Type, 1), zero);
        Value count = builder.Emit(OpCode.Reduce, adjoint.Type, [chosen], symbol: "add");
        return builder.Binary(OpCode.Mul, SpreadLanes.Of(builder, builder.Binary(OpCode.Div, adjoint, count), operand.Type), chosen);
    }

    /// <summary>The adjoint of a product, in each layout: for R = A B, dA = dR Bᵀ and dB = Aᵀ dR (Giles, "Collected matrix derivative results", 2008).</summary>
    private void ReverseMatMul(Operation operation, ReverseScope scope, AdjointMap adjoints, Value adjoint)
    {
        BlockBuilder builder = scope.Builder;
        Value left = operation.Operands[0];
        Value right = operation.Operands[1];
        Value Product(string layout, Value first, Value second, Value like) =>
            builder.Emit(OpCode.MatMul, like.Type, [first, second], symbol: layout);
        if (_activity.IsActive(left))
        {
            Value other = Primal(scope, right);
            adjoints.Add(builder, left, operation.Symbol switch
            {
                "nn" => Product("nt", adjoint, other, left),
                "nt" => Product("nn", adjoint, other, left),
                _ => Product("nt", other, adjoint, left),
            });
        }

        if (_activity.IsActive(right))
        {
            Value other = Primal(scope, left);
            adjoints.Add(builder, right, operation.Symbol switch
            {
                "nn" => Product("tn", other, adjoint, right),
                "nt" => Product("tn", adjoint, other, right),
                _ => Product("nn", other, adjoint, right),
            });
        }
    }
}
