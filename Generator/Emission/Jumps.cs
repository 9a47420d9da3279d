namespace Adjoint.Generator.Emission;

/// <summary>
/// Turns the flags by which a loop of the IR is left back into <c>break</c> and <c>do … while</c>: a flag that the loop's
/// condition asks for, given before the loop and once in each turn.
/// </summary>
internal static class Jumps
{
    public static void Run(StatementBlock body)
    {
        Dictionary<int, int> reads = [];
        Dictionary<int, int> writes = [];
        Count(body, reads, writes);
        Visit(body, reads, writes);
    }

    private static void Visit(StatementBlock block, Dictionary<int, int> reads, Dictionary<int, int> writes)
    {
        foreach (StatementBlock inner in block.Statements.SelectMany(statement => statement.Blocks))
        {
            Visit(inner, reads, writes);
        }

        for (int i = 0; i < block.Statements.Count; i++)
        {
            if (block.Statements[i] is WhileStatement loop)
            {
                Leave(block, i, loop, reads, writes);
                i = block.Statements.IndexOf(loop);
                Repeat(block, i, loop, reads, writes);
            }
        }
    }

    // while (!f && c) { …; f = e; if (!f) { rest } }   is   while (c) { …; if (e) { break; } rest }
    private static void Leave(StatementBlock block, int index, WhileStatement loop, Dictionary<int, int> reads, Dictionary<int, int> writes)
    {
        if (FlagOf(loop.Condition.Text, out Code rest) is not { } flag)
        {
            return;
        }

        AssignmentStatement? initial = Initial(block, index, flag, "false");
        int given = loop.Body.Statements.FindIndex(statement => statement is AssignmentStatement { Symbol: "=" } set && set.Target.Number == flag);
        if (initial is null || given < 0 || Writes(writes, flag) != 2)
        {
            return;
        }

        // From the end: statements that run only where the flag is not set.
        string notFlag = "!" + initial.Target.Code.Text;
        int first = loop.Body.Statements.Count;
        while (first - 1 > given && loop.Body.Statements[first - 1] is IfStatement { Otherwise.Statements.Count: 0 } guarded && guarded.Condition.Text == notFlag)
        {
            first--;
        }

        List<Statement> unguarded = loop.Body.Statements.Skip(first).SelectMany(statement => ((IfStatement)statement).Then.Statements).ToList();
        int guards = loop.Body.Statements.Count - first;
        AssignmentStatement set = (AssignmentStatement)loop.Body.Statements[given];
        bool elsewhere = Reads(reads, flag) > 1 + guards;
        Code condition = elsewhere || given + 1 != first ? initial.Target.Code : set.Code;
        loop.Body.Statements.RemoveRange(first, guards);
        if (!elsewhere && given + 1 == first)
        {
            loop.Body.Statements.RemoveAt(given);
            block.Statements.Remove(initial);
        }
        else if (!elsewhere)
        {
            block.Statements.Remove(initial);
        }

        StatementBlock leave = new();
        leave.Statements.Add(new JumpStatement("break"));
        loop.Body.Statements.Add(new IfStatement(condition, leave, new()) { Source = set.Source });
        loop.Body.Statements.AddRange(unguarded);
        loop.Condition = rest;
    }

    // bool f = true; while (f) { …; f = e; … }   is   do { … } while (e);
    private static void Repeat(StatementBlock block, int index, WhileStatement loop, Dictionary<int, int> reads, Dictionary<int, int> writes)
    {
        List<int> asked = Scoping.VariablesIn(loop.Condition.Text).ToList();
        if (asked.Count != 1 || loop.Condition.Text.Length != 2 + asked[0].ToString(System.Globalization.CultureInfo.InvariantCulture).Length)
        {
            return;
        }

        int flag = asked[0];
        AssignmentStatement? initial = Initial(block, index, flag, "true");
        int given = loop.Body.Statements.FindIndex(statement => statement is AssignmentStatement { Symbol: "=" } set && set.Target.Number == flag);
        if (initial is null || given < 0 || Writes(writes, flag) != 2 || Reads(reads, flag) != 1)
        {
            return;
        }

        AssignmentStatement set = (AssignmentStatement)loop.Body.Statements[given];
        HashSet<int> needed = [.. Scoping.VariablesIn(set.Value)];
        bool last = given == loop.Body.Statements.Count - 1;
        bool keeps = loop.Body.Statements.Skip(given + 1).All(statement => !WritesAny(statement, needed));
        bool isPlain = set.Value.IndexOfAny(['[', '(']) < 0;
        if ((last || (keeps && isPlain)) && needed.All(number => !IsOnlyInside(loop.Body, number, reads, writes)))
        {
            loop.Body.Statements.RemoveAt(given);
            block.Statements.Remove(initial);
            loop.Condition = set.Code;
            loop.TestsLast = true;
        }
    }

