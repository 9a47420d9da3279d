using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <summary>Writes values as C# expressions: variables by name, folded operations in place.</summary>
internal sealed partial class ExpressionBuilder
{
    private readonly BodyContext _context;
    private readonly MemoryExpressions _memory;
    private readonly VectorExpressions _vectors;

    public ExpressionBuilder(BodyContext context)
    {
        _context = context;
        _memory = new(context, this);
        _vectors = new(context, this);
    }

    public MemoryExpressions Memory => _memory;

    public VectorExpressions Vectors => _vectors;

    /// <summary>The expression of a value, ready to be put into another.</summary>
    public Code Of(Value value) =>
        _context.Facts.DefinitionOf(value) is { IsFolded: true } node ? OfNode(node) : _context.Variables.Of(value).Code;

    /// <summary>The expression as a whole statement or argument needs it: with a keyword if its overflow differs from the project's.</summary>
    public Code Whole(Value value) => _context.Settle(Of(value));

    /// <summary>What initialises or updates a variable: literals and conversions that the type makes clear are left implicit.</summary>
    public Code Assigned(Value value) =>
        value.Type is ScalarType { Kind: ScalarKind.F32 or ScalarKind.F64 } ? _context.Settle(InFloatingContext(value, false)) : Whole(value);

    public Code Assigned(IrNode node) =>
        _context.Settle(node.Code == OpCode.Const && node.Operation.Literal!.Value.IsFloating
            ? NumberText.InFloatingContext(node.Operation.Literal.Value)
            : OfNode(node));

    /// <summary>The expression that the operation computes.</summary>
    public Code OfNode(IrNode node)
    {
        Operation operation = node.Operation;
        if (operation.Results.Any(result => result.Type is VectorType) || operation.Operands.Any(operand => operand.Type is VectorType))
        {
            return _vectors.OfNode(node);
        }

        switch (node.Code)
        {
            case OpCode.Const:
                return NumberText.Of(operation.Literal!.Value);
            case OpCode.Default:
                return Default(operation.Result.Type);
            case OpCode.Follow or OpCode.Stop:
                return Of(operation.Operands[0]);
            case OpCode.Add or OpCode.Sub or OpCode.Mul or OpCode.Div or OpCode.Rem:
            case OpCode.And or OpCode.Or or OpCode.Xor or OpCode.ShiftLeft or OpCode.ShiftRight or OpCode.ShiftRightUnsigned:
                return Arithmetic(operation);
            case OpCode.Neg:
                return Narrow(Code.Unary("-", Operands(operation, Sensitive(operation))[0]), operation);
            case OpCode.Not:
                return operation.Result.Type == IrType.Bool ? Negated(operation.Operands[0]) : Narrow(Code.Unary("~", Of(operation.Operands[0])), operation);
            case OpCode.Equal or OpCode.NotEqual or OpCode.Less or OpCode.LessEqual or OpCode.Greater or OpCode.GreaterEqual:
                return Comparison(operation, operation.Code);
            case OpCode.Select:
                Code[] parts = Operands(operation, Overflow.None);
                return Choice(operation.Operands[0], parts, operation.Result.Type);
            case OpCode.Convert:
                return Conversion(operation);
            case OpCode.Fma:
                return ElementaryText.Of("FusedMultiplyAdd", KindOf(operation.Result), Operands(operation, Overflow.None), _context.Types);
            case OpCode.Elementary:
                return ElementaryText.Of(operation.Symbol!, KindOf(operation.Operands[0]), Operands(operation, Overflow.None), _context.Types);
            case OpCode.If:
                return Conditional(node);
            case OpCode.Call:
                return Call(operation);
            case OpCode.Overlaps:
                return Overlap(operation);
            default:
                return _memory.OfNode(operation);
        }
    }

    // Each argument has its own keyword: a call is a statement, too, and checked(…) around it is none.
    public Code Call(Operation operation) => Code.Call(
        _context.HelperNames(operation.Symbol!), operation.Operands.Select(operand => _context.Settle(Argument(operand))).ToArray());

