using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>The rewriting of one function for <see cref="ReferenceChoices"/>.</summary>
internal sealed class ReferenceChoiceWriter(Function function)
{
    private readonly Dictionary<int, Value> _map = [];
    private readonly Dictionary<int, ReferenceGroup> _groups = [];
    private readonly Dictionary<int, ReferenceNumbers> _numbers = [];
    private readonly Dictionary<int, Operation> _definitions = [];
    private int _next = function.NextId();

    public Block Write(Block block) => Write(block, [], block.Parameters, null);

    /// <summary>Writes a block after what stands at its start already.</summary>
    /// <param name="block">The block.</param>
    /// <param name="operations">What stands at its start.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="results">The results that it yields for, where they may be references of a group.</param>
    private Block Write(Block block, List<Operation> operations, EquatableArray<Value> parameters, EquatableArray<Value>? results)
    {
        foreach (Operation operation in block.Operations)
        {
            foreach (Value result in operation.Results)
            {
                _definitions[result.Id] = operation;
            }

            Write(operation, operations);
        }

        IEnumerable<Value> yields = results is not { } given
            ? block.Yields.Select(Map)
            : block.Yields.Zip(given, (value, result) => (value, result)).SelectMany(pair => _groups.TryGetValue(pair.result.Id, out ReferenceGroup? group)
                ? NumbersOf(pair.value, group, operations).All
                : [Map(pair.value)]).ToList();
        return new Block(parameters, new(operations), new(yields));
    }

    private void Write(Operation operation, List<Operation> operations)
    {
        bool isLoop = operation.Code is OpCode.For or OpCode.While;
        if (isLoop && operation.Results.Any(result => result.Type.IsReference && !_groups.ContainsKey(result.Id))
            && ReferenceOrigins.Find(operation, Map) is { } found)
        {
            foreach (KeyValuePair<int, ReferenceGroup> pair in found)
            {
                _groups[pair.Key] = pair.Value;
            }
        }

        if (operation.Results.Any(result => _groups.ContainsKey(result.Id)))
        {
            WriteGrouped(operation, operations);
        }
        else
        {
            operations.Add(operation with
            {
                Operands = new(operation.Operands.Select(Map)),
                Regions = new(operation.Regions.Select(Write)),
            });
        }
    }

    private Value Map(Value value) => _map.TryGetValue(value.Id, out Value? mapped) ? mapped : value;

    /// <summary>A branch or loop whose references become numbers; behind it the references are there again.</summary>
    private void WriteGrouped(Operation operation, List<Operation> operations)
    {
        foreach (ReferenceGroup group in operation.Results.Where(result => _groups.ContainsKey(result.Id)).Select(result => _groups[result.Id]).Distinct())
        {
            if (group.Made is { } made && group.Buffer is null)
            {
                group.Buffer = BufferOf(made, operation, operations);
            }
        }

        int first = operation.Code == OpCode.If ? operation.Operands.Count : ReferenceOrigins.FirstInitial(operation);
        List<Value> operands = operation.Operands.Take(first).Select(Map).ToList();
        for (int k = first; k < operation.Operands.Count; k++)
        {
            if (_groups.TryGetValue(operation.Results[k - first].Id, out ReferenceGroup? group))
            {
                operands.AddRange(NumbersOf(operation.Operands[k], group, operations).All);
            }
            else
            {
                operands.Add(Map(operation.Operands[k]));
            }
        }

        List<Block> regions = [];
        foreach (Block region in operation.Regions)
        {
            bool isCondition = operation.Code == OpCode.While && ReferenceEquals(region, operation.Regions[0]);
            List<Operation> start = [];
            List<Value> parameters = [];
            foreach (Value parameter in region.Parameters)
            {
                parameters.AddRange(Replaced(parameter, start));
            }

            regions.Add(Write(region, start, new(parameters), isCondition ? null : operation.Results));
        }

        List<Operation> after = [];
        List<Value> results = operation.Results.SelectMany(result => Replaced(result, after)).ToList();
        operations.Add(operation with { Operands = new(operands), Results = new(results), Regions = new(regions), Facts = null });
        operations.AddRange(after);
    }

