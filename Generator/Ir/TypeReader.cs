using Adjoint.Generator.Infrastructure;

namespace Adjoint.Generator.Ir;

/// <summary>Reads types as <see cref="TypeText"/> writes them.</summary>
internal static class TypeReader
{
    public static IrType Read(TokenReader tokens)
    {
        Token word = tokens.Take(TokenKind.Word, "a type");
        if (TypeText.ScalarNamed(word.Text) is { } kind)
        {
            return new ScalarType(kind);
        }

        if (TypeText.MemoryNamed(word.Text) is { } memory)
        {
            return ReadMemory(tokens, memory);
        }

        switch (word.Text)
        {
            case "object":
                return new ObjectType(tokens.Quoted());
            case "opaque":
                return new OpaqueType(tokens.Quoted());
            case "record":
                string name = tokens.Quoted();
                return new RecordType(name, Fields(tokens));
            case "tape":
                tokens.Mark("<");
                IrType residual = Read(tokens);
                tokens.Mark(">");
                return new TapeType(residual);
            case "vector":
                tokens.Mark("<");
                ScalarKind lane = ReadScalar(tokens);
                tokens.Mark(",");
                int lanes = tokens.Integer();
                tokens.Mark(">");
                return new VectorType(lane, lanes);
            case "tensor":
                return ReadTensor(tokens);
            default:
                throw Lexer.Error(word.Line, $"{word} is not a type");
        }
    }

    /// <summary><c>{ name: type, … }</c></summary>
    public static EquatableArray<FieldDeclaration> Fields(TokenReader tokens)
    {
        List<FieldDeclaration> fields = [];
        tokens.Mark("{");
        while (!tokens.TryMark("}"))
        {
            Token name = tokens.Take(TokenKind.Word, "the name of a field");
            tokens.Mark(":");
            fields.Add(new(name.Text, Read(tokens)));
            if (!tokens.Next.Is("}"))
            {
                tokens.Mark(",");
            }
        }

        return new(fields);
    }

    private static MemoryType ReadMemory(TokenReader tokens, MemoryKind kind)
    {
        tokens.Mark("<");
        IrType element = Read(tokens);
        int rank = kind == MemoryKind.Ref ? 0 : 1;
        if (kind == MemoryKind.Grid)
        {
            tokens.Mark(",");
            rank = tokens.Integer();
        }

        tokens.Mark(">");
        return new(element, kind, rank);
    }

    private static TensorType ReadTensor(TokenReader tokens)
    {
        List<string> dimensions = [];
        tokens.Mark("<");
        ScalarKind element = ReadScalar(tokens);
        while (tokens.TryMark(","))
        {
            dimensions.Add(tokens.Take(TokenKind.Word, "a dimension").Text);
        }

        tokens.Mark(">");
        return new(element, new(dimensions));
    }

    private static ScalarKind ReadScalar(TokenReader tokens)
    {
        Token word = tokens.Take(TokenKind.Word, "a scalar type");
        return TypeText.ScalarNamed(word.Text) ?? throw Lexer.Error(word.Line, $"{word} is not a scalar type");
    }
}
