using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <summary>Writes a scheduled function as statements: regions as blocks, joins as assignments to the variables of their results.</summary>
internal sealed partial class StatementEmitter
{
    private readonly BodyContext _context;
    private readonly ExpressionBuilder _expressions;
    private readonly ParallelCopy _copies;
    private readonly FramePlacement _frames;
    private StatementBlock _block = new();

    public StatementEmitter(BodyContext context, FramePlacement frames)
    {
        _context = context;
        _frames = frames;
        _expressions = new(context);
        _copies = new(context, _expressions);
    }

    public ExpressionBuilder Expressions => _expressions;

    /// <summary>The user's statement that an operation is for.</summary>
    public Func<Operation, SourceLine?> LineOf { get; init; } = operation => operation.Source;

    public StatementBlock Emit()
    {
        Frame(_context.Facts.Body);
        Region(_context.Facts.Body);
        _block.Statements.InsertRange(0, _context.Prologue);
        return _block;
    }

    private void Add(Statement statement, SourceLine? source)
    {
        statement.Source = source;
        // What only moves values in a loop is of no statement of the user's, and surely not of the loop's head.
        foreach (Statement inner in statement is ForStatement or WhileStatement ? [] : statement.Blocks.SelectMany(block => block.Statements))
        {
            inner.Source ??= source;
        }

        foreach (StatementBlock inner in statement.Blocks)
        {
            inner.Parent = _block;
        }

        _block.Statements.Add(statement);
    }

    private StatementBlock Inside(Action write)
    {
        StatementBlock outer = _block;
        StatementBlock inner = new() { Parent = outer };
        _block = inner;
        write();
        _block = outer;
        return inner;
    }

    private void Frame(IrRegion region)
    {
        if (_frames.FrameOf(region) is { } frame)
        {
            string workspace = _context.Types.Known("Workspace");
            Add(new LineStatement("using " + workspace + ".Frame " + frame.Code.Text + " = " + workspace + ".Enter()"), null);
        }
    }

    private void Region(IrRegion region)
    {
        foreach (IrNode node in region.Nodes.Where(node => node.IsLive && !node.IsFolded))
        {
            Node(node);
            if (node.Code == OpCode.If && EndsHere(node))
            {
                region.NeverEnds = true;
                return;
            }
        }
    }

    // A condition that the text decides may leave nothing but a throw: what follows would be unreachable.
    private bool EndsHere(IrNode node) => !node.IsConditional && _expressions.Whole(node.Operation.Operands[0]).Text switch
    {
        "true" => node.Regions[0].NeverEnds,
        "false" => node.Regions[1].NeverEnds,
        _ => node.Regions.All(arm => arm.NeverEnds),
    };

    private void Node(IrNode node)
    {
        Operation operation = node.Operation;
        SourceLine? source = operation.Source;
        switch (node.Code)
        {
            case OpCode.If when !node.IsConditional:
                If(node);
                break;
            case OpCode.For:
                For(node);
                break;
            case OpCode.While:
                While(node);
                break;
            case OpCode.Note:
                Add(new NoteStatement(operation.Symbol!), source);
                break;
            case OpCode.Throw:
                Add(new ThrowStatement(_context.Types.Shorten(OpaqueText.Fill(operation, _expressions))), source);
                break;
            case OpCode.Opaque when operation.Results.Count == 0:
                Add(new LineStatement(OpaqueText.Fill(operation, _expressions)), source);
                break;
            case OpCode.Opaque:
                Define(node, new(OpaqueText.Fill(operation, _expressions), Precedence.Assignment));
                break;
            case OpCode.Call:
                Call(node);
                break;
            case OpCode.Alloc or OpCode.NewTape:
                Allocate(node);
                break;
            case OpCode.Store or OpCode.Accumulate:
                Store(operation);
                break;
            case OpCode.Fill:
                Fill(operation);
                break;
            case OpCode.Copy:
                Add(new LineStatement(_expressions.Memory.AsSpan(operation.Operands[0]).At(Precedence.Primary) + ".CopyTo("
                    + _expressions.Of(operation.Operands[1]).Text + ")"), source);
                break;
            case OpCode.Push:
                Add(new LineStatement(_expressions.Of(operation.Operands[0]).At(Precedence.Primary) + ".Push("
                    + _expressions.Whole(operation.Operands[1]).Text + ")"), source);
                break;
            case OpCode.VectorStore:
                Add(new LineStatement(_expressions.Vectors.Store(operation)), source);
                break;
            case OpCode.FromTensor:
                throw new InvalidOperationException("tensors are put into memory before emission");
            default:
                Define(node, _expressions.OfNode(node));
                break;
        }
    }

