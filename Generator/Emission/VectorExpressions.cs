using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <summary>Writes operations on SIMD registers by the static classes <c>Vector128</c>, <c>Vector256</c> and <c>Vector512</c>.</summary>
/// <remarks>A mask is a vector of the type that was compared, all bits of a lane set or none.</remarks>
internal sealed class VectorExpressions(BodyContext context, ExpressionBuilder expressions)
{
    private readonly Dictionary<int, string> _starts = [];

    public Code OfNode(IrNode node)
    {
        Operation operation = node.Operation;
        switch (node.Code)
        {
            case OpCode.Add:
                return Binary("+", Precedence.Additive, operation);
            case OpCode.Sub:
                return Binary("-", Precedence.Additive, operation);
            case OpCode.Mul:
                return Binary("*", Precedence.Multiplicative, operation);
            case OpCode.Div:
                return Binary("/", Precedence.Multiplicative, operation);
            case OpCode.And:
                return Bitwise("&", Precedence.And, operation);
            case OpCode.Or:
                return Bitwise("|", Precedence.Or, operation);
            case OpCode.Xor:
                return Bitwise("^", Precedence.Xor, operation);
            case OpCode.Neg:
                return Code.Unary("-", expressions.Of(operation.Operands[0]));
            case OpCode.Not:
                return Code.Unary("~", expressions.Of(operation.Operands[0]));
            case OpCode.ShiftLeft:
                return Binary("<<", Precedence.Shift, operation);
            case OpCode.ShiftRight:
                return Binary(">>", Precedence.Shift, operation);
            case OpCode.ShiftRightUnsigned:
                return Binary(">>>", Precedence.Shift, operation);
            case OpCode.Equal:
                return Static(operation, "Equals");
            case OpCode.NotEqual:
                return Code.Unary("~", Static(operation, "Equals"));
            case OpCode.Less:
                return Static(operation, "LessThan");
            case OpCode.LessEqual:
                return Static(operation, "LessThanOrEqual");
            case OpCode.Greater:
                return Static(operation, "GreaterThan");
            case OpCode.GreaterEqual:
                return Static(operation, "GreaterThanOrEqual");
            case OpCode.Select:
                return Selection(operation);
            case OpCode.Fma:
                return Static(operation, "FusedMultiplyAdd");
            case OpCode.Follow or OpCode.Stop or OpCode.View:
                return expressions.Of(operation.Operands[0]);
            case OpCode.Convert:
                return Conversion(operation);
            case OpCode.Elementary:
                return VectorElementary.Of(operation.Symbol!, ClassOf(operation), Arguments(operation), context.Types);
            case OpCode.Splat:
                return Splat(operation);
            case OpCode.Iota:
                return new(ClassOf(operation) + ".CreateSequence(" + expressions.Whole(operation.Operands[0]).Text + ", "
                    + NumberText.Of(Literal.Of(((VectorType)operation.Result.Type).Element, 1)).Text + ")");
            case OpCode.VectorLoad:
                return new(ClassOf(operation) + ".LoadUnsafe(" + Place(operation.Operands[0], operation.Operands.Skip(1)) + ")");
            case OpCode.Reduce:
                return Reduction(operation);
            case OpCode.Default:
                return new("default");
            case OpCode.If or OpCode.Call:
                throw new InvalidOperationException("a vector is not chosen by an expression");
            default:
                throw new InvalidOperationException(operation.Info.Mnemonic + " on vectors has no C# form");
        }
    }

    /// <summary>The C# type of a variable that holds a vector; masks have the element that was compared.</summary>
    public string TypeOf(Value value)
    {
        VectorType type = (VectorType)value.Type;
        ScalarKind element = type.Element == ScalarKind.Bool ? ElementOfMask(value) : type.Element;
        return context.Types.Of(new VectorType(element, type.Lanes));
    }

    /// <summary>A vector written to memory, as a statement.</summary>
    public string Store(Operation operation) =>
        expressions.Of(operation.Operands[1]).At(Precedence.Primary) + ".StoreUnsafe(" + Place(operation.Operands[0], operation.Operands.Skip(2)) + ")";

