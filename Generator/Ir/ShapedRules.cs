namespace Adjoint.Generator.Ir;

/// <summary>The types of the operations that make, change or take apart vectors and tensors.</summary>
internal static class ShapedRules
{
    public static IEnumerable<string> Faults(Operation operation, IrType[] operands, IrType[] results) => operation.Code switch
    {
        OpCode.Splat => Require(
            operands[0] is ScalarType lane && results[0] is VectorType vector && vector.Element == lane.Kind,
            $"{results[0]} from {operands[0]}"),
        OpCode.Iota => Require(
            operands[0] is ScalarType { Kind: ScalarKind.I32 or ScalarKind.I64 } first && results[0] is VectorType vector && vector.Element == first.Kind,
            $"{results[0]} from {operands[0]}"),
        OpCode.VectorLoad => VectorAccess(operands[0], results[0]).Concat(Indices(operands[0], operands.Skip(1))),
        OpCode.VectorStore => VectorAccess(operands[0], operands[1]).Concat(Indices(operands[0], operands.Skip(2)))
            .Concat(Require(
                operands[0] is not MemoryType { Kind: MemoryKind.ReadOnlySpan },
                $"{operands[0]} is not written")),
        OpCode.Reduce => Require(operation.Symbol is "add" or "mul" or "max" or "min", $"no reduction by '{operation.Symbol}'")
            .Concat(Require(
                operands[0] is VectorType vector && OperationRules.IsNumeric(vector)
                    && (results[0] == new ScalarType(vector.Element)
                        || (vector.Lanes % 2 == 0 && results[0] == new VectorType(vector.Element, vector.Lanes / 2))),
                $"{results[0]} from {operands[0]}")),
        OpCode.ToTensor => ToTensor(operands, results[0]),
        OpCode.FromTensor => FromTensor(operands),
        OpCode.MatMul => MatMul(operation.Symbol!, operands, results[0]),
        OpCode.Broadcast => Require(Spreads(operands[0], results[0]), $"{operands[0]} does not spread to {results[0]}"),
        _ => Require(Spreads(results[0], operands[0]), $"{results[0]} does not spread to {operands[0]}"),
    };

    private static IEnumerable<string> VectorAccess(IrType memory, IrType vector) => Require(
        memory is MemoryType { Kind: not (MemoryKind.Ref or MemoryKind.Rows), Element: ScalarType element }
            && vector is VectorType lanes && lanes.Element == element.Kind,
        $"{vector} against {memory}");

    private static IEnumerable<string> Indices(IrType memory, IEnumerable<IrType> indices) =>
        memory is MemoryType { Rank: int rank } ? MemoryRules.Indices(indices, rank) : [];

    private static IEnumerable<string> ToTensor(IrType[] operands, IrType result) =>
        operands[0] is MemoryType { Kind: not MemoryKind.Rows, Element: ScalarType element } && result is TensorType tensor
            && tensor.Element == element.Kind
            ? MemoryRules.Indices(operands.Skip(1), tensor.Dimensions.Count)
            : [$"{result} from {operands[0]}"];

    private static IEnumerable<string> FromTensor(IrType[] operands) =>
        operands[0] is TensorType tensor && operands[1] is MemoryType memory
            ? MemoryRules.Write(memory, new ScalarType(tensor.Element))
            : [$"{operands[0]} to {operands[1]}"];

    private static IEnumerable<string> MatMul(string layout, IrType[] operands, IrType result)
    {
        if (layout is not ("nn" or "tn" or "nt"))
        {
            return [$"no layout '{layout}'"];
        }

        if (operands[0] is not TensorType { Dimensions.Count: 2 } left || operands[1] is not TensorType { Dimensions.Count: 2 } right)
        {
            return [$"a product of {operands[0]} and {operands[1]}"];
        }

        int rows = layout == "tn" ? 1 : 0;
        int columns = layout == "nt" ? 0 : 1;
        TensorType product = new(left.Element, new([left.Dimensions[rows], right.Dimensions[columns]]));
        return Require(left.IsFloating && left.Element == right.Element, $"a product of {left} and {right}")
            .Concat(Require(
                left.Dimensions[1 - rows] == right.Dimensions[1 - columns],
                $"'{left.Dimensions[1 - rows]}' is summed against '{right.Dimensions[1 - columns]}'"))
            .Concat(Require(result == product, $"the product is {product}, not {result}"));
    }

    /// <summary>Whether <paramref name="small"/> broadcasts to <paramref name="large"/>: trailing dimensions equal, or 1, or absent.</summary>
    private static bool Spreads(IrType small, IrType large)
    {
        if (large is not TensorType to)
        {
            return false;
        }

        if (small is not TensorType from)
        {
            return small == new ScalarType(to.Element);
        }

        int offset = to.Dimensions.Count - from.Dimensions.Count;
        return offset >= 0 && from.Element == to.Element
            && from.Dimensions.Select((name, i) => name == "1" || name == to.Dimensions[i + offset]).All(fits => fits);
    }

    private static IEnumerable<string> Require(bool condition, string otherwise) => OperationRules.Require(condition, otherwise);
}
