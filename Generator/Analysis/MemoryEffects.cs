using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Analysis;

/// <summary>Which of an operation's operands it reads from and writes to. Regions are not looked into.</summary>
internal static class MemoryEffects
{
    /// <summary>The memory values whose contents <paramref name="operation"/> depends on.</summary>
    public static IEnumerable<Value> Reads(Operation operation) => operation.IsFixedRead ? [] : operation.Code switch
    {
        OpCode.Load or OpCode.Accumulate or OpCode.Copy or OpCode.Pop or OpCode.VectorLoad or OpCode.ToTensor =>
            [operation.Operands[0]],
        OpCode.Call or OpCode.Opaque or OpCode.Throw => operation.Operands.Where(operand => operand.Type.IsReference),
        _ => [],
    };

    /// <summary>The memory values that <paramref name="operation"/> may change.</summary>
    public static IEnumerable<Value> Writes(Operation operation) => operation.IsFixedRead ? [] : operation.Code switch
    {
        OpCode.Store or OpCode.Accumulate or OpCode.Fill or OpCode.Push or OpCode.Pop or OpCode.VectorStore =>
            [operation.Operands[0]],
        OpCode.Copy or OpCode.FromTensor => [operation.Operands[1]],
        OpCode.Call or OpCode.Opaque => operation.Operands.Where(operand => operand.Type.IsReference),
        _ => [],
    };

    /// <summary>Whether the operation may also touch memory that none of its operands names (a static field, say).</summary>
    public static bool TouchesUnknown(Operation operation) => operation.Code is OpCode.Call or OpCode.Opaque && !operation.IsFixedRead;

    /// <summary>Every operation of a block, those of nested regions included, in order.</summary>
    public static IEnumerable<Operation> All(Block block)
    {
        foreach (Operation operation in block.Operations)
        {
            foreach (Operation nested in All(operation))
            {
                yield return nested;
            }
        }
    }

    /// <summary>An operation and those of its regions, in order.</summary>
    public static IEnumerable<Operation> All(Operation operation)
    {
        yield return operation;
        foreach (Block region in operation.Regions)
        {
            foreach (Operation nested in All(region))
            {
                yield return nested;
            }
        }
    }
}
