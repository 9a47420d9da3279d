using Adjoint.Generator.Analysis;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <summary>Memory that a function makes, writes and never reads, and that nothing outside sees.</summary>
internal static class UnreadMemory
{
    /// <summary>The ids of the memory values that refer to such memory alone.</summary>
    public static HashSet<int> Of(Function function)
    {
        MemoryRoots roots = new(function);
        HashSet<MemoryRoot> read = [];
        Dictionary<int, Value> memories = [];
        foreach (Operation operation in MemoryEffects.All(function.Body))
        {
            foreach (Value memory in Readers(operation))
            {
                read.UnionWith(roots.Of(memory));
            }

            foreach (Value operand in operation.Operands.Where(operand => operand.Type is MemoryType))
            {
                memories[operand.Id] = operand;
            }
        }

        return new(memories.Values
            .Where(memory => roots.IsPrivate(memory) && !roots.Of(memory).Any(read.Contains))
            .Select(memory => memory.Id));
    }

    // An accumulate reads only what it then writes: without other readers its sum is as unread as a store.
    private static IEnumerable<Value> Readers(Operation operation) =>
        operation.Code == OpCode.Accumulate ? [] : MemoryEffects.Reads(operation);
}
