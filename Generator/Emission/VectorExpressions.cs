using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <summary>Writes operations on SIMD registers by the static classes <c>Vector128</c>, <c>Vector256</c> and <c>Vector512</c>.</summary>
/// <remarks>A mask is a vector of the type that was compared, all bits of a lane set or none.</remarks>
internal sealed class VectorExpressions(BodyContext context, ExpressionBuilder expressions)
{
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
                return Binary("&", Precedence.And, operation);
            case OpCode.Or:
                return Binary("|", Precedence.Or, operation);
            case OpCode.Xor:
                return Binary("^", Precedence.Xor, operation);
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
                return Static(operation, "ConditionalSelect");
            case OpCode.Fma:
                return Static(operation, "FusedMultiplyAdd");
            case OpCode.Stop or OpCode.View:
                return expressions.Of(operation.Operands[0]);
            case OpCode.Convert:
                return Static(operation, "ConvertTo" + RuntimeName(((VectorType)operation.Result.Type).Element));
            case OpCode.Elementary:
                return VectorElementary.Of(operation.Symbol!, ClassOf(operation), Arguments(operation), context.Types);
            case OpCode.Splat:
                return Splat(operation);
            case OpCode.Iota:
                return new(ClassOf(operation) + ".CreateSequence(" + expressions.Whole(operation.Operands[0]).Text + ", 1)");
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

    // Bounds were validated before the loop: the accesses themselves check nothing.
    private string Place(Value memory, IEnumerable<Value> indices)
    {
        string start = "ref " + context.Types.Known("MemoryMarshal") + ".GetReference(" + expressions.Of(memory).Text + ")";
        Code index = expressions.Whole(indices.Single());
        return index.Text == "0" ? start : start + ", " + Code.Cast("nuint", index).Text;
    }

    private Code Binary(string symbol, Precedence precedence, Operation operation) =>
        Code.Binary(symbol, precedence, expressions.Of(operation.Operands[0]), expressions.Of(operation.Operands[1]));

    private Code Static(Operation operation, string method) => Code.Call(ClassOf(operation) + "." + method, Arguments(operation));

    private Code[] Arguments(Operation operation) => operation.Operands.Select(expressions.Of).ToArray();

    private Code Splat(Operation operation)
    {
        Value scalar = operation.Operands[0];
        if (context.Facts.DefinitionOf(scalar) is { Code: OpCode.Const } constant && constant.Operation.Literal!.Value.Bits == 0)
        {
            return new(context.Types.Of(operation.Result.Type) + ".Zero");
        }

        return Code.Call(ClassOf(operation) + ".Create", expressions.Whole(scalar));
    }

    private Code Reduction(Operation operation)
    {
        string vectors = ClassOf(operation);
        Code vector = expressions.Of(operation.Operands[0]);
        return operation.Symbol == "add"
            ? Code.Call(vectors + ".Sum", vector)
            : Code.Call(context.Types.Known("VectorMath") + "." + char.ToUpperInvariant(operation.Symbol![0]) + operation.Symbol.Substring(1) + "Across", vector);
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
                return node.Operation.Operands.Where(operand => operand.Type is VectorType).Select(Find).FirstOrDefault(kind => kind is not null);
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