    /// <summary>The opposite of a bool value; comparisons are turned round where that is exact.</summary>
    public Code Negated(Value value)
    {
        if (_context.Facts.DefinitionOf(value) is { IsFolded: true } node)
        {
            bool ordered = node.Operation.Operands.Count == 2 && node.Operation.Operands[0].Type.IsInteger;
            OpCode? opposite = node.Code switch
            {
                OpCode.Equal => OpCode.NotEqual,
                OpCode.NotEqual => OpCode.Equal,
                OpCode.Less when ordered => OpCode.GreaterEqual,
                OpCode.LessEqual when ordered => OpCode.Greater,
                OpCode.Greater when ordered => OpCode.LessEqual,
                OpCode.GreaterEqual when ordered => OpCode.Less,
                _ => null,
            };
            if (opposite is { } code)
            {
                return Comparison(node.Operation, code);
            }

            if (node.Code == OpCode.Not)
            {
                return Of(node.Operation.Operands[0]);
            }
        }

        return Code.Not(Of(value));
    }

    // Two spans that begin at the same element may be forgiven, two grids are the same array or apart.
    private Code Overlap(Operation operation)
    {
        Code left = Elements(operation.Operands[0]);
        Code right = Elements(operation.Operands[1]);
        if (operation.Operands[0].Type is MemoryType { Kind: MemoryKind.Grid })
        {
            return operation.Number == 1 ? new("false", IsConstant: true) : Code.Call("ReferenceEquals", left, right);
        }

        _context.Types.Known("MemoryExtensions");
        Code overlaps = Code.Call(Code.Member(left, "Overlaps").Text, right);
        if (operation.Number != 1)
        {
            return overlaps;
        }

        string start = _context.Types.Known("MemoryMarshal") + ".GetReference(";
        Code same = Code.Call(_context.Types.Known("Unsafe") + ".AreSame", new("ref " + start + left.Text + ")"), new("ref " + start + right.Text + ")"));
        return Code.Binary("&&", Precedence.AndAlso, Code.Not(same), overlaps);
    }

    // Rows are a view of a span that has a name.
    private Code Elements(Value memory) => memory.Type is MemoryType { Kind: MemoryKind.Rows } ? Code.Member(Of(memory), "Values") : Of(memory);

    private Code Argument(Value value)
    {
        Code code = Of(value);
        return value.Type is MemoryType { Kind: MemoryKind.Ref } ? new("ref " + code.Text) : code;
    }

    private Code[] Operands(Operation operation, Overflow own) => _context.Settle(operation.Operands.Select(Of), own);

    private static ScalarKind KindOf(Value value) => ((ScalarType)value.Type).Kind;

    // Arithmetic that the checked context changes.
    private static Overflow Sensitive(Operation operation)
    {
        bool integer = operation.Results[0].Type.IsInteger;
        return !integer ? Overflow.None : operation.Has(OpFlags.Checked) ? Overflow.Throws : Overflow.Wraps;
    }

    private Code Arithmetic(Operation operation)
    {
        if (operation.Result.Type == IrType.Bool)
        {
            return Logic(operation);
        }

        (string symbol, Precedence precedence) = Operator(operation.Code);
        Overflow own = operation.Code is OpCode.Add or OpCode.Sub or OpCode.Mul || IsNarrow(operation.Result.Type) ? Sensitive(operation) : Overflow.None;
        Value left = operation.Operands[0];
        Value right = operation.Operands[1];
        bool floating = operation.Result.Type.IsFloating;
        bool leftIsPlain = floating && !IsImplicitlyFloating(left);
        Code[] operands = _context.Settle(
            [
                floating && !IsImplicitlyFloating(right) ? InFloatingContext(left, true) : Of(left),
                leftIsPlain ? InFloatingContext(right, true) : Of(right),
            ],
            own);
        if (operands[1] is { IsConstant: true, Text: ['-', >= '0' and <= '9', ..] } && symbol is "+" or "-"
            && operands[1].Text.Any(digit => digit is >= '1' and <= '9'))
        {
            // x - -1 is x + 1; a zero shows its sign.
            symbol = symbol == "+" ? "-" : "+";
            operands[1] = operands[1] with { Text = operands[1].Text.Substring(1) };
        }

        Code code = Code.Binary(symbol, precedence, operands[0], operands[1]);
        return Narrow(code with { Overflow = code.Overflow | own }, operation);
    }

