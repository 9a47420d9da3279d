using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <summary>Writes what reads, measures and makes memory. A location (<c>ref&lt;T&gt;</c>) is written as what can be assigned to.</summary>
internal sealed class MemoryExpressions(BodyContext context, ExpressionBuilder expressions)
{
    public Code OfNode(Operation operation)
    {
        Value memory = operation.Operands.Count > 0 ? operation.Operands[0] : operation.Result;
        switch (operation.Code)
        {
            case OpCode.Load or OpCode.Element:
                return At(memory, operation.Operands.Skip(1));
            case OpCode.Row:
                return At(memory, operation.Operands.Skip(1));
            case OpCode.Length:
                return Length(memory, operation.Number);
            case OpCode.Slice:
                return Slice(operation);
            case OpCode.View:
                return expressions.Of(memory);
            case OpCode.Field:
                return Code.Member(expressions.Of(memory), Identifiers.Escape(operation.Symbol!));
            case OpCode.Pop:
                return new(expressions.Of(memory).At(Precedence.Primary) + (operation.Result.Type.IsReference ? ".Pop()!" : ".Pop()"));
            case OpCode.Alloc:
                return HeapArray(operation);
            default:
                throw new InvalidOperationException(operation.Info.Mnemonic + " is not an expression");
        }
    }

    /// <summary>An element of memory, or the location itself where there are no indices.</summary>
    public Code At(Value memory, IEnumerable<Value> indices)
    {
        Code[] list = indices.Select(expressions.Whole).ToArray();
        Code target = expressions.Of(memory);
        return list.Length == 0 ? target : Code.Index(target, list);
    }

    private Code Length(Value memory, int dimension)
    {
        Code target = expressions.Of(memory);
        return ((MemoryType)memory.Type).Kind switch
        {
            MemoryKind.Grid => Code.Call(Code.Member(target, "GetLength").Text, new Code(NumberText.Invariant(dimension))),
            MemoryKind.Rows => Code.Member(target, dimension == 0 ? "Count" : "RowLength"),
            _ => Code.Member(target, "Length"),
        };
    }

    private Code Slice(Operation operation)
    {
        Value memory = operation.Operands[0];
        string method = IsArray(memory) ? "AsSpan" : "Slice";
        Code target = expressions.Of(memory);
        return Code.Call(Code.Member(target, method).Text, expressions.Whole(operation.Operands[1]), expressions.Whole(operation.Operands[2]));
    }

    /// <summary>The value as something with the members of spans.</summary>
    public Code AsSpan(Value memory)
    {
        Code code = expressions.Of(memory);
        return IsArray(memory) ? new(code.At(Precedence.Primary) + ".AsSpan()") : code;
    }

    /// <summary>Whether the C# expression of the value is an array, so that members of spans are not at hand.</summary>
    private bool IsArray(Value memory)
    {
        if (memory.Type is MemoryType { Kind: MemoryKind.Array } && !(context.Facts.DefinitionOf(memory) is { IsFolded: true }))
        {
            return context.Variables.Of(memory).TypeText is null;
        }

        return context.Facts.DefinitionOf(memory) is { IsFolded: true, Code: OpCode.View } view
            ? IsArray(view.Operation.Operands[0])
            : memory.Type is MemoryType { Kind: MemoryKind.Array };
    }

    private Code HeapArray(Operation operation)
    {
        MemoryType type = (MemoryType)operation.Result.Type;
        Code[] sizes = operation.Operands.Select(expressions.Whole).ToArray();
        string sizeText = string.Join(", ", sizes.Select(size => size.Text));

        // "new T[n][]": the sizes stand in the first pair of brackets of a jagged array.
        string name = context.Types.Of(type with { Kind = type.Rank > 1 ? MemoryKind.Grid : MemoryKind.Array });
        int bracket = name.IndexOf('[');
        return new("new " + name.Substring(0, bracket) + "[" + sizeText + name.Substring(name.IndexOf(']', bracket)));
    }
}