    // Bounds were validated before the loop: the accesses themselves check nothing, but for a grid's, whose row is reached by its indices.
    private string Place(Value memory, IEnumerable<Value> indices)
    {
        Value[] list = indices.ToArray();
        if (list.Length > 1)
        {
            return "ref " + expressions.Memory.At(memory, list).Text;
        }

        string start = "ref " + Start(memory);
        Code index = expressions.Whole(list[0]);
        return index.Text == "0" ? start : start + ", " + Code.Cast("nuint", index).Text;
    }

    // Where a parameter's memory starts is found once, at the start of the function.
    private string Start(Value memory)
    {
        if (_starts.TryGetValue(memory.Id, out string? known))
        {
            return known;
        }

        string found = context.Types.Known("MemoryMarshal") + ".GetReference(" + expressions.Of(memory).Text + ")";
        if (context.Facts.DefinitionOf(memory) is not null || context.Facts.ParameterOf(memory).Region != context.Facts.Body)
        {
            return found;
        }

        Variable start = context.NewVariable(MemoryType.Ref(((MemoryType)memory.Type).Element), (memory.Name ?? "memory") + "0");
        context.Prologue.Add(new AssignmentStatement(start, "=", "ref " + found));
        return _starts[memory.Id] = start.Code.Text;
    }

    private Code Binary(string symbol, Precedence precedence, Operation operation) =>
        Code.Binary(symbol, precedence, expressions.Of(operation.Operands[0]), expressions.Of(operation.Operands[1]));

    private Code Static(Operation operation, string method) => Code.Call(ClassOf(operation) + "." + method, Arguments(operation));

    private Code[] Arguments(Operation operation) => operation.Operands.Select(expressions.Of).ToArray();

    private Code Splat(Operation operation)
    {
        Value scalar = operation.Operands[0];
        if (scalar.Type == IrType.Bool)
        {
            string type = TypeOf(operation.Result);
            return Code.Conditional(expressions.Of(scalar), new(type + ".AllBitsSet"), new(type + ".Zero"));
        }

        if (context.Facts.DefinitionOf(scalar) is { Code: OpCode.Const } constant && constant.Operation.Literal!.Value.Bits == 0)
        {
            return new(context.Types.Of(operation.Result.Type) + ".Zero");
        }

        return Code.Call(ClassOf(operation) + ".Create", expressions.Whole(scalar));
    }

    private Code Reduction(Operation operation)
    {
        Code vector = expressions.Of(operation.Operands[0]);
        VectorType type = (VectorType)operation.Operands[0].Type;
        if (operation.Result.Type is VectorType half)
        {
            return Combine(operation.Symbol!, Code.Call(Code.Member(vector, "GetLower").Text), Code.Call(Code.Member(vector, "GetUpper").Text), context.Types.Vector(half));
        }

        if (operation.Symbol == "add")
        {
            return Code.Call(context.Types.Vector(type) + ".Sum", vector);
        }

        string math = context.Types.Known(type.Element == ScalarKind.F32 ? "MathF" : "Math");
        Code combined = Lane(vector, 0);
        for (int i = 1; i < type.Lanes; i++)
        {
            combined = Combine(operation.Symbol!, combined, Lane(vector, i), math);
        }

        return combined;
    }

    private static Code Lane(Code vector, int index) => Code.Index(vector, [new(NumberText.Invariant(index))]);

    private static Code Combine(string operation, Code left, Code right, string owner) => operation switch
    {
        "add" => Code.Binary("+", Precedence.Additive, left, right),
        "mul" => Code.Binary("*", Precedence.Multiplicative, left, right),
        "max" => Code.Call(owner + ".Max", left, right),
        _ => Code.Call(owner + ".Min", left, right),
    };

    private Code Selection(Operation operation)
    {
        Code[] arguments = Arguments(operation);
        arguments[0] = MaskFor(operation.Operands[0], ((VectorType)operation.Result.Type).Element);
        return Code.Call(ClassOf(operation) + ".ConditionalSelect", arguments);
    }

