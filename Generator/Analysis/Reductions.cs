using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Analysis;

/// <summary>Recognises carried values of loops that only gather a sum.</summary>
internal static class Reductions
{
    /// <summary>Whether carried value <paramref name="k"/> of a counted loop is <c>c = c + e</c> or <c>c = c - e</c> with <c>c</c> used nowhere else.</summary>
    public static bool IsSum(Operation loop, int k)
    {
        Block body = loop.Regions[0];
        Value carried = body.Parameters[k + 1];
        Value yielded = body.Yields[k];
        if (yielded.Id == carried.Id)
        {
            return Uses(body, carried) == 1;
        }

        Operation? update = body.Operations.FirstOrDefault(operation => operation.Results.Any(result => result.Id == yielded.Id));
        bool adds = update is { Code: OpCode.Add } && update.Operands.Count(operand => operand.Id == carried.Id) == 1;
        bool subtracts = update is { Code: OpCode.Sub } && update.Operands[0].Id == carried.Id;
        return (adds || subtracts) && Uses(body, carried) == 1 && Uses(body, yielded) == 1;
    }

    /// <summary>Number of uses of a value in a block, its yields and its regions.</summary>
    public static int Uses(Block block, Value value) =>
        block.Yields.Count(yielded => yielded.Id == value.Id)
        + block.Operations.Sum(operation =>
            operation.Operands.Count(operand => operand.Id == value.Id) + operation.Regions.Sum(region => Uses(region, value)));
}
