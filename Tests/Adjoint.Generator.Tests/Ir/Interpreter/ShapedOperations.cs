using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Tests.Ir;

/// <summary>Operations on scalars, vectors and tensors; those on scalars apply to each lane or element.</summary>
internal static class ShapedOperations
{
    public static object? Compute(Operation operation, object?[] operands, Frame frame)
    {
        switch (operation.Code)
        {
            case OpCode.Const:
                return Scalars.Constant(operation.Literal!.Value);
            case OpCode.Default:
                return Boundary.Default(operation.Results[0].Type);
            case OpCode.Follow or OpCode.Stop:
                return operands[0];
            case OpCode.Select when operands[0] is bool condition:
                return condition ? operands[1] : operands[2];
            case OpCode.Splat:
                return new VectorValue(Enumerable.Repeat(operands[0]!, Lanes(operation)).ToArray());
            case OpCode.Iota:
                return new VectorValue(Enumerable.Range(0, Lanes(operation)).Select(lane => Next(operands[0]!, lane)).ToArray());
            case OpCode.VectorLoad:
                return VectorLoad((Memory)operands[0]!, operands.Skip(1), Lanes(operation));
            case OpCode.VectorStore:
                VectorStore((Memory)operands[0]!, (VectorValue)operands[1]!, operands.Skip(2));
                return null;
            case OpCode.Reduce:
                return Reduce(operation, (VectorValue)operands[0]!);
            case OpCode.ToTensor:
                return TensorOperations.Read((Memory)operands[0]!, operands.Skip(1).Cast<int>().ToArray());
            case OpCode.FromTensor:
                TensorOperations.Write((TensorValue)operands[0]!, (Memory)operands[1]!);
                return null;
            case OpCode.MatMul:
                return TensorOperations.MatMul(operation.Symbol!, Kind(operation), (TensorValue)operands[0]!, (TensorValue)operands[1]!);
            case OpCode.Broadcast:
                return TensorOperations.Broadcast(operands[0]!, frame.Shape((TensorType)operation.Results[0].Type));
            case OpCode.SumTo:
                return operation.Results[0].Type is TensorType type
                    ? TensorOperations.SumTo((TensorValue)operands[0]!, type.Element, frame.Shape(type))
                    : TensorOperations.SumTo((TensorValue)operands[0]!, Kind(operation), []).Elements[0];
            default:
                return Elementwise(operation, operands);
        }
    }

    private static object Elementwise(Operation operation, object?[] operands)
    {
        if (operands[0] is VectorValue vector)
        {
            return new VectorValue(Each(operation, operands, vector.Lanes.Count));
        }

        return operands[0] is TensorValue tensor
            ? new TensorValue([.. tensor.Shape], Each(operation, operands, tensor.Elements.Count))
            : Scalar(operation, operands);
    }

    // A scalar beside a vector or tensor (the integer of RootN) serves every element.
    private static object[] Each(Operation operation, object?[] operands, int count) =>
        Enumerable.Range(0, count).Select(i => Scalar(operation, operands.Select(operand => operand switch
        {
            VectorValue vector => vector.Lanes[i],
            TensorValue tensor => tensor.Elements[i],
            _ => operand,
        }).ToArray())).ToArray();

    private static object Scalar(Operation operation, object?[] operands)
    {
        bool isChecked = operation.Has(OpFlags.Checked);
        switch (operation.Code)
        {
            case OpCode.Neg:
                return Scalars.Negate(operands[0]!, isChecked);
            case OpCode.Not:
                return Scalars.Not(operands[0]!);
            case OpCode.Fma:
                return Scalars.FusedMultiplyAdd(operands[0]!, operands[1]!, operands[2]!);
            case >= OpCode.Equal and <= OpCode.GreaterEqual:
                return Scalars.Compare(operation.Code, operands[0]!, operands[1]!);
            case OpCode.Select:
                return (bool)operands[0]! ? operands[1]! : operands[2]!;
            case OpCode.Convert:
                return Conversions.Convert(operands[0]!, Kind(operation), isChecked);
            case OpCode.Elementary:
                return ElementaryFunctions.Apply(operation.Symbol!, operands!);
            default:
                return Scalars.Binary(operation.Code, operands[0]!, operands[1]!, isChecked);
        }
    }

    private static int Lanes(Operation operation) => ((VectorType)operation.Results[0].Type).Lanes;

    private static ScalarKind Kind(Operation operation) => OperationRules.ElementOf(operation.Results[0].Type)!.Value;

    private static object Next(object first, int lane) => first is int start
        ? unchecked(start + lane)
        : (object)unchecked((long)first + lane);

    private static VectorValue VectorLoad(Memory memory, IEnumerable<object?> indices, int lanes)
    {
        int start = First(memory, indices, lanes);
        return new(Enumerable.Range(start, lanes).Select(i => memory.Get(i)!).ToArray());
    }

    private static void VectorStore(Memory memory, VectorValue value, IEnumerable<object?> indices)
    {
        int start = First(memory, indices, value.Lanes.Count);
        for (int i = 0; i < value.Lanes.Count; i++)
        {
            memory.Set(start + i, value.Lanes[i]);
        }
    }

    // Generated code does not check these accesses, so one that is out of bounds is a fault of the program.
    private static int First(Memory memory, IEnumerable<object?> indices, int lanes)
    {
        int[] position = indices.Cast<int>().ToArray();
        try
        {
            int first = memory.Index(position);
            position[^1] += lanes - 1;
            memory.Index(position);
            return first;
        }
        catch (IndexOutOfRangeException exception)
        {
            throw new InterpreterException("a vector access is out of bounds: " + exception.Message, exception);
        }
    }

    private static object Reduce(Operation operation, VectorValue vector)
    {
        List<object> lanes = [.. vector.Lanes];
        int wanted = operation.Results[0].Type is VectorType half ? half.Lanes : 1;
        while (lanes.Count > wanted)
        {
            // Halves onto halves, as the runtime does; what an odd number leaves over comes last.
            int middle = lanes.Count / 2;
            List<object> next = [.. Enumerable.Range(0, middle).Select(i => Combine(operation.Symbol!, lanes[i], lanes[i + middle]))];
            if (lanes.Count % 2 == 1)
            {
                next.Add(lanes[^1]);
            }

            lanes = next;
        }

        return wanted > 1 || operation.Results[0].Type is VectorType ? new VectorValue([.. lanes]) : lanes[0];
    }

    private static object Combine(string symbol, object left, object right) => symbol switch
    {
        "add" => Scalars.Binary(OpCode.Add, left, right, false),
        "mul" => Scalars.Binary(OpCode.Mul, left, right, false),
        _ when left is float or double => ElementaryFunctions.Apply(symbol == "max" ? "Max" : "Min", [left, right]),
        "max" => Scalars.Compare(OpCode.Greater, left, right) ? left : right,
        _ => Scalars.Compare(OpCode.Less, left, right) ? left : right,
    };
}
