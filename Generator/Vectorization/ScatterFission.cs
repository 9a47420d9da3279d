using Adjoint.Generator.Analysis;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Optimization;

namespace Adjoint.Generator.Vectorization;

/// <summary>Gives each of several sums into neighbouring elements a loop of its own, where what it adds is cheap to compute again.</summary>
/// <remarks>
/// <code>
/// for 0, %n { (%i)                     gives    for 0, %n { (%i) … accumulate %d, %1, %i }
///   … accumulate %d, %1, %i                     for 0, %n { (%j) … accumulate %d, %2, %j + 1 }
///   accumulate %d, %2, %i + 1
/// }
/// </code>
/// In vectors the second sum would load, from the middle of what the first has just stored, elements that the processor must wait for.
/// Only loops that become vector code are split.
/// </remarks>
internal sealed class ScatterFission : Rewriter
{
    private const int MaxOperations = 20;

    private readonly MemoryRoots _roots;
    private readonly Definitions _definitions;
    private readonly UseCounts _uses;

    private ScatterFission(Function function)
    {
        _roots = new MemoryRoots(function);
        _definitions = new Definitions(function.Body);
        _uses = new UseCounts(function.Body);
    }

    public static Function Run(Function function) => new ScatterFission(function).Rewrite(function);

    protected override void Visit(Operation operation)
    {
        bool innermost = operation.Code == OpCode.For
            && !MemoryEffects.All(operation.Regions[0]).Any(nested => nested.Code is OpCode.For or OpCode.While);
        if (!innermost || Legality.Check(operation, _roots, _definitions, _uses).Plan is not { } plan)
        {
            base.Visit(operation);
            return;
        }

        Dictionary<Operation, Operation[]> split = new(OperationIdentity.Comparer);
        foreach (IGrouping<int, LoopAccess> sums in plan.Accesses.Where(IsSum).GroupBy(access => access.Base.Id))
        {
            // The first place stays; every other place leaves, if all that the memory is used for are such sums.
            AffineIndex first = sums.First().Indices[0];
            foreach (LoopAccess sum in sums.Where(sum => sum.Indices[0] != first && IsAlone(sum, plan)))
            {
                if (Slice(sum.Operation, plan) is { } operations)
                {
                    split[sum.Operation] = operations;
                }
            }
        }

        Append(split.Count == 0 ? operation : operation with { Regions = new([Without(plan.Body, split)]) });
        foreach (Operation[] operations in split.Values)
        {
            Append(LoopOf(operation, plan, operations));
        }
    }

    private static bool IsSum(LoopAccess access) =>
        access.Accumulates && access.IsContiguous && !access.Conditional && access.Indices.Count == 1
        && access.Operation.Has(OpFlags.Safe) && !access.Operation.Has(OpFlags.Strict);

    private bool IsAlone(LoopAccess sum, VectorPlan plan) => plan.Accesses.All(other =>
        (IsSum(other) && other.Base.Id == sum.Base.Id) || !_roots.MayAlias(other.Memory, sum.Memory));

    /// <summary>The operations of a turn that a sum needs, it being the last; nothing if they are many, dear, or depend on other turns or on what the loop writes.</summary>
    private Operation[]? Slice(Operation sum, VectorPlan plan)
    {
        HashSet<int> needed = new(sum.Operands.Select(operand => operand.Id));
        List<Operation> slice = [sum];
        foreach (Operation operation in plan.Body.Operations.Reverse().SkipWhile(operation => !ReferenceEquals(operation, sum)).Skip(1))
        {
            if (operation.Results is [var result] && needed.Contains(result.Id))
            {
                slice.Add(operation);
                needed.UnionWith(operation.Operands.Select(operand => operand.Id));
            }
        }

        bool cheap = slice.Count <= MaxOperations && slice.Skip(1).All(operation => IsCheap(operation, plan));
        slice.Reverse();
        return cheap && !plan.Body.Parameters.Skip(1).Any(parameter => needed.Contains(parameter.Id)) ? [.. slice] : null;
    }

    private bool IsCheap(Operation operation, VectorPlan plan)
    {
        if (operation.Code == OpCode.Load)
        {
            return !plan.Accesses.Any(access => access.Writes && _roots.MayAlias(access.Memory, operation.Operands[0]));
        }

        return operation.IsPure
            && operation.Regions.Count == 0
            && (operation.Code != OpCode.Elementary || operation.Symbol is "Abs" or "Max" or "Min" or "Sqrt");
    }

    private static Block Without(Block body, Dictionary<Operation, Operation[]> split) =>
        body with { Operations = new(body.Operations.Where(operation => !split.ContainsKey(operation))) };

    private Operation LoopOf(Operation loop, VectorPlan plan, Operation[] operations)
    {
        Cloning copies = new(NewValue);
        Value index = NewValue(IrType.I32, plan.Index.Name);
        copies.Map(plan.Index, index);
        Block body = new(new([index]), new(operations.Select(copies.Clone)), default);
        return loop with
        {
            Operands = new(loop.Operands.Take(2)),
            Results = default,
            Regions = new([body]),
            Facts = new LoopFacts(true, default),
        };
    }
}
