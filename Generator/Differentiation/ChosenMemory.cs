using Adjoint.Generator.Analysis;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>
/// Makes memory that a branch makes and hands on before the branch, so that it has one shadow: what is done with it after the branch, and what is done
/// in the branch, meet there. In the arm that is not taken it has no elements.
/// </summary>
/// <remarks>
/// Before <c>%r = if %c {%a = alloc %n … yield %a} {yield %b}</c>, after
/// <c>%s = if %c {yield %n} {yield 0}  %a = alloc %s  %r = if %c {… yield %a} {yield %b}</c>.
/// </remarks>
internal sealed class ChosenMemory
{
    private readonly Function _function;
    private readonly MemoryRoots _roots;
    private int _next;

    private ChosenMemory(Function function)
    {
        _function = function;
        _roots = new(function);
        _next = function.NextId();
    }

    public static Module Run(Module module) => module with
    {
        Functions = module.Functions.Select(function => function with { Body = new ChosenMemory(function).Rewrite(function.Body) }).ToEquatableArray(),
    };

    private Block Rewrite(Block block) => block.Operations.Any(operation => operation.Regions.Count > 0)
        ? block with { Operations = block.Operations.SelectMany(Rewrite).ToEquatableArray() }
        : block;

    private IEnumerable<Operation> Rewrite(Operation operation)
    {
        Operation inner = operation.Regions.Count == 0 ? operation : operation with { Regions = new(operation.Regions.Select(Rewrite)) };
        if (inner.Code != OpCode.If || !inner.Results.Any(result => result.Type.IsReference))
        {
            return [inner];
        }

        List<Operation> before = [];
        Block[] arms = inner.Regions.Select((arm, i) => WithoutMemory(arm, i, inner.Operands[0], before)).ToArray();
        return [.. before, inner with { Regions = new(arms) }];
    }

    private Block WithoutMemory(Block arm, int which, Value condition, List<Operation> before)
    {
        Operation[] handedOn = arm.Operations
            .Where(operation => operation.Code == OpCode.Alloc
                && arm.Yields.Any(yielded => yielded.Type.IsReference && _roots.Of(yielded).Contains(MemoryRoot.Allocation(operation.Result.Id))))
            .ToArray();
        foreach (Operation allocation in handedOn)
        {
            Value[] sizes = allocation.Operands.Count == 0 ? [] : Sizes(allocation, arm, which, condition, before);
            before.Add(allocation with { Operands = new(sizes) });
        }

        return handedOn.Length == 0 ? arm : arm with { Operations = new(arm.Operations.Where(operation => !handedOn.Contains(operation))) };
    }

    private Value[] Sizes(Operation allocation, Block arm, int which, Value condition, List<Operation> before)
    {
        List<Operation> chain = [];
        foreach (Value size in allocation.Operands)
        {
            Collect(size, arm, chain, allocation);
        }

        Dictionary<int, Value> map = [];
        List<Operation> computed = arm.Operations.Where(chain.Contains).Select(operation => Copy(operation, map)).ToList();

        Block taken = new(default, new(computed), new(allocation.Operands.Select(size => Mapped(size, map))));
        Value zero = Fresh(IrType.I32, null);
        Block other = new(default, new([new Operation(OpCode.Const, default, new([zero])) { Literal = Literal.Of(ScalarKind.I32, 0) }]), new(allocation.Operands.Select(_ => zero)));
        Value[] sizes = allocation.Operands.Select(size => Fresh(size.Type, size.Name)).ToArray();
        before.Add(new Operation(OpCode.If, new([condition]), new(sizes))
        {
            Regions = new(which == 0 ? [taken, other] : [other, taken]),
            Source = allocation.Source,
        });
        return sizes;
    }

    // What the size is computed from in the arm, where that neither reads memory nor has an effect.
    private void Collect(Value value, Block arm, List<Operation> chain, Operation allocation)
    {
        if (!IsMadeIn(value, arm))
        {
            return;
        }

        Operation? maker = arm.Operations.FirstOrDefault(operation => operation.Results.Any(result => result.Id == value.Id));
        if (maker is null || maker.Code == OpCode.Alloc || !maker.IsPure)
        {
            throw new ObstacleException(_function.Name, allocation.Source, "it makes memory in a branch that is used after it, at a size that is computed there, so the derivative does not find that memory again", "make it before the branch");
        }

        if (!chain.Contains(maker))
        {
            chain.Add(maker);
            foreach (Value operand in MemoryEffects.All(maker).SelectMany(operation => operation.Operands.Concat(operation.Regions.SelectMany(region => region.Yields))))
            {
                if (!MemoryEffects.All(maker).Any(operation => operation.Results.Contains(operand)))
                {
                    Collect(operand, arm, chain, allocation);
                }
            }
        }
    }

    private static bool IsMadeIn(Value value, Block arm) =>
        arm.Operations.Any(operation => operation.Results.Any(result => result.Id == value.Id));

    private Operation Copy(Operation operation, Dictionary<int, Value> map)
    {
        EquatableArray<Value> operands = new(operation.Operands.Select(operand => Mapped(operand, map)));
        EquatableArray<Block> regions = operation.Regions.Count == 0 ? default : new(operation.Regions.Select(region =>
        {
            EquatableArray<Value> parameters = new(region.Parameters.Select(parameter => Renewed(parameter, map)));
            EquatableArray<Operation> operations = new(region.Operations.Select(inner => Copy(inner, map)));
            return new Block(parameters, operations, new(region.Yields.Select(yielded => Mapped(yielded, map))));
        }));
        return operation with { Operands = operands, Regions = regions, Results = new(operation.Results.Select(result => Renewed(result, map))) };
    }

    private Value Renewed(Value value, Dictionary<int, Value> map) => map[value.Id] = Fresh(value.Type, value.Name);

    private static Value Mapped(Value value, Dictionary<int, Value> map) => map.TryGetValue(value.Id, out Value? mapped) ? mapped : value;

    private Value Fresh(IrType type, string? name) => new(_next++, type, name);
}
