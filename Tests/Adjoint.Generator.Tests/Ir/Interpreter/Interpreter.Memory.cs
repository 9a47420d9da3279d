using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Tests.Ir;

public sealed partial class Interpreter
{
    /// <summary>The result of an operation on memory, null where it has none.</summary>
    private static object? MemoryOperation(Operation operation, object?[] operands)
    {
        switch (operation.Code)
        {
            case OpCode.Alloc:
                return Allocate(operation, operands);
            case OpCode.NewTape:
                return new Tape();
            case OpCode.Push:
                ((Tape)NotNull(operands[0])).Push(operands[1]!);
                return null;
            case OpCode.Pop:
                return ((Tape)NotNull(operands[0])).Pop();
            case OpCode.Field:
                return Field(operation, NotNull(operands[0]));
            case OpCode.View:
                MemoryType type = (MemoryType)operation.Results[0].Type;
                return operands[0] ?? Boundary.Default(type);
            case OpCode.Copy:
                Copy(ViewOf(operands[0], operation.Operands[0]), ViewOf(operands[1], operation.Operands[1]));
                return null;
            case OpCode.Fill when operation.Operands[0].Type is ObjectType or MemoryType { Element.IsReference: true }:
                Clearing.Clear(NotNull(operands[0]));
                return null;
            case OpCode.Overlaps:
                return Overlap(operands[0] as Memory, operands[1] as Memory, operation.Number == 1);
        }

        Memory memory = (Memory)NotNull(operands[0]);
        switch (operation.Code)
        {
            case OpCode.Load:
                return Boundary.Enter(memory.Get(Index(memory, operands, 1)), operation.Results[0].Type);
            case OpCode.Store:
                memory.Set(Index(memory, operands, 2), Boundary.Leave(operands[1]));
                return null;
            case OpCode.Accumulate:
                int at = Index(memory, operands, 2);
                memory.Set(at, Scalars.Binary(OpCode.Add, memory.Get(at)!, operands[1]!, false));
                return null;
            case OpCode.Length:
                return memory.Shape[operation.Number];
            case OpCode.Slice:
                return Slice(memory, (int)operands[1]!, (int)operands[2]!);
            case OpCode.Element:
                return new Memory(memory.Storage, memory.Offset + Index(memory, operands, 1));
            case OpCode.Row:
                int row = new Memory(memory.Storage, 0, memory.Shape[0]).Index([(int)operands[1]!]);
                return new Memory(memory.Storage, memory.Offset + (row * memory.Shape[1]), memory.Shape[1]);
            default:
                for (int i = 0; i < memory.Count; i++)
                {
                    memory.Set(i, Boundary.Leave(operands[1]));
                }

                return null;
        }
    }

    // What need not be cleared holds what no one should read.
    private static Memory Allocate(Operation operation, object?[] operands)
    {
        MemoryType type = (MemoryType)operation.Results[0].Type;
        int[] lengths = operands.Cast<int>().ToArray();
        if (lengths.Any(length => length < 0))
        {
            throw new OverflowException($"memory of {string.Join(" x ", lengths)} elements");
        }

        Memory made = type.Kind == MemoryKind.Ref
            ? Memory.Location(Memory.NewStorage(type.Element, 1))
            : Memory.Of(Memory.NewStorage(type.Element, lengths));
        if (operation.Has(OpFlags.Uninitialized) && type.Element is ScalarType scalar)
        {
            object garbage = scalar.Kind switch
            {
                ScalarKind.Bool => true,
                ScalarKind.F32 => (object)float.NaN,
                ScalarKind.F64 => double.NaN,
                _ => Conversions.Convert(0xA5A5_A5A5_A5A5_A5A5, scalar.Kind, false),
            };
            for (int i = 0; i < made.Count; i++)
            {
                made.Set(i, garbage);
            }
        }

        return made;
    }

    private static object? Field(Operation operation, object owner)
    {
        ObjectValue fields = owner is Memory location ? (RecordValue)location.Get(0)! : (ObjectValue)owner;
        Array cell = fields.Cell(operation.Symbol!);
        return operation.Results[0].Type is MemoryType { Kind: MemoryKind.Ref }
            ? Memory.Location(cell)
            : Boundary.Enter(cell.GetValue(0), operation.Results[0].Type);
    }

    private static Memory Slice(Memory memory, int start, int count) =>
        (uint)start <= (uint)memory.Count && (uint)count <= (uint)(memory.Count - start)
            ? Memory.Slice(memory.Storage, memory.Offset + start, count)
            : throw new ArgumentOutOfRangeException(nameof(start), $"{count} from {start} of {memory.Count}");

    private static void Copy(Memory from, Memory to)
    {
        if (to.Count < from.Count)
        {
            throw new ArgumentException($"{from.Count} elements into {to.Count}", nameof(to));
        }

        // Records are written in place, so each is read out before the first is written.
        object?[] values = from.Elements.Select(value => value is RecordValue record ? record.Copy() : value).ToArray();
        for (int i = 0; i < values.Length; i++)
        {
            to.Set(i, values[i]);
        }
    }

    private static bool Overlap(Memory? left, Memory? right, bool forgiveEqualStart) =>
        left is not null && right is not null && left.Count > 0 && right.Count > 0 && left.Overlaps(right)
            && !(forgiveEqualStart && left.Offset == right.Offset);

    // As the implicit conversion of an array to a span, which takes null for an empty one.
    private static Memory ViewOf(object? value, Value operand) => value as Memory
        ?? Memory.Of(Memory.NewStorage(((MemoryType)operand.Type).Element, 0));

    private static int Index(Memory memory, object?[] operands, int first)
    {
        Span<int> indices = stackalloc int[operands.Length - first];
        for (int i = 0; i < indices.Length; i++)
        {
            indices[i] = (int)operands[first + i]!;
        }

        return memory.Index(indices);
    }

    private static object NotNull(object? reference) => reference ?? throw new NullReferenceException("a null reference");
}
