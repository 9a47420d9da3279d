using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <summary>
/// Which allocations the workspace serves, and by which frame. A loop whose turns leave no memory behind has a frame of its
/// own, so that memory is given back after each turn; only the innermost open frame can rent.
/// </summary>
internal sealed class FramePlacement
{
    private readonly BodyContext _context;
    private readonly Dictionary<IrRegion, Variable> _frames = [];

    private readonly Escapes _escapes;
    private readonly Dictionary<int, Reach> _reaches = [];
    private readonly List<Value> _spanNames = [];

    private FramePlacement(BodyContext context, Escapes escapes)
    {
        _context = context;
        _escapes = escapes;
    }

    /// <summary>Every array value that refers to memory of the workspace.</summary>
    public IEnumerable<Value> SpanNames => _spanNames;

    /// <summary>Every array value that is an array given as a parameter.</summary>
    public IEnumerable<Value> NamesOf(Value parameter)
    {
        _escapes.Of(_context.Facts, parameter, out List<Value> names);
        return names;
    }

    public static FramePlacement Of(BodyContext context, Escapes escapes)
    {
        FramePlacement placement = new(context, escapes);
        List<IrNode> left = placement.Place(context.Facts.Body);
        if (left.Count > 0)
        {
            placement._frames[context.Facts.Body] = context.NewVariable(new OpaqueType("Frame"), "frame");
        }

        return placement;
    }

    /// <summary>The frame that is opened at the start of a region, null where none is.</summary>
    public Variable? FrameOf(IrRegion region) => _frames.TryGetValue(region, out Variable? frame) ? frame : null;

    public AllocationKind Kind(IrNode node)
    {
        Operation operation = node.Operation;
        if (operation.Code == OpCode.NewTape)
        {
            return AllocationKind.Workspace;
        }

        MemoryType type = (MemoryType)operation.Result.Type;
        if (!_context.Facts.IsNeeded(operation.Result))
        {
            return AllocationKind.Heap;
        }

        if (type.Kind == MemoryKind.Ref)
        {
            return IsReachedByName(operation.Result) ? AllocationKind.Local : AllocationKind.Workspace;
        }

        Reach reach = ReachOf(operation.Result);
        return reach == Reach.Names && Escapes.IsPlain(type) ? AllocationKind.Workspace
            : reach != Reach.Outlives && Escapes.IsPooled(type) ? AllocationKind.Pooled
            : AllocationKind.Heap;
    }

    private Reach ReachOf(Value memory)
    {
        if (!_reaches.TryGetValue(memory.Id, out Reach reach))
        {
            _reaches[memory.Id] = reach = _escapes.Of(_context.Facts, memory, out List<Value> names);
            if (reach == Reach.Names && Escapes.IsPlain(memory.Type))
            {
                _spanNames.AddRange(names);
            }
        }

        return reach;
    }

    /// <summary>The expression that rents the memory.</summary>
    public string Rented(IrNode node, IEnumerable<Code> sizes, TypeNames types)
    {
        string frame = FrameAround(node.Region).Code.Text;
        if (node.Operation.Result.Type is TapeType tape)
        {
            return frame + "." + TypeNames.TapeOf(tape) + "<" + types.Of(tape.Element) + ">()";
        }

        MemoryType type = (MemoryType)node.Operation.Result.Type;
        string element = types.Of(type.Element);
        if (type.Kind == MemoryKind.Ref)
        {
            return "ref " + frame + ".Rent<" + element + ">(1)[0]";
        }

        if (Kind(node) == AllocationKind.Pooled)
        {
            return frame + ".RentArray<" + element + ">(" + string.Join(", ", sizes.Select(size => size.Text)) + ")";
        }

        string method = node.Operation.Has(OpFlags.Uninitialized) ? ".RentUninitialized<" : ".Rent<";
        return frame + method + element + ">(" + sizes.Single().Text + ")";
    }

    private Variable FrameAround(IrRegion region)
    {
        for (IrRegion? around = region; around is not null; around = around.Owner?.Region)
        {
            if (_frames.TryGetValue(around, out Variable? frame))
            {
                return frame;
            }
        }

        throw new InvalidOperationException("no frame around an allocation");
    }

    // Gives frames to the loops inside a region, and returns the allocations that are left for a frame further out.
    private List<IrNode> Place(IrRegion region)
    {
        List<IrNode> left = [];
        foreach (IrNode node in region.Nodes.Where(node => node.IsLive))
        {
            if (node.Code is OpCode.Alloc or OpCode.NewTape && Kind(node) is AllocationKind.Workspace or AllocationKind.Pooled)
            {
                left.Add(node);
            }

            foreach (IrRegion inner in node.Regions)
            {
                List<IrNode> fromInner = Place(inner);
                bool isBody = inner.IsLoopBody && !FunctionFacts.IsCondition(inner);
                if (isBody && fromInner.Count > 0 && !YieldsReference(inner) && !fromInner.Exists(node => IsKeptOutside(node.Operation.Result, inner)))
                {
                    _frames[inner] = _context.NewVariable(new OpaqueType("Frame"), "turn");
                }
                else
                {
                    left.AddRange(fromInner);
                }
            }
        }

        return left;
    }

    // An element of an array lives as long as the array does.
    private bool IsKeptOutside(Value memory, IrRegion body) => ReachOf(memory) == Reach.Elements
        && _context.Facts.UsesOf(memory).Any(use => use.Node is not { } user || user.Code switch
        {
            OpCode.Store or OpCode.Push => use.Index == 1 && !_context.Facts.RegionOf(user.Operation.Operands[0]).IsWithin(body),
            OpCode.For or OpCode.While or OpCode.Slice or OpCode.View or OpCode.Element => true,
            _ => false,
        });

    private bool YieldsReference(IrRegion body) =>
        _context.Facts.NeededYields(body).Any(i => body.Block.Yields[i].Type.IsReference
            && !IsDefinedOutside(body.Block.Yields[i], body));

    private bool IsDefinedOutside(Value value, IrRegion body)
    {
        Value root = new MemoryRoots(_context.Facts).RootOf(value, out _);
        return _context.Facts.DefinitionOf(root) is null && _context.Facts.ParameterOf(root) is { Index: var index, Region: var region } && region == body
            ? body.Block.Parameters[index].Id == root.Id
            : !_context.Facts.RegionOf(root).IsWithin(body);
    }

    private bool IsReachedByName(Value cell) =>
        _context.Facts.UsesOf(cell).All(use => use.Node is { Code: OpCode.Load or OpCode.Store or OpCode.Accumulate or OpCode.Call } user
            && (use.Index == 0 || user.Code == OpCode.Call));
}
