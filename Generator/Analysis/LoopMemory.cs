using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Analysis;

/// <summary>The memory that the turns of a <c>for</c> read and write, and whether one turn can read what another wrote.</summary>
internal sealed class LoopMemory
{
    private readonly MemoryRoots _roots;
    private readonly Definitions _inside;
    private readonly Definitions _function;
    private readonly EquatableArray<Value> _parameters;

    public LoopMemory(Operation loop, MemoryRoots roots, Definitions function)
    {
        _roots = roots;
        _function = function;
        _inside = new Definitions(loop.Regions[0]);
        _parameters = loop.Regions[0].Parameters;
        Effects = MemoryEffects.All(loop.Regions[0]).Where(Matters).ToArray();
    }

    /// <summary>The operations of the body that read or write memory, in order.</summary>
    public Operation[] Effects { get; }

    /// <summary>Whether no turn reads from memory what another turn wrote there.</summary>
    public bool IsIndependent()
    {
        if (Effects.Any(operation => operation.Code is OpCode.Opaque or OpCode.Push or OpCode.Pop && !operation.IsFixedRead))
        {
            return false;
        }

        return Effects.All(writer => Effects.All(reader => !Conflict(writer, reader)));
    }

    /// <summary>Whether two turns may write one location, other than by adding to it: the order of the turns then decides which value stays.</summary>
    /// <param name="matters">Which memory to look at.</param>
    public bool MayOverwrite(Func<Value, bool> matters)
    {
        (Operation Operation, Value Memory)[] writes = Effects.Where(operation => operation.Code != OpCode.Accumulate)
            .SelectMany(operation => Writes(operation).Where(matters).Where(written => !OwnOfTurn(written)).Select(written => (operation, written)))
            .ToArray();
        return writes.Any(first => writes.Any(second => _roots.MayAlias(first.Memory, second.Memory)
            && !SameTurn(first.Operation, first.Memory, second.Operation, second.Memory)));
    }

    /// <summary>Whether the value is the same in every turn.</summary>
    public bool IsInvariant(Value value) => !_parameters.Contains(value) && !_inside.Contains(value);

    /// <summary>The index as a form of the loop's index.</summary>
    public AffineIndex? Affine(Value index) => AffineIndex.Of(index, _parameters[0], _function, _function.LiteralOf, IsInvariant);

    /// <summary>The memory behind views of the whole.</summary>
    public Value Base(Value memory)
    {
        while (_function.Of(memory, OpCode.View) is { } view)
        {
            memory = view.Operands[0];
        }

        return memory;
    }

    // Sums into the same place are the same in any order, so two accumulates do not conflict.
    private bool Conflict(Operation writer, Operation reader)
    {
        if (writer.Code == OpCode.Accumulate && reader.Code == OpCode.Accumulate)
        {
            return false;
        }

        foreach (Value written in Writes(writer))
        {
            foreach (Value read in MemoryEffects.Reads(reader))
            {
                if (_roots.MayAlias(written, read) && !OwnOfTurn(written) && !OwnOfTurn(read) && !SameTurn(writer, written, reader, read))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // A callee cannot write through a read-only span.
    private static IEnumerable<Value> Writes(Operation operation) => MemoryEffects.Writes(operation)
        .Where(memory => operation.Code != OpCode.Call || memory.Type is not MemoryType { Kind: MemoryKind.ReadOnlySpan or MemoryKind.Rows });

    /// <summary>Memory that is made anew in each turn.</summary>
    private bool OwnOfTurn(Value memory) => _roots.Of(memory) is { Count: > 0 } roots
        && roots.All(root => root.Kind == MemoryRootKind.Allocation && _inside.Contains(new Value(root.Number, IrType.I32)));

    /// <summary>Whether two accesses reach the same element only within one turn: some index of both is the same form of the loop's index.</summary>
    private bool SameTurn(Operation writer, Value written, Operation reader, Value read)
    {
        Value memory = Base(written);
        if (memory.Id != Base(read).Id || !IsInvariant(memory))
        {
            return false;
        }

        Value[] first = Indices(writer).ToArray(), second = Indices(reader).ToArray();
        for (int i = 0; i < Math.Min(first.Length, second.Length); i++)
        {
            if (Affine(first[i]) is { Coefficient: 1 or -1 } form && form == Affine(second[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<Value> Indices(Operation operation) => operation.Code switch
    {
        OpCode.Load => operation.Operands.Skip(1),
        OpCode.Store or OpCode.Accumulate => operation.Operands.Skip(2),
        _ => [],
    };

    private static bool Matters(Operation operation) =>
        MemoryEffects.Writes(operation).Any() || MemoryEffects.Reads(operation).Any() || (operation.Code == OpCode.Opaque && !operation.IsFixedRead);
}
