using System.Globalization;
using System.Text;

namespace Adjoint.Generator.Ir;

/// <summary>Writes IR as text that <see cref="Parser"/> reads back to an equal module.</summary>
public static class Printer
{
    public static string Print(Module module)
    {
        StringBuilder text = new();
        foreach (TypeDeclaration type in module.Types)
        {
            text.Append("class ").Append(TypeText.Quote(type.Name)).Append(" { ");
            text.Append(string.Join(", ", type.Fields.Select(field => $"{field.Name}: {field.Type}"))).Append(" }\n");
        }

        foreach (Function function in module.Functions)
        {
            Print(function, text);
        }

        return text.ToString();
    }

    public static string Print(Function function)
    {
        StringBuilder text = new();
        Print(function, text);
        return text.ToString();
    }

    private static void Print(Function function, StringBuilder text)
    {
        text.Append("func @").Append(TypeText.Quote(function.Name));
        text.Append('(').Append(Typed(function.Parameters)).Append(')');
        if (function.Unaliased.Count > 0)
        {
            text.Append(" unaliased(").Append(string.Join(", ", function.Unaliased)).Append(')');
        }

        PrintRule("vjp", function.Vjp, text);
        PrintRule("jvp", function.Jvp, text);
        text.Append(function.Checkpoint switch
        {
            CheckpointKind.Whole => " checkpoint",
            CheckpointKind.Loop => " checkpoint loop",
            CheckpointKind.Reversed => " checkpoint reversed",
            _ => "",
        });
        text.Append(" {\n");
        PrintBody(function.Body, text, 1);
        text.Append("}\n");
    }

    private static void PrintRule(string mode, CallRule? rule, StringBuilder text)
    {
        if (rule is not null)
        {
            text.Append(' ').Append(mode).Append("(@").Append(TypeText.Quote(rule.Function));
            text.Append(string.Concat(rule.Active.Select(position => ", " + position.ToString(CultureInfo.InvariantCulture)))).Append(')');
        }
    }

    private static void PrintBody(Block block, StringBuilder text, int depth)
    {
        foreach (Operation operation in block.Operations)
        {
            Print(operation, text, depth);
        }

        text.Append(' ', 2 * depth).Append("yield");
        text.Append(block.Yields.Count > 0 ? " " : "").Append(string.Join(", ", block.Yields)).Append('\n');
    }

    private static void Print(Operation operation, StringBuilder text, int depth)
    {
        text.Append(' ', 2 * depth);
        if (operation.Results.Count > 0)
        {
            text.Append(Typed(operation.Results)).Append(" = ");
        }

        text.Append(operation.Info.Mnemonic);
        if (operation.Operands.Count > 0)
        {
            text.Append(' ').Append(string.Join(", ", operation.Operands));
        }

        string attributes = string.Join(", ", Attributes(operation));
        if (attributes.Length > 0)
        {
            text.Append(" [").Append(attributes).Append(']');
        }

        foreach (Block region in operation.Regions)
        {
            text.Append(" { (").Append(Typed(region.Parameters)).Append(")\n");
            PrintBody(region, text, depth + 1);
            text.Append(' ', 2 * depth).Append('}');
        }

        if (operation.Source is { } source)
        {
            text.Append(" @").Append(source.Line.ToString(CultureInfo.InvariantCulture)).Append(' ').Append(TypeText.Quote(source.Text));
        }

        text.Append('\n');
    }

    private static IEnumerable<string> Attributes(Operation operation)
    {
        if (operation.Literal is { } literal)
        {
            yield return "literal = " + literal;
        }

        if (operation.Symbol is { } symbol)
        {
            yield return "symbol = " + TypeText.Quote(symbol);
        }

        if (operation.Number != 0)
        {
            yield return "number = " + operation.Number.ToString(CultureInfo.InvariantCulture);
        }

        foreach (OpFlags flag in new[] { OpFlags.Checked, OpFlags.Safe, OpFlags.Escapes, OpFlags.Strict, OpFlags.Uninitialized, OpFlags.Adjoint, OpFlags.Residual })
        {
            if (operation.Has(flag))
            {
                yield return flag.ToString();
            }
        }

        if (operation.Facts is { } facts)
        {
            yield return (facts.Independent ? "independent(" : "dependent(") + string.Join(", ", facts.Carried) + ")";
        }
    }

    private static string Typed(IEnumerable<Value> values) => string.Join(", ", values.Select(value => $"{value}: {value.Type}"));
}
