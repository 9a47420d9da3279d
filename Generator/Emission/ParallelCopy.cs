using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <summary>Assignments that happen at once, written one after another: none before another that still reads its target.</summary>
internal sealed class ParallelCopy(BodyContext context, ExpressionBuilder expressions)
{
    private sealed record Copy(Variable Target, Value Source, HashSet<int> Reads);

    public void Write(IEnumerable<(Variable Target, Value Source)> copies, Action<Statement, SourceLine?> add)
    {
        List<Copy> pending = [];
        foreach ((Variable target, Value source) in copies)
        {
            if (context.Facts.DefinitionOf(source) is { IsFolded: true } || context.Variables.Of(source) != target)
            {
                pending.Add(new(target, source, context.Reads(source)));
            }
        }

        List<AssignmentStatement> last = [];
        while (pending.Count > 0)
        {
            Copy? free = pending.FirstOrDefault(copy => pending.All(other => other == copy || !other.Reads.Contains(copy.Target.Number)));
            if (free is not null)
            {
                pending.Remove(free);
                add(Update(free.Target, free.Source), SourceOf(free.Source));
                continue;
            }

            // A cycle. Of scalars it is one statement, which evaluates all before it assigns any.
            if (pending.All(copy => copy.Target.Type is ScalarType))
            {
                string targets = string.Join("," + Code.SoftBreak + " ", pending.Select(copy => copy.Target.Code.Text));
                string values = string.Join("," + Code.SoftBreak + " ", pending.Select(copy => expressions.Whole(copy.Source).Text));
                add(new LineStatement("(" + targets + ") =" + Code.SoftBreak + " (" + values + ")"), pending.Select(copy => SourceOf(copy.Source)).FirstOrDefault(line => line is not null));
                break;
            }

            // Others still need the first target's old value, so its new value waits in a variable.
            Copy first = pending[0];
            Variable next = context.NewVariable(first.Target.Type, first.Target.Hint is { } hint ? "next" + char.ToUpperInvariant(hint[0]) + hint.Substring(1) : "next");
            next.TypeText = first.Target.TypeText;
            add(Assignment(next, first.Source), SourceOf(first.Source));
            last.Add(new(first.Target, "=", (IsReference(first.Target.Type) ? "ref " : "") + next.Code.Text));
            pending.RemoveAt(0);
        }

        last.ForEach(statement => add(statement, null));
    }

    private Statement Update(Variable target, Value source) =>
        context.Facts.DefinitionOf(source) is { IsFolded: true } node
            ? Update(target, node, expressions.OfNode(node))
            : Assignment(target, source);

    private AssignmentStatement Assignment(Variable target, Value source) =>
        context.Facts.DefinitionOf(source) is { IsFolded: true } node
            ? Assignment(target, node, expressions.OfNode(node))
            : new(target, "=", (IsReference(source.Type) ? "ref " : "") + expressions.Assigned(source).Text);

    /// <summary>The assignment of what a node computes; where one choice is to keep the old value, it is an <c>if</c>.</summary>
    public Statement Update(Variable target, IrNode node, Code value)
    {
        if (Choice(node) is not { } choice || target.Type is VectorType)
        {
            return Assignment(target, node, value);
        }

        bool keepsFirst = Is(choice.First, target);
        if (keepsFirst == Is(choice.Second, target))
        {
            return Assignment(target, node, value);
        }

        StatementBlock block = new();
        block.Statements.Add(Assignment(target, keepsFirst ? choice.Second : choice.First));
        Code condition = keepsFirst ? expressions.Negated(choice.Condition) : expressions.Of(choice.Condition);
        return new IfStatement(context.Settle(condition), block, new());
    }

    private (Value Condition, Value First, Value Second)? Choice(IrNode node)
    {
        if (node.Code == OpCode.Select)
        {
            return (node.Operation.Operands[0], node.Operation.Operands[1], node.Operation.Operands[2]);
        }

        if (node.Code != OpCode.If || !node.IsConditional || node.Operation.Results.First(context.Facts.IsNeeded).Type == IrType.Bool)
        {
            return null;
        }

        int index = node.Operation.Results.ToList().FindIndex(context.Facts.IsNeeded);
        return (node.Operation.Operands[0], node.Regions[0].Block.Yields[index], node.Regions[1].Block.Yields[index]);
    }

    /// <summary>The assignment of what a node computes; <c>x = x + e</c> is written <c>x += e</c>.</summary>
    public AssignmentStatement Assignment(Variable target, IrNode node, Code value)
    {
        Operation operation = node.Operation;
        bool sensitive = operation.Results.Count == 1 && operation.Result.Type.IsInteger
            && (operation.Has(OpFlags.Checked) ? Overflow.Throws : Overflow.Wraps) != context.Default;
        string? symbol = operation.Results.Count != 1 || operation.Result.Type is not ScalarType { Kind: >= ScalarKind.I32 and not ScalarKind.Bool } || sensitive
            ? null
            : node.Code switch
            {
                OpCode.Add => "+=",
                OpCode.Sub => "-=",
                OpCode.Mul => "*=",
                OpCode.Div => "/=",
                _ => null,
            };
        if (symbol is not null && operation.Operands.Count == 2)
        {
            bool commutes = node.Code is OpCode.Add or OpCode.Mul;
            if (Is(operation.Operands[0], target) && !context.Reads(operation.Operands[1]).Contains(target.Number))
            {
                return Compound(target, symbol, operation.Operands[1]);
            }

            if (commutes && Is(operation.Operands[1], target) && !context.Reads(operation.Operands[0]).Contains(target.Number))
            {
                return Compound(target, symbol, operation.Operands[0]);
            }
        }

        string text = node.Code == OpCode.Const || operation.Code == OpCode.Convert && operation.Result.Type.IsFloating
            ? Implicit(node)
            : context.Settle(value).Text;
        bool location = operation.Results.Any(result => result.Type is MemoryType { Kind: MemoryKind.Ref })
            && !text.StartsWith("ref ", StringComparison.Ordinal);
        return location ? new(target, "=", "ref " + text) : text == value.Text ? new(target, "=", value) : new(target, "=", text);
    }

    private string Implicit(IrNode node)
    {
        if (node.Code == OpCode.Const)
        {
            return expressions.Assigned(node).Text;
        }

        Value operand = node.Operation.Operands[0];
        bool widens = operand.Type is ScalarType { Kind: not ScalarKind.F64 };
        return widens ? expressions.Whole(operand).Text : expressions.Assigned(node).Text;
    }

    private AssignmentStatement Compound(Variable target, string symbol, Value operand)
    {
        if (symbol is "+=" or "-=" && context.Facts.DefinitionOf(operand) is { IsFolded: true } node)
        {
            if (node.Code == OpCode.Neg && node.Operation.Result.Type.IsFloating)
            {
                return new(target, symbol == "+=" ? "-=" : "+=", expressions.Assigned(node.Operation.Operands[0]).Text);
            }

            if (target.Type.IsInteger && node.Code == OpCode.Const && node.Operation.Literal!.Value.Integer == 1)
            {
                return new(target, symbol == "+=" ? "++" : "--", "");
            }
        }

        return new(target, symbol, expressions.Assigned(operand).Text);
    }

    private bool Is(Value value, Variable target) =>
        context.Facts.DefinitionOf(value) is not { IsFolded: true } && context.Variables.Of(value) == target;

    private static bool IsReference(IrType type) => type is MemoryType { Kind: MemoryKind.Ref };

    private SourceLine? SourceOf(Value source) => context.Facts.DefinitionOf(source) is { IsFolded: true } node ? node.Operation.Source : null;
}