    // A statement that gives one value. A value that nothing reads is computed for what it may throw or do.
    private void Define(IrNode node, Code value)
    {
        SourceLine? source = LineOf(node.Operation);
        Value? result = node.Operation.Results.FirstOrDefault(_context.Facts.IsNeeded);
        if (result is null)
        {
            Add(new LineStatement("_ = " + _context.Settle(value).Text), source);
            return;
        }

        Assign(_context.Variables.Of(result), node, value, source);
    }

    private void Assign(Variable target, IrNode node, Code value, SourceLine? source) =>
        Add(_copies.Update(target, node, value), source);

    private void Call(IrNode node)
    {
        Operation operation = node.Operation;
        SourceLine? source = LineOf(operation);
        Code call = _expressions.Call(operation);
        switch (operation.Results.Count)
        {
            case 0:
                Add(new LineStatement(_context.Settle(call).Text), source);
                break;
            case 1:
                Define(node, operation.Result.Type is MemoryType { Kind: MemoryKind.Ref } ? new("ref " + call.Text) : call);
                break;
            default:
                Variable? Target(Value value) => _context.Facts.IsNeeded(value) ? _context.Variables.Of(value) : null;
                string text = call.Text.Substring(0, call.Text.Length - 1);
                Add(new CallStatement(
                    operation.Results.Where(value => !HelperShape.IsOut(value.Type)).Select(Target).ToArray(),
                    text,
                    operation.Results.Where(value => HelperShape.IsOut(value.Type)).Select(Target).ToArray()), source);
                break;
        }
    }

    private void Allocate(IrNode node)
    {
        Operation operation = node.Operation;
        if (!_context.Facts.IsNeeded(operation.Result))
        {
            // Only a negative length can be seen of memory that nothing uses.
            if (operation.Operands.Any(size => _context.Facts.DefinitionOf(size) is not { Code: OpCode.Const or OpCode.Length }))
            {
                Add(new LineStatement("_ = " + _expressions.Memory.OfNode(operation).Text), operation.Source);
            }

            return;
        }

        Variable target = _context.Variables.Of(operation.Result);
        Code value = _frames.Kind(node) switch
        {
            AllocationKind.Local => new("0"),
            AllocationKind.Heap => _expressions.Memory.OfNode(operation),
            _ => new(_frames.Rented(node, operation.Operands.Select(_expressions.Whole), _context.Types)),
        };
        if (_frames.Kind(node) == AllocationKind.Local)
        {
            IrType element = ((MemoryType)operation.Result.Type).Element;
            value = element == IrType.Bool ? new("false") : element is ScalarType ? new("0") : new("default");
        }

        Add(new AssignmentStatement(target, "=", value.Text), operation.Source);
    }

    private void Store(Operation operation)
    {
        Code place = _expressions.Memory.At(operation.Operands[0], operation.Operands.Skip(2));
        Value value = operation.Operands[1];
        string text = _expressions.Assigned(value).Text;
        string symbol = "=";
        if (operation.Code == OpCode.Accumulate)
        {
            symbol = "+=";
            if (_context.Facts.DefinitionOf(value) is { IsFolded: true, Code: OpCode.Neg } negation)
            {
                symbol = "-=";
                text = _expressions.Assigned(negation.Operation.Operands[0]).Text;
            }
        }
        else if (Update(value, place) is { } update)
        {
            (symbol, text) = update;
        }

        // Storing back what was just read would be an assignment of a variable to itself.
        if (symbol != "=" || text != place.Text)
        {
            Add(new LineStatement(place.Text + " " + symbol + Code.SoftBreak + " " + text), operation.Source);
        }
    }

