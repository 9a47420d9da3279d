using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <summary>Short names for values that nobody named, from what computes them: <c>xi</c> for <c>x[i]</c>, <c>e</c> for an exponential.</summary>
internal static class RoleNames
{
    /// <summary>The name of what the function returns first.</summary>
    public const string Returned = "value";

    private static readonly Dictionary<string, string> Functions = new(StringComparer.Ordinal)
    {
        ["Exp"] = "e",
        ["Sqrt"] = "root",
        ["Log"] = "log",
        ["Sin"] = "sin",
        ["Cos"] = "cos",
        ["Tan"] = "tan",
        ["Tanh"] = "tanh",
        ["Pow"] = "power",
        ["Abs"] = "abs",
        ["Max"] = "max",
        ["Min"] = "min",
        ["Hypot"] = "length",
        ["Sigmoid"] = "sigmoid",
        ["Erf"] = "erf",
        ["Erfc"] = "erfc",
        ["NormalPdf"] = "density",
        ["NormalCdf"] = "probability",
        ["NormalQuantile"] = "quantile",
        ["LogGamma"] = "logGamma",
        ["Digamma"] = "digamma",
        ["Floor"] = "floor",
        ["Sign"] = "sign",
    };

    public static string? Of(Value value, FunctionFacts facts)
    {
        if (facts.DefinitionOf(value) is not { } node)
        {
            return null;
        }

        if (facts.Function.Results.Count > 0 && facts.Function.Results[0].Id == value.Id)
        {
            return Returned;
        }

        return node.Code switch
        {
            OpCode.Elementary when Functions.TryGetValue(node.Operation.Symbol!, out string? name) => name,
            OpCode.Load or OpCode.VectorLoad or OpCode.Row or OpCode.Element => OfElement(node.Operation, facts),
            OpCode.Pop => OfPushed(node.Operation.Operands[0], facts),
            OpCode.Length => "n",
            OpCode.Mul => value.Type.IsFloating ? "p" : null,
            OpCode.Div => value.Type.IsFloating ? "q" : null,
            OpCode.Field => Lower(node.Operation.Symbol!),
            _ => null,
        };
    }

    /// <summary>The name for a variable of this type that has neither a hint nor a role.</summary>
    public static string ForType(IrType type) => type switch
    {
        ScalarType { Kind: ScalarKind.Bool } => "c",
        ScalarType scalar => scalar.IsFloating ? "t" : "k",
        MemoryType { Kind: MemoryKind.Ref } => "cell",
        MemoryType { Kind: MemoryKind.Rows } => "rows",
        MemoryType => "buffer",
        TapeType => "tape",
        VectorType { Element: ScalarKind.Bool } => "mask",
        VectorType => "v",
        _ => "item",
    };

    // Where one place fills a tape, what comes off it has the name of what went on.
    private static string? OfPushed(Value tape, FunctionFacts facts)
    {
        List<Value> pushed = facts.UsesOf(tape).Where(use => use.Node?.Code == OpCode.Push).Select(use => use.Node!.Operation.Operands[1]).ToList();
        return pushed.Count == 1 ? pushed[0].Name ?? Of(pushed[0], facts) : null;
    }

    private static string? OfElement(Operation operation, FunctionFacts facts)
    {
        if (NameOf(operation.Operands[0], facts) is not { } memory)
        {
            return null;
        }

        if (memory.Length > 1 && memory.EndsWith("s", StringComparison.Ordinal) && !memory.EndsWith("ss", StringComparison.Ordinal))
        {
            return memory.Substring(0, memory.Length - 1);
        }

        if (memory.Length > 2)
        {
            return memory + "Item";
        }

        string indices = "";
        foreach (Value index in operation.Operands.Skip(1))
        {
            indices += facts.DefinitionOf(index) is { Code: OpCode.Const } constant
                ? NumberText.Invariant(constant.Operation.Literal!.Value.Integer)
                : index.Name is { Length: 1 } name ? name : "";
        }

        return Identifiers.Legal(memory + indices);
    }

    private static string? NameOf(Value value, FunctionFacts facts) =>
        value.Name ?? (facts.DefinitionOf(value) is { Code: OpCode.Field } node ? Lower(node.Operation.Symbol!) : null);

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);
}