    // A conjunction of two bools that are there already: && may be written where leaving out the right side cannot be seen.
    private Code Logic(Operation operation)
    {
        Code[] operands = Operands(operation, Overflow.None);
        bool pure = operation.Code != OpCode.Xor && _context.Facts.DefinitionOf(operation.Operands[1]) is not { IsFolded: true, Effects: not Effects.None };
        return operation.Code switch
        {
            OpCode.And when pure => Code.AndAlso(operands[0], operands[1]),
            OpCode.Or when pure => Code.OrElse(operands[0], operands[1]),
            OpCode.And => Code.Binary("&", Precedence.And, operands[0], operands[1]),
            OpCode.Or => Code.Binary("|", Precedence.Or, operands[0], operands[1]),
            _ => Code.Binary("^", Precedence.Xor, operands[0], operands[1]),
        };
    }

    private Code Conversion(Operation operation)
    {
        Value operand = operation.Operands[0];
        Overflow own = Sensitive(operation);
        Code inner = _context.Settle([Of(operand)], own)[0];
        if (operand.Type == operation.Result.Type)
        {
            return inner;
        }

        Code cast = Code.Cast(_context.Types.Of(operation.Result.Type), inner);
        return cast with { Overflow = cast.Overflow | own };
    }

    // Beside a floating operand, a whole literal needs no point, and an integer no cast.
    private Code InFloatingContext(Value value, bool besideOperand)
    {
        if (_context.Facts.DefinitionOf(value) is { IsFolded: true } node)
        {
            if (node.Code == OpCode.Const)
            {
                return NumberText.InFloatingContext(node.Operation.Literal!.Value);
            }

            if (IsImplicitlyFloating(value))
            {
                Code inner = Of(node.Operation.Operands[0]);

                // "n / 2 * x" would read as floating arithmetic throughout.
                return besideOperand && inner.Precedence < Precedence.Unary ? Of(value) : inner;
            }
        }

        return Of(value);
    }

    private bool IsImplicitlyFloating(Value value) =>
        _context.Facts.DefinitionOf(value) is { IsFolded: true } node
        && (node.Code == OpCode.Const
            || (node.Code == OpCode.Convert && node.Operation.Operands[0].Type is ScalarType { Kind: var from } && from != ScalarKind.F64
                && value.Type is ScalarType { Kind: var to } && !(from == ScalarKind.F32 && to == ScalarKind.F32)));

    private Code Default(IrType type) => type switch
    {
        ScalarType { Kind: ScalarKind.Bool } => new("false", IsConstant: true),
        ScalarType scalar => NumberText.Of(Literal.Of(scalar.Kind, 0)),
        MemoryType { Kind: MemoryKind.Ref } reference =>
            new(_context.Types.Known("Unsafe") + ".NullRef<" + _context.Types.Of(reference.Element) + ">()"),
        MemoryType { Kind: MemoryKind.Span or MemoryKind.ReadOnlySpan or MemoryKind.Rows } or RecordType or VectorType => new("default"),
        _ => new("default!"),
    };

    private static bool IsNarrow(IrType type) =>
        type is ScalarType { Kind: ScalarKind.I8 or ScalarKind.U8 or ScalarKind.I16 or ScalarKind.U16 or ScalarKind.Char };

    // C# computes with int where the IR computes with less.
    private Code Narrow(Code code, Operation operation)
    {
        Overflow own = Sensitive(operation);
        if (IsNarrow(operation.Result.Type))
        {
            return Code.Cast(_context.Types.Of(operation.Result.Type), code) with { Overflow = code.Overflow | own };
        }

        return operation.Code == OpCode.Neg ? code with { Overflow = code.Overflow | own } : code;
    }

    private static (string Symbol, Precedence Precedence) Operator(OpCode code) => code switch
    {
        OpCode.Add => ("+", Precedence.Additive),
        OpCode.Sub => ("-", Precedence.Additive),
        OpCode.Mul => ("*", Precedence.Multiplicative),
        OpCode.Div => ("/", Precedence.Multiplicative),
        OpCode.Rem => ("%", Precedence.Multiplicative),
        OpCode.And => ("&", Precedence.And),
        OpCode.Or => ("|", Precedence.Or),
        OpCode.Xor => ("^", Precedence.Xor),
        OpCode.ShiftLeft => ("<<", Precedence.Shift),
        OpCode.ShiftRight => (">>", Precedence.Shift),
        _ => (">>>", Precedence.Shift),
    };
}
