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
    }

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
