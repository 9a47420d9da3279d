namespace Adjoint.Generator.Ir;

/// <summary>The text of types and scalars, as <see cref="Printer"/> writes and <see cref="Parser"/> reads it.</summary>
internal static class TypeText
{
    public static string Of(IrType type) => type switch
    {
        ScalarType scalar => Of(scalar.Kind),
        MemoryType { Kind: MemoryKind.Grid } grid => $"grid<{Of(grid.Element)}, {grid.Rank}>",
        MemoryType memory => $"{Of(memory.Kind)}<{Of(memory.Element)}>",
        TapeType tape => $"tape<{Of(tape.Element)}>",
        ObjectType reference => $"object {Quote(reference.Name)}",
        OpaqueType opaque => $"opaque {Quote(opaque.Name)}",
        RecordType record =>
            $"record {Quote(record.Name)} {{{string.Join(", ", record.Fields.Select(field => field.Name + ": " + Of(field.Type)))}}}",
        TensorType tensor => $"tensor<{string.Join(", ", new[] { Of(tensor.Element) }.Concat(tensor.Dimensions))}>",
        VectorType vector => $"vector<{Of(vector.Element)}, {vector.Lanes}>",
        _ => throw new InvalidOperationException("unknown type " + type.GetType().Name),
    };

    public static string Of(ScalarKind kind) => kind switch
    {
        ScalarKind.Bool => "bool",
        ScalarKind.I8 => "i8",
        ScalarKind.U8 => "u8",
        ScalarKind.I16 => "i16",
        ScalarKind.U16 => "u16",
        ScalarKind.Char => "char",
        ScalarKind.I32 => "i32",
        ScalarKind.U32 => "u32",
        ScalarKind.I64 => "i64",
        ScalarKind.U64 => "u64",
        ScalarKind.F32 => "f32",
        _ => "f64",
    };

    public static ScalarKind? ScalarNamed(string text)
    {
        for (ScalarKind kind = ScalarKind.Bool; kind <= ScalarKind.F64; kind++)
        {
            if (Of(kind) == text)
            {
                return kind;
            }
        }

        return null;
    }

    public static string Of(MemoryKind kind) => kind switch
    {
        MemoryKind.Span => "span",
        MemoryKind.ReadOnlySpan => "rospan",
        MemoryKind.Array => "array",
        MemoryKind.Grid => "grid",
        MemoryKind.Ref => "ref",
        _ => "rows",
    };

    public static MemoryKind? MemoryNamed(string text)
    {
        for (MemoryKind kind = MemoryKind.Span; kind <= MemoryKind.Rows; kind++)
        {
            if (Of(kind) == text)
            {
                return kind;
            }
        }

        return null;
    }

    public static string Quote(string text) =>
        "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").Replace("\r", "\\r") + "\"";
}
