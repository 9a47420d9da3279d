using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Analysis;

/// <summary>The values of a block that are computed from a given one, through operations, conditions and carried values; memory is not followed.</summary>
internal static class Dependents
{
    public static HashSet<int> Of(Value source, Block block)
    {
        HashSet<int> dependent = [source.Id];
        int before;
        do
        {
            before = dependent.Count;
            Visit(block, dependent);
        }
        while (dependent.Count != before && HasLoop(block));

        return dependent;
    }

    private static bool HasLoop(Block block) => MemoryEffects.All(block).Any(operation => operation.Code is OpCode.For or OpCode.While);

    private static void Visit(Block block, HashSet<int> dependent)
    {
        foreach (Operation operation in block.Operations)
        {
            Visit(operation, dependent);
        }
    }

    private static void Visit(Operation operation, HashSet<int> dependent)
    {
        bool Depends(Value value) => dependent.Contains(value.Id);
        switch (operation.Code)
        {
            case OpCode.If:
                Visit(operation.Regions[0], dependent);
                Visit(operation.Regions[1], dependent);
                for (int i = 0; i < operation.Results.Count; i++)
                {
                    AddIf(operation.Results[i], Depends(operation.Operands[0])
                        || Depends(operation.Regions[0].Yields[i]) || Depends(operation.Regions[1].Yields[i]));
                }

                break;

            case OpCode.For:
                Block body = operation.Regions[0];
                bool bounds = Depends(operation.Operands[0]) || Depends(operation.Operands[1]);
                AddIf(body.Parameters[0], bounds);
                for (int i = 0; i < operation.Results.Count; i++)
                {
                    AddIf(body.Parameters[i + 1], bounds || Depends(operation.Operands[i + 2]) || Depends(body.Yields[i]));
                    AddIf(operation.Results[i], Depends(body.Parameters[i + 1]));
                }

                Visit(body, dependent);
                for (int i = 0; i < operation.Results.Count; i++)
                {
                    AddIf(operation.Results[i], Depends(body.Yields[i]));
                }

                break;

            case OpCode.While:
                Block condition = operation.Regions[0], turn = operation.Regions[1];
                Visit(condition, dependent);
                bool tested = Depends(condition.Yields[0]);
                for (int i = 0; i < operation.Results.Count; i++)
                {
                    bool carried = tested || Depends(operation.Operands[i]) || Depends(turn.Yields[i]);
                    AddIf(condition.Parameters[i], carried);
                    AddIf(turn.Parameters[i], carried);
                    AddIf(operation.Results[i], carried);
                }

                Visit(turn, dependent);
                break;

            default:
                bool any = operation.Operands.Any(Depends);
                foreach (Value result in operation.Results)
                {
                    AddIf(result, any);
                }

                break;
        }

        void AddIf(Value value, bool condition)
        {
            if (condition)
            {
                dependent.Add(value.Id);
            }
        }
    }
}
