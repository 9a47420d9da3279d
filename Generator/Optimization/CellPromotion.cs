using Adjoint.Generator.Analysis;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <summary>Turns cells (memory of one element, made here and only loaded and stored) into values, carried through ifs and loops.</summary>
/// <remarks>
/// <code>
/// %1: ref&lt;f64&gt; = alloc                      gives  %5: f64 = const [literal = 0.0]
/// store %1, %0                                    %6: f64 = mul %0, %0
/// %2: f64 = load %1
/// %3: f64 = mul %2, %2
/// </code>
/// </remarks>
internal sealed class CellPromotion : Rewriter
{
    private readonly HashSet<int> _cells;

    // The value that each cell has at this place; the cells that exist here.
    private Dictionary<int, Value> _current = [];

    private CellPromotion(HashSet<int> cells) => _cells = cells;

    public static Function Run(Function function)
    {
        HashSet<int> cells = Promotable(function);
        return cells.Count == 0 ? function : new CellPromotion(cells).Rewrite(function);
    }

    private static HashSet<int> Promotable(Function function)
    {
        HashSet<int> cells = [];
        foreach (Operation operation in MemoryEffects.All(function.Body))
        {
            if (operation is { Code: OpCode.Alloc, Result.Type: MemoryType { Kind: MemoryKind.Ref, Element: not RecordType } })
            {
                cells.Add(operation.Result.Id);
            }
        }

        foreach (Operation operation in MemoryEffects.All(function.Body))
        {
            bool plain = operation.Code is OpCode.Load or OpCode.Store or OpCode.Accumulate;
            cells.ExceptWith(operation.Operands.Skip(plain ? 1 : 0).Select(operand => operand.Id));
            foreach (Block region in operation.Regions)
            {
                cells.ExceptWith(region.Yields.Select(value => value.Id));
            }
        }

        cells.ExceptWith(function.Results.Select(value => value.Id));
        return cells;
    }

    protected override void Visit(Operation operation)
    {
        int cell = operation.Results.Count == 1 && operation.Code == OpCode.Alloc ? operation.Result.Id
            : operation.Operands.Count > 0 ? operation.Operands[0].Id : -1;
        switch (operation.Code)
        {
            case OpCode.Alloc when _cells.Contains(cell):
                _current[cell] = Zero(((MemoryType)operation.Result.Type).Element);
                break;
            case OpCode.Load when _cells.Contains(cell):
                Replace(operation.Result, _current[cell]);
                break;
            case OpCode.Store when _cells.Contains(cell):
                _current[cell] = operation.Operands[1];
                break;
            case OpCode.Accumulate when _cells.Contains(cell):
                OpFlags flags = operation.Flags & (OpFlags.Strict | OpFlags.Adjoint | OpFlags.Checked);
                Value sum = Emit(OpCode.Add, operation.Operands[1].Type, [_current[cell], operation.Operands[1]], flags, name: operation.Operands[0].Name);
                _current[cell] = sum;
                break;
            case OpCode.If:
                VisitIf(operation);
                break;
            case OpCode.For:
                VisitFor(operation);
                break;
            case OpCode.While:
                VisitWhile(operation);
                break;
            default:
                Append(operation);
                break;
        }
    }

    private Value Zero(IrType type) =>
        type is ScalarType scalar ? Constant(Literal.Of(scalar.Kind, 0)) : Emit(OpCode.Default, type, []);

    private void VisitIf(Operation operation)
    {
        Value[] written = Written(operation);
        Block[] arms = operation.Regions.Select(region => Region(region, region.Parameters, written, _ => { })).ToArray();
        Append(operation with { Results = WithResults(operation, written), Regions = new(arms) });
    }

    private void VisitFor(Operation operation)
    {
        Value[] written = Written(operation);
        Value[] initial = written.Select(cell => _current[cell.Id]).ToArray();
        Block body = Carrying(operation.Regions[0], written, true);
        Append(operation with
        {
            Operands = new(operation.Operands.Concat(initial)),
            Regions = new([body]),
            Results = WithResults(operation, written),
            Facts = written.Length > 0 ? null : operation.Facts,
        });
    }

    private void VisitWhile(Operation operation)
    {
        Value[] written = Written(operation);
        Value[] initial = written.Select(cell => _current[cell.Id]).ToArray();
        Block condition = Carrying(operation.Regions[0], written, false);
        Block body = Carrying(operation.Regions[1], written, true);
        Append(operation with
        {
            Operands = new(operation.Operands.Concat(initial)),
            Regions = new([condition, body]),
            Results = WithResults(operation, written),
        });
    }

    /// <summary>A region with the written cells as parameters, and among its yields if it is a body.</summary>
    private Block Carrying(Block region, Value[] written, bool yields)
    {
        Value[] carried = written.Select(cell => NewValue(((MemoryType)cell.Type).Element, cell.Name)).ToArray();
        return Region(region, new(region.Parameters.Concat(carried)), yields ? written : [], current =>
        {
            for (int i = 0; i < written.Length; i++)
            {
                current[written[i].Id] = carried[i];
            }
        });
    }

    private Block Region(Block region, EquatableArray<Value> parameters, Value[] yielded, Action<Dictionary<int, Value>> enter)
    {
        Dictionary<int, Value> outer = _current;
        _current = new(outer);
        enter(_current);
        EquatableArray<Operation> operations = Collect(() => VisitOperations(region));
        EquatableArray<Value> yields = new(Current(region.Yields).Concat(yielded.Select(cell => Current(_current[cell.Id]))));
        _current = outer;
        return new(parameters, operations, yields);
    }

    // Behind the operation the cells that it wrote have the values of its new results.
    private EquatableArray<Value> WithResults(Operation operation, Value[] written)
    {
        Value[] results = written.Select(cell => NewValue(((MemoryType)cell.Type).Element, cell.Name)).ToArray();
        for (int i = 0; i < written.Length; i++)
        {
            _current[written[i].Id] = results[i];
        }

        return new(operation.Results.Concat(results));
    }

    /// <summary>The cells from outside that the regions of an operation write, in order of their making.</summary>
    private Value[] Written(Operation operation) => operation.Regions
        .SelectMany(MemoryEffects.All)
        .Where(nested => nested.Code is OpCode.Store or OpCode.Accumulate && _current.ContainsKey(nested.Operands[0].Id))
        .Select(nested => nested.Operands[0])
        .GroupBy(cell => cell.Id)
        .Select(group => group.First())
        .OrderBy(cell => cell.Id)
        .ToArray();
}
