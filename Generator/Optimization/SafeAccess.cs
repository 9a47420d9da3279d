using Adjoint.Generator.Analysis;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <summary>Flags accesses whose index is provably in bounds, so that they may be removed and merged, and need no check before vector code.</summary>
/// <remarks>
/// <code>
/// %4 = length %0                               gives    … %6 = load %0, %5 [Safe]
/// for 0, %4 { (%5) … %6 = load %0, %5 }
/// </code>
/// The proof looks at the index, the loops around it and the length alone; it holds wherever these values exist.
/// </remarks>
internal sealed class SafeAccess : Rewriter
{
    private readonly Definitions _definitions;
    private readonly ShadowLengths _lengths;

    private SafeAccess(Function function, int ownParameters)
    {
        _definitions = new Definitions(function.Body);
        _lengths = new ShadowLengths(function, _definitions, ownParameters);
    }

    public static Module Run(Module module) => module with
    {
        Functions = new(module.Functions.Select(function =>
            new SafeAccess(function, ShadowLengths.OwnParameters(module, function)).Rewrite(function))),
    };

    protected override void Visit(Operation operation)
    {
        Value[] indices = operation.Code switch
        {
            OpCode.Load => operation.Operands.Skip(1).ToArray(),
            OpCode.Store or OpCode.Accumulate => operation.Operands.Skip(2).ToArray(),
            _ => [],
        };
        bool safe = indices.Length > 0 && indices.Select((index, dimension) => IsInside(index, operation.Operands[0], dimension)).All(inside => inside);
        base.Visit(safe ? operation with { Flags = operation.Flags | OpFlags.Safe } : operation);
    }

    private bool IsInside(Value index, Value memory, int dimension)
    {
        (Value origin, long offset) = Split(index);
        if (_definitions.LiteralOf(origin) is { } constant)
        {
            return constant.Bits + offset >= 0 && ConstantLength(memory, dimension) is { } length && constant.Bits + offset < length;
        }

        if (_definitions.Parameter(origin) is not { Operation: { Code: OpCode.For } loop, Index: 0 })
        {
            return false;
        }

        Value from = loop.Operands[0], to = loop.Operands[1];
        return loop.Number > 0
            ? Least(from) + offset >= 0 && Room(to, memory, dimension) >= offset
            : Least(to) + 1 + offset >= 0 && Room(from, memory, dimension) >= offset + 1;
    }

    /// <summary>An integer as another and a constant, where the sum cannot have wrapped below the bounds that are then asked of it.</summary>
    private (Value Origin, long Offset) Split(Value value)
    {
        Operation? operation = _definitions.Of(value);
        return operation is { Code: OpCode.Add or OpCode.Sub } && _definitions.LiteralOf(operation.Operands[1]) is { } literal
            ? (operation.Operands[0], operation.Code == OpCode.Add ? literal.Bits : -literal.Bits)
            : (value, 0);
    }

    /// <summary>A lower bound of an integer.</summary>
    private long Least(Value value) =>
        _definitions.LiteralOf(value) is { } literal ? literal.Bits
        : _definitions.Of(value, OpCode.Length) is not null ? 0
        : _definitions.Parameter(value) is { Operation: { Code: OpCode.For, Number: > 0 } loop, Index: 0 } ? Least(loop.Operands[0])
        : int.MinValue;

    /// <summary>How much can be added to <paramref name="bound"/> before it exceeds the length of a dimension; the least integer if that is unknown.</summary>
    private long Room(Value bound, Value memory, int dimension)
    {
        if (_definitions.LiteralOf(bound) is { } literal)
        {
            return ConstantLength(memory, dimension) is { } length ? length - literal.Bits : long.MinValue;
        }

        if (IsLength(bound, memory, dimension))
        {
            return 0;
        }

        // A length less a positive constant does not wrap.
        (Value origin, long offset) = Split(bound);
        return offset < 0 && IsLength(origin, memory, dimension) ? -offset : long.MinValue;
    }

    private bool IsLength(Value value, Value memory, int dimension)
    {
        if (memory.Type is MemoryType { Rank: 1 })
        {
            return _lengths.IsLengthOf(value, memory);
        }

        return (_definitions.Of(value, OpCode.Length) is { } length && length.Operands[0].Id == memory.Id && length.Number == dimension)
            || (_definitions.Of(memory, OpCode.Alloc) is { } alloc && alloc.Operands[dimension].Id == value.Id);
    }

    private long? ConstantLength(Value memory, int dimension)
    {
        while (_definitions.Of(memory, OpCode.View) is { } view)
        {
            memory = view.Operands[0];
        }

        Value? size = _definitions.Of(memory) switch
        {
            { Code: OpCode.Alloc } alloc when alloc.Operands.Count > dimension => alloc.Operands[dimension],
            { Code: OpCode.Slice } slice => slice.Operands[2],
            _ => null,
        };
        return size is null ? null : _definitions.LiteralOf(size)?.Bits;
    }
}
