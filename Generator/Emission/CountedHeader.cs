namespace Adjoint.Generator.Emission;

/// <summary>The header of a <c>for</c> that a <c>while</c> spells out: <c>int i = 0; while (i &lt; n) { … i++; }</c>, where nothing behind the loop asks for the index.</summary>
internal sealed record CountedHeader(AssignmentStatement Initial, AssignmentStatement Step)
{
    /// <summary>Recognises it, and takes the step out of the body.</summary>
    /// <param name="block">The block that the loop stands in.</param>
    /// <param name="index">Where in it.</param>
    /// <param name="loop">The loop.</param>
    /// <param name="occurrences">How often each variable is read and written in the function.</param>
    public static CountedHeader? Take(StatementBlock block, int index, WhileStatement loop, Occurrences occurrences)
    {
        foreach (int counter in Scoping.VariablesIn(loop.Condition.Text).Distinct())
        {
            if (Find(block, index, loop, counter, occurrences) is { } header)
            {
                loop.Body.Statements.Remove(header.Step);
                return header;
            }
        }

        return null;
    }

    /// <summary>The loop with this header.</summary>
    public ForStatement Loop(WhileStatement loop)
    {
        Initial.Target.IsIndex = true;
        string step = Step.Target.Code.Text + Step.Symbol;
        return new(Initial.Target, Initial.Value, loop.Condition.Text, Step.Value.Length == 0 ? step : Step.Target.Code.Text + " " + Step.Symbol + " " + Step.Value, loop.Body)
        {
            Source = loop.Source,
        };
    }

    private static CountedHeader? Find(StatementBlock block, int index, WhileStatement loop, int counter, Occurrences occurrences)
    {
        int first = index == 0 ? -1 : block.Statements.FindLastIndex(index - 1, statement => Occurrences.Writes(statement, counter));
        int last = loop.Body.Statements.FindLastIndex(statement => Occurrences.Writes(statement, counter));
        if (first < 0
            || last < 0
            || block.Statements[first] is not AssignmentStatement { Symbol: "=" } initial
            || loop.Body.Statements[last] is not AssignmentStatement { Symbol: "++" or "--" or "+=" or "-=" } step
            || initial.Target.Number != counter
            || initial.Target.IsParameter
            || initial.Target.Type != Ir.IrType.I32
            || occurrences.Writes(counter) != 2
            || step.Value.IndexOf(Code.VariableStart) >= 0)
        {
            return null;
        }

        // The index lives in the loop only, is not asked for once it has moved on, and starts with what it would start with at the header.
        Occurrences inside = new();
        inside.Add(loop.Body);
        inside.Add(loop.Condition.Text);
        HashSet<int> start = [.. Scoping.VariablesIn(initial.Value)];
        bool stays = inside.Reads(counter) == occurrences.Reads(counter)
            && loop.Body.Statements.Skip(last + 1).All(statement => !Occurrences.Of(statement).IsRead(counter))
            && initial.Value.IndexOfAny(['[', '(']) < 0
            && block.Statements.Skip(first + 1).Take(index - first - 1).All(statement => !start.Any(variable => Occurrences.Writes(statement, variable)));
        return stays ? new(initial, step) : null;
    }
}