    /// <summary>A buffer before the loop for memory that each turn makes anew.</summary>
    private Value BufferOf(Value made, Operation loop, List<Operation> operations)
    {
        Dictionary<int, Operation> definitions = [];
        HashSet<int> inside = [];
        foreach (Block region in loop.Regions)
        {
            inside.UnionWith(region.Parameters.Select(parameter => parameter.Id));
            foreach (Operation inner in region.Operations)
            {
                inner.Results.ToList().ForEach(result => definitions[result.Id] = inner);
                inside.UnionWith(inner.Results.Select(result => result.Id));
            }
        }

        Operation allocation = definitions[made.Id];
        Value known = ReferenceOrigins.SizeOf(allocation.Operands[0], loop, definitions, inside)!;
        Value size = definitions.TryGetValue(known.Id, out Operation? constant) ? Constant((int)constant.Literal!.Value.Integer, operations)
            : known.Type.IsReference ? Emit(OpCode.Length, IrType.I32, [Map(known)], operations)
            : Map(known);
        return Emit(OpCode.Alloc, made.Type, [size], operations, made.Name, (allocation.Flags & OpFlags.Escapes) | OpFlags.Uninitialized);
    }

    /// <summary>The values in the place of a result or parameter; a reference of a group is made again from its numbers.</summary>
    private List<Value> Replaced(Value value, List<Operation> operations)
    {
        if (!_groups.TryGetValue(value.Id, out ReferenceGroup? group))
        {
            return [value];
        }

        Value? Number(bool varies, string suffix) => varies ? new(_next++, IrType.I32, value.Name is null ? null : value.Name + suffix) : null;
        ReferenceNumbers numbers = new(
            Number(group.IsChosen, "Choice"), Number(group.IsIndexed, "Index"), Number(group.IsSliced, "Start"), Number(group.IsSliced, "Length"));
        _numbers[value.Id] = numbers;
        _map[value.Id] = Made(group, numbers, value.Name, operations);
        return numbers.All.ToList();
    }

    /// <summary>The numbers that tell a reference at the end of the operations.</summary>
    private ReferenceNumbers NumbersOf(Value value, ReferenceGroup group, List<Operation> operations)
    {
        if (_numbers.TryGetValue(value.Id, out ReferenceNumbers? carried))
        {
            return carried;
        }

        // From outside the loop, where it stands for itself; but it may be made there as others are made inside.
        int whole = group.Roots.FindIndex(root => root.Kind == ReferenceRootKind.Whole && root.Base.Id == Map(value).Id);
        if (whole >= 0)
        {
            return Terminal(whole, null);
        }

        Operation made = _definitions[value.Id];
        switch (made.Code)
        {
            case OpCode.Alloc:
                Value buffer = group.Buffer!;
                Value target = buffer.Type is MemoryType { Kind: MemoryKind.Array } array
                    ? Emit(OpCode.View, MemoryType.Span(array.Element), [buffer], operations)
                    : buffer;
                operations.Add(new Operation(OpCode.Copy, new([Map(value), target]), default));
                return Terminal(group.Roots.FindIndex(root => root.Kind == ReferenceRootKind.Made), null);
            case OpCode.View:
                return NumbersOf(made.Operands[0], group, operations);
            case OpCode.Slice:
                ReferenceNumbers around = NumbersOf(made.Operands[0], group, operations);
                return around with { Start = Sum(around.Start!, Map(made.Operands[1]), operations), Length = Map(made.Operands[2]) };
            case OpCode.Element:
                Value index = Map(made.Operands[1]);
                Value memory = made.Operands[0];
                while (group.Roots.FindIndex(root => root.Kind == ReferenceRootKind.Item && root.Base.Id == Map(memory).Id) < 0)
                {
                    Operation slice = _definitions[memory.Id];
                    index = slice.Code == OpCode.Slice ? Sum(Map(slice.Operands[1]), index, operations) : index;
                    memory = slice.Operands[0];
                }

                return Terminal(group.Add(new(ReferenceRootKind.Item, Map(memory))), index);
            default:
                ReferenceRootKind kind = made.Code == OpCode.Load ? ReferenceRootKind.Held : ReferenceRootKind.Row;
                return Terminal(group.Add(new(kind, Map(made.Operands[0]))), Map(made.Operands[1]));
        }

        ReferenceNumbers Terminal(int root, Value? index) => new(
            group.IsChosen ? Constant(root, operations) : null,
            group.IsIndexed ? index ?? Constant(0, operations) : null,
            group.IsSliced ? Constant(0, operations) : null,
            group.IsSliced ? Emit(OpCode.Length, IrType.I32, [Map(value)], operations) : null);
    }

