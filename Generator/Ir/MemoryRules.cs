namespace Adjoint.Generator.Ir;

/// <summary>The types of the operations on memory, objects and tapes.</summary>
internal sealed class MemoryRules(TypeRules types)
{
    public IEnumerable<string> Faults(Operation operation, IrType[] operands, IrType[] results)
    {
        switch (operation.Code)
        {
            case OpCode.Alloc:
                return results[0] is MemoryType { Kind: MemoryKind.Span or MemoryKind.Array or MemoryKind.Grid or MemoryKind.Ref } made
                    ? Indices(operands, made.Rank)
                    : [$"memory of type {results[0]} is not allocated"];
            case OpCode.NewTape:
                return Require(results[0] is TapeType, $"{results[0]} is no tape");
            case OpCode.Push:
                return Require(operands[0] is TapeType onto && operands[1] == onto.Element, $"{operands[1]} on {operands[0]}");
            case OpCode.Pop:
                return Require(operands[0] is TapeType from && results[0] == from.Element, $"{results[0]} from {operands[0]}");
            case OpCode.Field:
                IrType? access = types.FieldAccess(operands[0], operation.Symbol!);
                return access is null
                    ? [$"{operands[0]} has no field '{operation.Symbol}'"]
                    : Require(results[0] == access, $"the field '{operation.Symbol}' gives {access}, not {results[0]}");
        }

        if (operation.Code == OpCode.Fill && operands[0] is ObjectType or MemoryType { Element.IsReference: true })
        {
            return Require(operands[1] is ScalarType { IsFloating: true }, $"{operands[0]} is cleared by a floating zero, not by {operands[1]}");
        }

        return operands[0] is MemoryType memory
            ? OnMemory(operation, memory, operands, results)
            : [$"{operands[0]} is not memory"];
    }

    private static IEnumerable<string> OnMemory(Operation operation, MemoryType memory, IrType[] operands, IrType[] results)
    {
        bool sequence = memory.Kind is MemoryKind.Span or MemoryKind.ReadOnlySpan or MemoryKind.Array;
        MemoryType view = memory.Kind == MemoryKind.ReadOnlySpan ? memory : MemoryType.Span(memory.Element);
        switch (operation.Code)
        {
            case OpCode.Load:
                return Indices(operands.Skip(1), memory.Rank)
                    .Concat(Require(memory.Kind != MemoryKind.Rows, "rows are read by 'row'"))
                    .Concat(Require(memory.Element is not RecordType, "records are read by their fields"))
                    .Concat(Require(results[0] == memory.Element, $"{results[0]} from {memory}"));
            case OpCode.Store:
                return Write(memory, operands[1]).Concat(Indices(operands.Skip(2), memory.Rank))
                    .Concat(Require(memory.Element is not RecordType, "records are written by their fields"));
            case OpCode.Accumulate:
                return Write(memory, operands[1]).Concat(Indices(operands.Skip(2), memory.Rank))
                    .Concat(Require(OperationRules.IsNumeric(memory.Element), "only numbers are added"));
            case OpCode.Length:
                int lengths = memory.Kind switch { MemoryKind.Ref => 0, MemoryKind.Rows => 2, _ => memory.Rank };
                return Require(operation.Number >= 0 && operation.Number < lengths, $"{memory} has no length {operation.Number}")
                    .Concat(Require(results[0] == IrType.I32, "a length is an i32"));
            case OpCode.Slice:
                return Require(sequence && results[0] == view, $"{results[0]} is not a slice of {memory}")
                    .Concat(Indices(operands.Skip(1), 2));
            case OpCode.Element:
                return Require(sequence || memory.Kind == MemoryKind.Grid, $"{memory} has no elements")
                    .Concat(Require(memory.Element is ScalarType or RecordType, "only scalars and records have locations"))
                    .Concat(Require(results[0] == MemoryType.Ref(memory.Element), $"{results[0]} is not an element of {memory}"))
                    .Concat(Indices(operands.Skip(1), memory.Rank));
            case OpCode.Row:
                return Require(memory.Kind == MemoryKind.Rows, $"{memory} has no rows")
                    .Concat(Require(results[0] == MemoryType.ReadOnlySpan(memory.Element), $"{results[0]} is not a row of {memory}"))
                    .Concat(Indices(operands.Skip(1), 1));
            case OpCode.View:
                bool spanOfArray = memory.Kind == MemoryKind.Array && results[0] == MemoryType.Span(memory.Element);
                bool readOnly = memory.Kind is MemoryKind.Array or MemoryKind.Span && results[0] == MemoryType.ReadOnlySpan(memory.Element);
                return Require(spanOfArray || readOnly, $"{results[0]} is not a view of {memory}");
            case OpCode.Overlaps:
                bool grids = memory.Kind == MemoryKind.Grid;
                bool comparable = memory.Rank > 0 && operands[1] is MemoryType { Rank: > 0 } other && (other.Kind == MemoryKind.Grid) == grids;
                return Require(comparable, $"{memory} is not compared with {operands[1]}")
                    .Concat(Require(operation.Number is 0 or 1, $"the number {operation.Number} means nothing here"))
                    .Concat(Require(results[0] == IrType.Bool, "an overlap is a bool"));
            case OpCode.Fill:
                return Write(memory, operands[1]);
            default:
                return Require(
                    sequence && operands[1] is MemoryType { Kind: MemoryKind.Span or MemoryKind.Array } to && to.Element == memory.Element,
                    $"no copy from {memory} to {operands[1]}");
        }
    }

    public static IEnumerable<string> Indices(IEnumerable<IrType> given, int rank) =>
        OperationRules.Match("subscript", given, Enumerable.Repeat<IrType>(IrType.I32, rank));

    public static IEnumerable<string> Write(MemoryType memory, IrType value) =>
        Require(memory.Kind is not (MemoryKind.ReadOnlySpan or MemoryKind.Rows), $"{memory} is not written")
            .Concat(Require(value == memory.Element, $"{value} into {memory}"));

    private static IEnumerable<string> Require(bool condition, string otherwise) => OperationRules.Require(condition, otherwise);
}