    // The condition of a do stands outside the braces: what it reads must be declared there too.
    private static bool IsOnlyInside(StatementBlock body, int number, Dictionary<int, int> reads, Dictionary<int, int> writes)
    {
        Dictionary<int, int> readsInside = [];
        Dictionary<int, int> writesInside = [];
        Count(body, readsInside, writesInside);
        return Reads(reads, number) == Reads(readsInside, number) && Writes(writes, number) == Writes(writesInside, number)
            && Writes(writesInside, number) > 0;
    }

    private static int? FlagOf(string condition, out Code rest)
    {
        rest = new("true");
        string separator = Code.SoftBreak + " && ";
        int and = condition.IndexOf(separator, StringComparison.Ordinal);
        string first = and < 0 ? condition : condition.Substring(0, and);
        if (first.Length < 3 || first[0] != '!' || first[1] != Code.VariableStart || first.IndexOf(Code.VariableEnd) != first.Length - 1
            || condition.Contains("||"))
        {
            return null;
        }

        rest = and < 0 ? new("true", IsConstant: true) : new(condition.Substring(and + separator.Length), Precedence.AndAlso);
        return Scoping.VariablesIn(first).Single();
    }

    private static AssignmentStatement? Initial(StatementBlock block, int loop, int flag, string value)
    {
        int index = block.Statements.FindLastIndex(loop, statement => statement is AssignmentStatement { Symbol: "=" } set && set.Target.Number == flag);
        return index >= 0 && block.Statements[index] is AssignmentStatement initial && initial.Value == value ? initial : null;
    }

    private static bool WritesAny(Statement statement, HashSet<int> variables) =>
        (statement is AssignmentStatement assignment && variables.Contains(assignment.Target.Number))
        || (statement is CallStatement call && call.Values.Concat(call.Outs).Any(target => target is not null && variables.Contains(target.Number)))
        || (statement is LineStatement && Scoping.VariablesIn(statement.Texts.First()).Any(variables.Contains))
        || statement.Blocks.Any(inner => inner.Statements.Any(nested => WritesAny(nested, variables)));

    private static int Reads(Dictionary<int, int> reads, int number) => reads.TryGetValue(number, out int count) ? count : 0;

    private static int Writes(Dictionary<int, int> writes, int number) => Reads(writes, number);

    /// <summary>How often each variable is read and assigned; a call that gives it, or takes it by reference, counts as both.</summary>
    private static void Count(StatementBlock block, Dictionary<int, int> reads, Dictionary<int, int> writes)
    {
        foreach (Statement statement in block.Statements)
        {
            if (statement is AssignmentStatement { Symbol: "=" } assignment)
            {
                writes[assignment.Target.Number] = Writes(writes, assignment.Target.Number) + 1;
                Add(assignment.Value);
            }
            else
            {
                foreach (string text in statement.Texts)
                {
                    Add(text);
                }

                IEnumerable<Variable?> targets = statement is CallStatement call ? call.Values.Concat(call.Outs)
                    : statement is AssignmentStatement compound ? [compound.Target] : [];
                foreach (Variable target in targets.Where(target => target is not null).Select(target => target!))
                {
                    writes[target.Number] = Writes(writes, target.Number) + 1;
                }
            }

            foreach (StatementBlock inner in statement.Blocks)
            {
                Count(inner, reads, writes);
            }
        }

        void Add(string text)
        {
            foreach (int number in Scoping.VariablesIn(text))
            {
                reads[number] = Reads(reads, number) + 1;
            }
        }
    }
}