    // Masks of lanes of one size differ in their C# type only.
    private Code Bitwise(string symbol, Precedence precedence, Operation operation)
    {
        if (operation.Result.Type is not VectorType { Element: ScalarKind.Bool })
        {
            return Binary(symbol, precedence, operation);
        }

        Code right = MaskFor(operation.Operands[1], ElementOfMask(operation.Operands[0]));
        return Code.Binary(symbol, precedence, expressions.Of(operation.Operands[0]), right);
    }

    private Code MaskFor(Value mask, ScalarKind element)
    {
        Code code = expressions.Of(mask);
        return ElementOfMask(mask) == element ? code : Code.Call(Code.Member(code, "As" + RuntimeName(element)).Text);
    }

    // Where lanes grow or shrink, the vector does with them: half the vector at a time.
    private Code Conversion(Operation operation)
    {
        VectorType from = (VectorType)operation.Operands[0].Type;
        VectorType to = (VectorType)operation.Result.Type;
        Code vector = expressions.Of(operation.Operands[0]);
        if (from.Element == to.Element)
        {
            return vector;
        }

        int fromBits = TypeNames.VectorBits(from);
        int toBits = TypeNames.VectorBits(to);
        string target = context.Types.Vector(to);
        if (fromBits == toBits)
        {
            return Code.Call(target + ".ConvertTo" + RuntimeName(to.Element), vector);
        }

        if (fromBits > toBits)
        {
            return Code.Call(target + ".Narrow", Code.Call(Code.Member(vector, "GetLower").Text), Code.Call(Code.Member(vector, "GetUpper").Text));
        }

        string source = context.Types.Vector(from);
        Code wide = fromBits == 64
            ? Code.Call(target + ".WidenLower", Code.Call(Code.Member(vector, "ToVector128").Text))
            : Code.Call(target + ".Create", Code.Call(source + ".WidenLower", vector), Code.Call(source + ".WidenUpper", vector));
        return to.IsFloating && !from.IsFloating ? Code.Call(target + ".ConvertTo" + RuntimeName(to.Element), wide) : wide;
    }

    private string ClassOf(Operation operation)
    {
        Value vector = operation.Results.Concat(operation.Operands).First(value => value.Type is VectorType { Element: not ScalarKind.Bool });
        return context.Types.Vector((VectorType)vector.Type);
    }

    private ScalarKind ElementOfMask(Value mask)
    {
        HashSet<int> seen = [];
        return Find(mask) ?? ScalarKind.F32;

        ScalarKind? Find(Value value)
        {
            if (!seen.Add(value.Id))
            {
                return null;
            }

            if (value.Type is VectorType { Element: not ScalarKind.Bool } vector)
            {
                return vector.Element;
            }

            if (context.Facts.DefinitionOf(value) is { } node)
            {
                if (node.Code == OpCode.Splat)
                {
                    return node.Operation.Number == 8 ? ScalarKind.F64 : ScalarKind.F32;
                }

                int result = node.Operation.Results.ToList().FindIndex(candidate => candidate.Id == value.Id);
                IEnumerable<Value> sources = node.Code switch
                {
                    OpCode.If => node.Regions.Select(arm => arm.Block.Yields[result]),
                    OpCode.For => [node.Operation.Operands[result + 2]],
                    OpCode.While => [node.Operation.Operands[result]],
                    _ => node.Operation.Operands.Where(operand => operand.Type is VectorType),
                };
                return sources.Select(Find).FirstOrDefault(kind => kind is not null);
            }

            (IrRegion region, int index) = context.Facts.ParameterOf(value);
            int offset = region.Owner!.Code == OpCode.For ? 1 : 0;
            return Find(region.Owner.Operation.Operands[index + offset]);
        }
    }

    private static string RuntimeName(ScalarKind kind) => kind switch
    {
        ScalarKind.F32 => "Single",
        ScalarKind.F64 => "Double",
        ScalarKind.I32 => "Int32",
        ScalarKind.U32 => "UInt32",
        ScalarKind.I64 => "Int64",
        _ => "UInt64",
    };
}
