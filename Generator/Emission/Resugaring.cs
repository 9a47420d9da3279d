namespace Adjoint.Generator.Emission;

/// <summary>Gives statements the form in which people write them.</summary>
internal static class Resugaring
{
    public static void Run(StatementBlock block)
    {
        foreach (StatementBlock inner in block.Statements.SelectMany(statement => statement.Blocks))
        {
            Run(inner);
        }

        Flatten(block);
        Merge(block);
    }

    // "if (c) { a } if (c) { b }" is written "if (c) { a b }" where a does not touch c.
    private static void Merge(StatementBlock block)
    {
        for (int i = block.Statements.Count - 2; i >= 0; i--)
        {
            if (block.Statements[i] is IfStatement { Otherwise.Statements.Count: 0 } first
                && block.Statements[i + 1] is IfStatement { Otherwise.Statements.Count: 0 } second
                && first.Condition.Text == second.Condition.Text
                && first.Then.Statements.All(statement => LeavesAlone(statement, first.Condition.Text))
                && first.Condition.Text.IndexOfAny(['[', '(']) < 0)
            {
                first.Then.Statements.AddRange(second.Then.Statements);
                block.Statements.RemoveAt(i + 1);
            }
        }
    }

    // Whether the variables of a condition keep their values; a line that begins with a parenthesis assigns several at once.
    private static bool LeavesAlone(Statement statement, string condition) => statement switch
    {
        LineStatement line => !line.Text.StartsWith("(", StringComparison.Ordinal),
        AssignmentStatement assignment => !Scoping.VariablesIn(condition).Contains(assignment.Target.Number),
        _ => false,
    };

    // "if (c) { throw … } else { rest }" is written "if (c) { throw … } rest".
    private static void Flatten(StatementBlock block)
    {
        for (int i = 0; i < block.Statements.Count; i++)
        {
            if (block.Statements[i] is not IfStatement branch)
            {
                continue;
            }

            if (!NeverEnds(branch.Then) && NeverEnds(branch.Otherwise) && branch.Otherwise.Statements.Count < branch.Then.Statements.Count)
            {
                (branch.Then, branch.Otherwise) = (branch.Otherwise, branch.Then);
                branch.Condition = Code.Not(branch.Condition);
            }

            if (NeverEnds(branch.Then) && branch.Otherwise.Statements.Count > 0)
            {
                block.Statements.InsertRange(i + 1, branch.Otherwise.Statements);
                branch.Otherwise.Statements.Clear();
            }
        }
    }

    private static bool NeverEnds(StatementBlock block) =>
        block.Statements.Count > 0 && block.Statements[block.Statements.Count - 1] is ThrowStatement or JumpStatement;
}