    // What is done to the element itself: a[i] = a[i] + e is written a[i] += e.
    private (string Symbol, string Text)? Update(Value value, Code place)
    {
        if (!value.Type.IsFloating || _context.Facts.DefinitionOf(value) is not { IsFolded: true, Operation.Operands.Count: 2 } node)
        {
            return null;
        }

        string? symbol = node.Code switch
        {
            OpCode.Add => "+=",
            OpCode.Sub => "-=",
            OpCode.Mul => "*=",
            OpCode.Div => "/=",
            _ => null,
        };
        (Value left, Value right) = (node.Operation.Operands[0], node.Operation.Operands[1]);
        return symbol is null ? null
            : IsElement(left, place) ? (symbol, _expressions.Assigned(right).Text)
            : node.Code is OpCode.Add or OpCode.Mul && IsElement(right, place) ? (symbol, _expressions.Assigned(left).Text)
            : null;
    }

    private bool IsElement(Value value, Code place) =>
        _context.Facts.DefinitionOf(value) is { IsFolded: true, Code: OpCode.Load } && _expressions.Of(value).Text == place.Text;

    private void Fill(Operation operation)
    {
        Value memory = operation.Operands[0];
        Code value = _expressions.Whole(operation.Operands[1]);
        bool zero = _context.Facts.DefinitionOf(operation.Operands[1]) is { Code: OpCode.Const } constant && constant.Operation.Literal!.Value.Bits == 0;
        string text = memory.Type is ObjectType
            ? _expressions.Of(memory).At(Precedence.Primary) + ".Clear()"
            : memory.Type is MemoryType { Element.IsReference: true } several
            ? $"{_context.Types.Known("Adjoints")}.{(several.Element is ObjectType ? "ClearAll" : "Clear")}({_expressions.Of(memory).Text})"
            : memory.Type is MemoryType { Kind: MemoryKind.Grid } && zero
            ? _context.Types.Known("Array") + ".Clear(" + _expressions.Of(memory).Text + ")"
            : memory.Type is MemoryType { Kind: MemoryKind.Grid } grid
            ? FillGrid(memory, grid, value.Text)
            : _expressions.Memory.AsSpan(memory).At(Precedence.Primary) + (zero ? ".Clear()" : ".Fill(" + value.Text + ")");
        Add(new LineStatement(text), operation.Source);
    }

    // The elements of a grid lie one after another.
    private string FillGrid(Value memory, MemoryType grid, string value)
    {
        string marshal = _context.Types.Known("MemoryMarshal");
        string unsafeName = _context.Types.Known("Unsafe");
        string name = _expressions.Of(memory).At(Precedence.Primary);
        string element = _context.Types.Of(grid.Element);
        return marshal + ".CreateSpan(ref " + unsafeName + ".As<byte, " + element + ">(ref " + marshal + ".GetArrayDataReference("
            + name + ")), " + name + ".Length).Fill(" + value + ")";
    }

    private void If(IrNode node)
    {
        Value condition = node.Operation.Operands[0];
        Code code = _expressions.Whole(condition);
        if (code.Text is "true" or "false")
        {
            Arm(node, node.Regions[code.Text == "true" ? 0 : 1]);
            return;
        }

        StatementBlock then = Inside(() => Arm(node, node.Regions[0]));
        StatementBlock otherwise = Inside(() => Arm(node, node.Regions[1]));
        if (then.Statements.Count == 0 && otherwise.Statements.Count > 0)
        {
            (then, otherwise) = (otherwise, then);
            code = _context.Settle(_expressions.Negated(condition));
        }

        if (then.Statements.Count > 0)
        {
            Add(new IfStatement(code, then, otherwise), node.Operation.Source);
        }
        else if (_context.Facts.DefinitionOf(condition) is { IsFolded: true } computed && computed.Has(Effects.Traps | Effects.Writes))
        {
            Add(new LineStatement("_ = " + code.Text), node.Operation.Source);
        }
    }

    private void Arm(IrNode node, IrRegion arm)
    {
        Region(arm);
        if (!arm.NeverEnds)
        {
            Copies(node, arm);
        }
    }

    private void Copies(IrNode owner, IrRegion region) =>
        _copies.Write(
            _context.Facts.NeededYields(region).Select(i => (_context.Variables.Of(owner.Operation.Results[i]), region.Block.Yields[i])),
            (statement, source) => Add(statement, source));
}
