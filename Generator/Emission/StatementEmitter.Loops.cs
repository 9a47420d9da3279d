using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <content>Loops, with the first values of what they carry.</content>
internal sealed partial class StatementEmitter
{
    private void Initial(IrNode loop, int first) =>
        _copies.Write(
            Enumerable.Range(0, loop.Operation.Results.Count).Where(i => _context.Facts.IsNeeded(loop.Operation.Results[i]))
                .Select(i => (_context.Variables.Of(loop.Operation.Results[i]), loop.Operation.Operands[i + first])),
            (statement, source) => Add(statement, source));

    private void For(IrNode node)
    {
        Initial(node, 2);
        IrRegion body = node.Regions[0];
        Variable index = _context.Variables.Of(body.Block.Parameters[0]);
        int step = node.Operation.Number;
        StatementBlock block = Inside(() =>
        {
            Frame(body);
            Region(body);
            if (!body.NeverEnds)
            {
                Copies(node, body);
            }
        });

        // A body that always throws never reaches the step, of which the compiler would warn.
        Value to = node.Operation.Operands[1];
        string bound = _expressions.Whole(to).Text;
        string condition = step > 0 ? "< " + bound : bound == "-1" ? ">= 0" : "> " + bound;
        if (step < 0 && LastIncluded(to) is { } last)
        {
            condition = ">= " + last;
        }

        string advance = step switch { 1 => "++", -1 => "--", > 0 => " += " + NumberText.Invariant(step), _ => " -= " + NumberText.Invariant(-(long)step) };
        Add(new ForStatement(
            index,
            _expressions.Assigned(node.Operation.Operands[0]).Text,
            index.Code.Text + " " + condition,
            body.NeverEnds ? "" : index.Code.Text + advance,
            block), node.Operation.Source);
    }

    // "i > a - 1" is said "i >= a".
    private string? LastIncluded(Value bound)
    {
        if (_context.Facts.DefinitionOf(bound) is not { IsFolded: true, Code: OpCode.Sub } difference || difference.Has(Effects.Traps))
        {
            return null;
        }

        bool one = _context.Facts.DefinitionOf(difference.Operation.Operands[1]) is { Code: OpCode.Const } constant
            && constant.Operation.Literal!.Value.Integer == 1;
        Value first = difference.Operation.Operands[0];
        bool neverLeast = _context.Facts.DefinitionOf(first) is { Code: OpCode.Length or OpCode.Const };
        return one && neverLeast ? _expressions.Whole(first).Text : null;
    }

    private void While(IrNode node)
    {
        Initial(node, 0);
        IrRegion test = node.Regions[0];
        IrRegion body = node.Regions[1];
        bool plain = test.Nodes.All(inner => !inner.IsLive || inner.IsFolded);
        Code condition = plain ? _expressions.Whole(test.Block.Yields[0]) : new("true");
        if (condition.Text == "false")
        {
            return;
        }

        StatementBlock block = Inside(() =>
        {
            Frame(body);
            if (!plain)
            {
                Region(test);
                StatementBlock leave = Inside(() => Add(new JumpStatement("break"), null));
                Add(new IfStatement(_context.Settle(_expressions.Negated(test.Block.Yields[0])), leave, new() { Parent = _block }), null);
            }

            Region(body);
            if (!body.NeverEnds)
            {
                Copies(node, body);
            }
        });
        Add(new WhileStatement(condition, block), node.Operation.Source);
    }
}
