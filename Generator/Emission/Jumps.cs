namespace Adjoint.Generator.Emission;

/// <summary>
/// Turns the flags by which a loop of the IR is left back into <c>break</c> and <c>do … while</c>, and counters of loops into <c>for</c>: a flag that the loop's
/// condition asks for, given before the loop and once in each turn.
/// </summary>
internal static class Jumps
{
    /// <param name="body">The statements of a function.</param>
    /// <param name="last">What it evaluates after them.</param>
    public static void Run(StatementBlock body, IEnumerable<string> last)
    {
        Occurrences occurrences = new();
        occurrences.Add(body);
        foreach (string text in last)
        {
            occurrences.Add(text);
        }

        Visit(body, occurrences);
    }

    private static void Visit(StatementBlock block, Occurrences occurrences)
    {
        foreach (StatementBlock inner in block.Statements.SelectMany(statement => statement.Blocks))
        {
            Visit(inner, occurrences);
        }

        for (int i = 0; i < block.Statements.Count; i++)
        {
            if (block.Statements[i] is not WhileStatement loop)
            {
                continue;
            }

            CountedHeader? header = CountedHeader.Take(block, i, loop, occurrences);
            Leave(block, i, loop, occurrences);
            if (header is not null)
            {
                block.Statements.Remove(header.Initial);
                i = block.Statements.IndexOf(loop);
                block.Statements[i] = header.Loop(loop);
            }
            else
            {
                i = block.Statements.IndexOf(loop);
                Repeat(block, i, loop, occurrences);
            }
        }
    }

    // while (!f && c) { …; f = e; if (!f) { rest } }   is   while (c) { …; if (e) { break; } rest }
    private static void Leave(StatementBlock block, int index, WhileStatement loop, Occurrences occurrences)
    {
        if (FlagOf(loop.Condition.Text, out Code rest) is not { } flag)
        {
            return;
        }

        AssignmentStatement? initial = Initial(block, index, flag, "false");
        int given = loop.Body.Statements.FindIndex(statement => statement is AssignmentStatement { Symbol: "=" } set && set.Target.Number == flag);
        if (initial is null || NeverEnds(loop.Body))
        {
            return;
        }

        if (given < 0 || occurrences.Writes(flag) != 2)
        {
            loop.Body.Statements.Add(Break(initial.Target.Code, loop.Source));
            loop.Condition = rest;
            return;
        }

        // From the end: statements that run only where the flag is not set, and others that may as well come before those.
        string notFlag = "!" + initial.Target.Code.Text;
        List<Statement> guards = [];
        List<Statement> always = [];
        int first = loop.Body.Statements.Count;
        for (; first - 1 > given; first--)
        {
            Statement statement = loop.Body.Statements[first - 1];
            if (statement is IfStatement { Otherwise.Statements.Count: 0 } guarded && guarded.Condition.Text == notFlag
                && always.All(Occurrences.Of(statement).CommutesWith))
            {
                guards.Insert(0, statement);
            }
            else if (IsPlain(statement) && !Occurrences.Of(statement).IsWritten(flag))
            {
                always.Insert(0, statement);
            }
            else
            {
                break;
            }
        }

        if (guards.Count == 0)
        {
            first += always.Count;
            always.Clear();
        }

        AssignmentStatement set = (AssignmentStatement)loop.Body.Statements[given];
        bool elsewhere = occurrences.Reads(flag) > 1 + guards.Count;
        bool atOnce = given + 1 == first && always.All(Occurrences.Of(set).CommutesWith);
        Code condition = elsewhere || !atOnce ? initial.Target.Code : set.Code;
        loop.Body.Statements.RemoveRange(first, loop.Body.Statements.Count - first);
        if (!elsewhere && atOnce)
        {
            loop.Body.Statements.RemoveAt(given);
        }

        if (!elsewhere)
        {
            block.Statements.Remove(initial);
        }

        loop.Body.Statements.AddRange(always);
        loop.Body.Statements.Add(Break(condition, set.Source));
        loop.Body.Statements.AddRange(guards.SelectMany(statement => ((IfStatement)statement).Then.Statements));
        loop.Condition = rest;
    }

    private static IfStatement Break(Code condition, Ir.SourceLine? source)
    {
        StatementBlock leave = new();
        leave.Statements.Add(new JumpStatement("break"));
        return new(condition, leave, new()) { Source = source };
    }

    private static bool NeverEnds(StatementBlock block) => block.Statements.LastOrDefault() switch
    {
        ThrowStatement or JumpStatement => true,
        IfStatement branch => NeverEnds(branch.Then) && NeverEnds(branch.Otherwise),
        _ => false,
    };

    // What changes variables or tapes only.
    private static bool IsPlain(Statement statement) => statement switch
    {
        AssignmentStatement assignment => assignment.Value.IndexOfAny(['[', '(']) < 0,
        LineStatement line => line.Text.Contains(".Push("),
        _ => false,
    };

    // bool f = true; while (f) { …; f = e; … }   is   do { … } while (e);
    private static void Repeat(StatementBlock block, int index, WhileStatement loop, Occurrences occurrences)
    {
        List<int> asked = Scoping.VariablesIn(loop.Condition.Text).ToList();
        if (asked.Count != 1 || loop.Condition.Text.Length != 2 + asked[0].ToString(System.Globalization.CultureInfo.InvariantCulture).Length)
        {
            return;
        }

        int flag = asked[0];
        AssignmentStatement? initial = Initial(block, index, flag, "true");
        int given = loop.Body.Statements.FindIndex(statement => statement is AssignmentStatement { Symbol: "=" } set && set.Target.Number == flag);
        if (initial is null || given < 0 || occurrences.Writes(flag) != 2 || occurrences.Reads(flag) != 1)
        {
            return;
        }

        AssignmentStatement set = (AssignmentStatement)loop.Body.Statements[given];
        HashSet<int> needed = [.. Scoping.VariablesIn(set.Value)];
        bool last = given == loop.Body.Statements.Count - 1;
        bool keeps = loop.Body.Statements.Skip(given + 1).All(statement => !WritesAny(statement, needed));
        bool isPlain = set.Value.IndexOfAny(['[', '(']) < 0;
        if ((last || (keeps && isPlain)) && needed.All(number => !IsOnlyInside(loop.Body, number, occurrences)))
        {
            loop.Body.Statements.RemoveAt(given);
            block.Statements.Remove(initial);
            loop.Condition = set.Code;
            loop.TestsLast = true;
        }
    }

    // The condition of a do stands outside the braces: what it reads must be declared there too.
    private static bool IsOnlyInside(StatementBlock body, int number, Occurrences occurrences)
    {
        Occurrences inside = new();
        inside.Add(body);
        return occurrences.Reads(number) == inside.Reads(number) && occurrences.Writes(number) == inside.Writes(number) && inside.IsWritten(number);
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
        return index >= 0 && block.Statements[index] is AssignmentStatement initial && initial.Value == value
            && block.Statements.Skip(index + 1).Take(loop - index - 1).All(statement => !Occurrences.Writes(statement, flag)) ? initial : null;
    }

    private static bool WritesAny(Statement statement, HashSet<int> variables) => variables.Any(Occurrences.Of(statement).IsWritten);
}
