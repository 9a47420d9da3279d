using Adjoint.Generator.Analysis;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>Where stored values are kept.</summary>
internal sealed partial class ReverseSweep
{
    private readonly Dictionary<BlockSite, StorageKind> _storageKinds = [];
    private readonly Dictionary<int, BlockSite> _turnBlocks = [];
    private Dictionary<ScalarKind, Value> _tapes = [];

    /// <summary>The block whose forward and reverse code stand together around <paramref name="site"/>: the body of a joint loop, or the function's.</summary>
    private BlockSite SweepRootOf(BlockSite site)
    {
        BlockSite block = site;
        while (block.Owner is { } owner && !IsJoint(owner))
        {
            block = owner.Block;
        }

        return block;
    }

    private StorageKind StorageOf(BlockSite site)
    {
        if (!_storageKinds.TryGetValue(site, out StorageKind kind))
        {
            BlockSite root = SweepRootOf(site);
            kind = _isSplit && ReferenceEquals(root, _index.Root) ? StorageKind.Tape
                : ReferenceEquals(site, root) ? StorageKind.Direct
                : IsBranchOf(site, root) ? StorageKind.Export
                : NestOf(site, root) is not null ? StorageKind.Indexed
                : StorageKind.Tape;
            _storageKinds[site] = kind;
        }

        return kind;
    }