    private Value Sum(Value left, Value right, List<Operation> operations) => Emit(OpCode.Add, IrType.I32, [left, right], operations);

    /// <summary>The reference that numbers tell.</summary>
    private Value Made(ReferenceGroup group, ReferenceNumbers numbers, string? name, List<Operation> operations)
    {
        Value memory = Chosen(group, numbers, 0, name, operations);
        return group.IsSliced
            ? Emit(OpCode.Slice, group.Type, [memory, numbers.Start!, numbers.Length!], operations, name, OpFlags.Safe)
            : memory;
    }

    /// <summary>The root with the number, in the type of the group: a chain of branches over the roots.</summary>
    private Value Chosen(ReferenceGroup group, ReferenceNumbers numbers, int from, string? name, List<Operation> operations)
    {
        if (from == group.Roots.Count - 1)
        {
            return OfRoot(group, group.Roots[from], numbers, name, operations);
        }

        Value isThis = Emit(OpCode.Equal, IrType.Bool, [numbers.Which!, Constant(from, operations)], operations);
        List<Operation> here = [];
        List<Operation> others = [];
        Value one = OfRoot(group, group.Roots[from], numbers, name, here);
        Value other = Chosen(group, numbers, from + 1, name, others);
        Value result = new(_next++, group.Type, name);
        operations.Add(new Operation(OpCode.If, new([isThis]), new([result]))
        {
            Regions = new([new Block(default, new(here), new([one])), new Block(default, new(others), new([other]))]),
        });
        return result;
    }

    private Value OfRoot(ReferenceGroup group, ReferenceRoot root, ReferenceNumbers numbers, string? name, List<Operation> operations)
    {
        Value reference = root.Kind switch
        {
            ReferenceRootKind.Made => group.Buffer!,
            ReferenceRootKind.Item => Emit(OpCode.Element, group.Type, [root.Base, numbers.Index!], operations, name, OpFlags.Safe),
            ReferenceRootKind.Held => Emit(OpCode.Load, ((MemoryType)root.Base.Type).Element, [root.Base, numbers.Index!], operations, name, OpFlags.Safe),
            ReferenceRootKind.Row => Emit(OpCode.Row, MemoryType.ReadOnlySpan(((MemoryType)root.Base.Type).Element), [root.Base, numbers.Index!], operations, name, OpFlags.Safe),
            _ => root.Base,
        };
        return reference.Type == group.Type ? reference : Emit(OpCode.View, group.Type, [reference], operations, name);
    }

    private Value Emit(OpCode code, IrType type, Value[] operands, List<Operation> operations, string? name = null, OpFlags flags = OpFlags.None)
    {
        Value value = new(_next++, type, name);
        operations.Add(new Operation(code, new(operands), new([value])) { Flags = flags });
        return value;
    }

    private Value Constant(int number, List<Operation> operations)
    {
        Value value = new(_next++, IrType.I32);
        operations.Add(new Operation(OpCode.Const, default, new([value])) { Literal = Literal.Of(ScalarKind.I32, number) });
        return value;
    }
}
