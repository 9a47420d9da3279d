namespace Adjoint.Generator.Ir;

/// <summary>The fixed facts of an operation: its text, how many operands, results and regions it has, and its effects.</summary>
/// <param name="Mnemonic">The word that the printed IR uses.</param>
/// <param name="MinOperands">Least number of operands.</param>
/// <param name="MaxOperands">Greatest number of operands, -1 for any.</param>
/// <param name="Results">Number of results, -1 for any.</param>
/// <param name="Regions">Number of regions.</param>
/// <param name="Effects">What it can do beside giving results.</param>
public sealed record OpInfo(string Mnemonic, int MinOperands, int MaxOperands, int Results, int Regions, Effects Effects)
{
    private static readonly Dictionary<OpCode, OpInfo> Table = new()
    {
        [OpCode.Const] = new("const", 0, 0, 1, 0, Effects.None),
        [OpCode.Default] = new("default", 0, 0, 1, 0, Effects.None),
        [OpCode.Add] = new("add", 2, 2, 1, 0, Effects.None),
        [OpCode.Sub] = new("sub", 2, 2, 1, 0, Effects.None),
        [OpCode.Mul] = new("mul", 2, 2, 1, 0, Effects.None),
        [OpCode.Div] = new("div", 2, 2, 1, 0, Effects.None),
        [OpCode.Rem] = new("rem", 2, 2, 1, 0, Effects.None),
        [OpCode.Neg] = new("neg", 1, 1, 1, 0, Effects.None),
        [OpCode.Fma] = new("fma", 3, 3, 1, 0, Effects.None),
        [OpCode.And] = new("and", 2, 2, 1, 0, Effects.None),
        [OpCode.Or] = new("or", 2, 2, 1, 0, Effects.None),
        [OpCode.Xor] = new("xor", 2, 2, 1, 0, Effects.None),
        [OpCode.Not] = new("not", 1, 1, 1, 0, Effects.None),
        [OpCode.ShiftLeft] = new("shl", 2, 2, 1, 0, Effects.None),
        [OpCode.ShiftRight] = new("shr", 2, 2, 1, 0, Effects.None),
        [OpCode.ShiftRightUnsigned] = new("ushr", 2, 2, 1, 0, Effects.None),
        [OpCode.Equal] = new("eq", 2, 2, 1, 0, Effects.None),
        [OpCode.NotEqual] = new("ne", 2, 2, 1, 0, Effects.None),
        [OpCode.Less] = new("lt", 2, 2, 1, 0, Effects.None),
        [OpCode.LessEqual] = new("le", 2, 2, 1, 0, Effects.None),
        [OpCode.Greater] = new("gt", 2, 2, 1, 0, Effects.None),
        [OpCode.GreaterEqual] = new("ge", 2, 2, 1, 0, Effects.None),
        [OpCode.Select] = new("select", 3, 3, 1, 0, Effects.None),
        [OpCode.Convert] = new("convert", 1, 1, 1, 0, Effects.None),
        [OpCode.Elementary] = new("math", 1, 3, 1, 0, Effects.None),
        [OpCode.Follow] = new("follow", 2, 2, 1, 0, Effects.None),
        [OpCode.Stop] = new("stop", 1, 1, 1, 0, Effects.None),
        [OpCode.Alloc] = new("alloc", 0, 8, 1, 0, Effects.Allocates | Effects.Traps),
        [OpCode.NewTape] = new("tape", 0, 0, 1, 0, Effects.Allocates),
        [OpCode.Load] = new("load", 1, 9, 1, 0, Effects.Reads | Effects.Traps),
        [OpCode.Store] = new("store", 2, 10, 0, 0, Effects.Writes | Effects.Traps),
        [OpCode.Accumulate] = new("accumulate", 2, 10, 0, 0, Effects.Reads | Effects.Writes | Effects.Traps),
        [OpCode.Length] = new("length", 1, 1, 1, 0, Effects.Traps),
        [OpCode.Slice] = new("slice", 3, 3, 1, 0, Effects.Traps),
        [OpCode.Element] = new("element", 1, 9, 1, 0, Effects.Traps),
        [OpCode.Row] = new("row", 2, 2, 1, 0, Effects.Traps),
        [OpCode.View] = new("view", 1, 1, 1, 0, Effects.None),
        [OpCode.Field] = new("field", 1, 1, 1, 0, Effects.Traps),
        [OpCode.Fill] = new("fill", 2, 2, 0, 0, Effects.Writes),
        [OpCode.Copy] = new("copy", 2, 2, 0, 0, Effects.Reads | Effects.Writes | Effects.Traps),
        [OpCode.Overlaps] = new("overlaps", 2, 2, 1, 0, Effects.None),
        [OpCode.Push] = new("push", 2, 2, 0, 0, Effects.Writes),
        [OpCode.Pop] = new("pop", 1, 1, 1, 0, Effects.Reads | Effects.Writes),
        [OpCode.If] = new("if", 1, 1, -1, 2, Effects.FromRegions),
        [OpCode.For] = new("for", 2, -1, -1, 1, Effects.FromRegions),
        [OpCode.While] = new("while", 0, -1, -1, 2, Effects.FromRegions | Effects.Traps),
        [OpCode.Call] = new("call", 0, -1, -1, 0, Effects.Reads | Effects.Writes | Effects.Traps),
        [OpCode.Throw] = new("throw", 0, -1, 0, 0, Effects.Traps | Effects.Once),
        [OpCode.Opaque] = new("opaque", 0, -1, -1, 0, Effects.Reads | Effects.Traps | Effects.Once),
        [OpCode.Note] = new("note", 0, 0, 0, 0, Effects.Once),
        [OpCode.Splat] = new("splat", 1, 1, 1, 0, Effects.None),
        [OpCode.Iota] = new("iota", 1, 1, 1, 0, Effects.None),
        [OpCode.VectorLoad] = new("vload", 2, 9, 1, 0, Effects.Reads),
        [OpCode.VectorStore] = new("vstore", 3, 10, 0, 0, Effects.Writes),
        [OpCode.Reduce] = new("reduce", 1, 1, 1, 0, Effects.None),
        [OpCode.ToTensor] = new("totensor", 1, -1, 1, 0, Effects.Reads | Effects.Traps),
        [OpCode.FromTensor] = new("fromtensor", 2, 2, 0, 0, Effects.Writes | Effects.Traps),
        [OpCode.MatMul] = new("matmul", 2, 2, 1, 0, Effects.None),
        [OpCode.Broadcast] = new("broadcast", 1, 1, 1, 0, Effects.None),
        [OpCode.SumTo] = new("sumto", 1, 1, 1, 0, Effects.None),
    };

    private static readonly Dictionary<string, OpCode> ByMnemonic =
        Table.ToDictionary(row => row.Value.Mnemonic, row => row.Key, StringComparer.Ordinal);

    /// <summary>Every operation of the IR.</summary>
    public static IEnumerable<OpCode> All => Table.Keys;

    public static OpInfo Of(OpCode code) => Table[code];

    public static OpCode? Named(string mnemonic) =>
        ByMnemonic.TryGetValue(mnemonic, out OpCode code) ? code : null;
}