    private static bool IsBranchOf(BlockSite site, BlockSite root)
    {
        for (BlockSite block = site; !ReferenceEquals(block, root); block = block.Parent!)
        {
            if (block.Owner!.Operation.Code != OpCode.If)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The counted loops between a block and its sweep root, outermost first; null where a trip count is not known at the root.</summary>
    private List<OperationSite>? NestOf(BlockSite site, BlockSite root)
    {
        List<OperationSite> nest = [];
        bool conditional = false;
        for (BlockSite block = site; !ReferenceEquals(block, root); block = block.Parent!)
        {
            OperationSite owner = block.Owner!;
            if (owner.Operation.Code == OpCode.While)
            {
                return null;
            }

            if (owner.Operation.Code == OpCode.For)
            {
                nest.Insert(0, owner);
            }
            else
            {
                conditional = true;
            }
        }

        return nest.All(loop => IsExpressible(loop.Operation.Operands[0], root, conditional)
            && IsExpressible(loop.Operation.Operands[1], root, conditional)) ? nest : null;
    }

    /// <summary>Whether a loop bound can be computed in the sweep root's block, before the loops.</summary>
    private bool IsExpressible(Value value, BlockSite root, bool conditional)
    {
        if (root.IsWithin(_index.BlockOf(value)))
        {
            return true;
        }

        if (_index.Definition(value) is not { } site)
        {
            return false;
        }

        Operation operation = site.Operation;
        bool simple = operation.Code switch
        {
            OpCode.Const or OpCode.Add or OpCode.Sub or OpCode.Mul or OpCode.Neg or OpCode.View or OpCode.Select
                or OpCode.Less or OpCode.LessEqual or OpCode.Greater or OpCode.GreaterEqual or OpCode.Equal or OpCode.NotEqual => true,
            OpCode.Convert => operation.Result.Type.IsInteger && operation.Operands[0].Type.IsInteger,
            OpCode.Length or OpCode.Field => !conditional || (operation.Effects & Effects.Traps) == 0,
            _ => false,
        };
        return simple && operation.Operands.All(operand => IsExpressible(operand, root, conditional));
    }

    /// <summary>The stored values of a block in the order in which they are kept.</summary>
    private List<Value> StoredIn(BlockSite site)
    {
        List<Value> values = site.Block.Parameters.Where(parameter => _stored.Contains(parameter.Id)).ToList();
        foreach (OperationSite operation in site.Operations)
        {
            values.AddRange(operation.Operation.Results.Where(result => _stored.Contains(result.Id)));
            values.AddRange(operation.Operation.Results.Where(result => _keptShadows.Contains(result.Id)).Select(ShadowKey));
            if (operation.Operation.Code == OpCode.While && _stored.Contains(Turns(operation).Id))
            {
                values.Add(Turns(operation));
            }
        }

        return values;
    }

    /// <summary>The stored values of a site's regions, at any depth, that live in indexed buffers of <paramref name="root"/>.</summary>
    private IEnumerable<(BlockSite Block, Value Value)> IndexedWithin(OperationSite site, BlockSite root)
    {
        foreach (BlockSite region in site.Regions)
        {
            if (ReferenceEquals(SweepRootOf(region), root) && StorageOf(region) == StorageKind.Indexed)
            {
                foreach (Value value in StoredIn(region))
                {
                    yield return (region, value);
                }
            }

            foreach (OperationSite inner in region.Operations)
            {
                foreach ((BlockSite, Value) found in IndexedWithin(inner, root))
                {
                    yield return found;
                }
            }
        }
    }

    /// <summary>A value that stands for the number of turns that a <c>while</c> took; it is defined beside the loop.</summary>
    private Value Turns(OperationSite loop)
    {
        Value turns = new(-2 - loop.Position, IrType.I32, "turns");
        _turnBlocks[turns.Id] = loop.Block;
        return turns;
    }

    private BlockSite BlockOf(Value value) => value.Id < 0 ? _turnBlocks[value.Id] : _index.BlockOf(value);

    /// <summary>The tapes of references, by what they hold: a split function has none, so that its two halves need no more than its scalars.</summary>
    private readonly Dictionary<IrType, Value> _referenceTapes = [];

    private Value TapeOf(Value stored) => stored.Type is ScalarType scalar ? TapeOf(scalar.Kind)
        : _planning ? new Value(PlanningIds - 1, new TapeType(stored.Type))
        : _referenceTapes[stored.Type];

    private Value TapeOf(ScalarKind kind) => _tapes.TryGetValue(kind, out Value? tape) ? tape
        : _planning ? new Value(PlanningIds - 1, new TapeType(kind))
        : throw new InvalidOperationException($"there is no tape of {kind}");

    private void Push(IEnumerable<Value> stored, BlockBuilder builder, Func<Value, Value> forward)
    {
        foreach (Value value in stored)
        {
            builder.Do(OpCode.Push, [TapeOf(value), forward(value)]);
        }
    }

    /// <summary>Pops what the forward code of the scope's block pushed; the reverse of a block starts with this.</summary>
    private void PopStored(ReverseScope scope)
    {
        if (StorageOf(scope.Site) != StorageKind.Tape || _planning)
        {
            return;
        }

        foreach (Value value in Enumerable.Reverse(StoredIn(scope.Site)))
        {
            scope.Primals[value.Id] = scope.Builder.Emit(OpCode.Pop, value.Type, [TapeOf(value)], value.Name);
        }
    }

    private Value LoadIndexed(ReverseScope scope, Value primal) => scope.Builder.Named(
        scope.Builder.Emit(OpCode.Load, primal.Type, [scope.At(SweepRootOf(scope.Site)).Storage!.Buffers[primal.Id], NestIndex(scope)], flags: OpFlags.Safe),
        primal.Name);

    /// <summary>The number of the turn that is being reversed, among all turns of the loops around it.</summary>
    private Value NestIndex(ReverseScope scope)
    {
        BlockSite root = SweepRootOf(scope.Site);
        SweepStorage storage = scope.At(root).Storage!;
        Value? index = null;
        foreach (OperationSite loop in NestOf(scope.Site, root)!)
        {
            Value turn = Turn(scope.Builder, loop.Operation, Primal(scope, loop.Operation.Regions[0].Parameters[0]),
                () => Primal(scope, loop.Operation.Operands[0]));
            index = index is null
                ? turn
                : scope.Builder.Binary(OpCode.Add, scope.Builder.Binary(OpCode.Mul, index, storage.Trips[loop]), turn);
        }

        return index!;
    }

    /// <summary>The number of a loop's turn, from 0, at index value <paramref name="index"/>.</summary>
    private Value Turn(BlockBuilder builder, Operation loop, Value index, Func<Value> from)
    {
        Value offset = IsZero(loop.Operands[0]) ? index : builder.Binary(OpCode.Sub, index, from());
        return loop.Number switch
        {
            1 => offset,
            -1 => builder.Emit(OpCode.Neg, IrType.I32, [offset]),
            _ => builder.Emit(OpCode.Div, IrType.I32, [offset, builder.Const(loop.Number)], flags: OpFlags.Safe),
        };
    }

    /// <summary>The number of turns that a counted loop takes.</summary>
    private Value TripCount(BlockBuilder builder, Operation loop, Value from, Value to)
    {
        Value distance = IsZero(loop.Operands[0]) ? to : builder.Binary(OpCode.Sub, to, from);
        int step = loop.Number;
        Value count = step switch
        {
            1 => distance,
            -1 => builder.Binary(OpCode.Sub, from, to),
            _ => builder.Emit(OpCode.Div, IrType.I32,
                [builder.Binary(OpCode.Add, distance, builder.Const(step > 0 ? step - 1 : step + 1)), builder.Const(step)], flags: OpFlags.Safe),
        };
        if (IsZero(loop.Operands[0]) && step == 1 && _index.Definition(loop.Operands[1]) is { Operation.Code: OpCode.Length })
        {
            return count;
        }

        Value zero = builder.Const(0);
        return builder.Select(builder.Compare(OpCode.Less, count, zero), zero, count);
    }

    private bool IsZero(Value value) => _index.Definition(value) is { Operation: { Code: OpCode.Const, Literal.Bits: 0 } };
}
