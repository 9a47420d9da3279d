using System.Globalization;

namespace Adjoint.Generator.Emission;

/// <summary>Finds the innermost block around all occurrences of each variable, and declares it there: at its first assignment if that comes first, else ahead.</summary>
internal sealed class Scoping
{
    private readonly IReadOnlyList<Variable> _variables;
    private readonly List<Variable> _order = [];

    private Scoping(IReadOnlyList<Variable> variables) => _variables = variables;

    /// <summary>Declares the variables; returns those that occur, in the order of first occurrence.</summary>
    /// <param name="body">The finished statements of the function.</param>
    /// <param name="last">Expressions evaluated after the last statement.</param>
    /// <param name="variables">All variables, by number.</param>
    public static IReadOnlyList<Variable> Declare(StatementBlock body, IEnumerable<string> last, IReadOnlyList<Variable> variables)
    {
        Scoping scoping = new(variables);
        RemoveUnread(body, last);
        Adopt(body);
        scoping.Visit(body);
        foreach (string text in last)
        {
            scoping.Occur(text, body);
        }

        foreach (Variable variable in scoping._order.Where(variable => !variable.IsParameter && !variable.IsIndex))
        {
            Declare(variable);
        }

        return scoping._order;
    }

    /// <summary>The numbers of the variables in a text with marks.</summary>
    public static IEnumerable<int> VariablesIn(string text)
    {
        int start = text.IndexOf(Code.VariableStart);
        while (start >= 0)
        {
            int end = text.IndexOf(Code.VariableEnd, start);
            yield return int.Parse(text.Substring(start + 1, end - start - 1), NumberStyles.None, CultureInfo.InvariantCulture);
            start = text.IndexOf(Code.VariableStart, end);
        }
    }

    // The compiler warns of a constant given to a variable that nothing reads, which an arm that was left out may have done,
    // and of a variable assigned to itself (x = x && true).
    private static void RemoveUnread(StatementBlock body, IEnumerable<string> last)
    {
        HashSet<int> read = [.. last.SelectMany(VariablesIn)];
        Collect(body);
        Remove(body);

        void Collect(StatementBlock block)
        {
            foreach (Statement statement in block.Statements)
            {
                read.UnionWith(statement is AssignmentStatement { Symbol: "=" } assignment
                    ? VariablesIn(assignment.Value)
                    : statement.Texts.SelectMany(VariablesIn));
                foreach (StatementBlock inner in statement.Blocks)
                {
                    Collect(inner);
                }
            }
        }

        void Remove(StatementBlock block)
        {
            block.Statements.RemoveAll(statement => statement is AssignmentStatement { Symbol: "=" } assignment
                && (assignment.Value == assignment.Target.Code.Text
                    || (!read.Contains(assignment.Target.Number) && !assignment.Target.IsParameter && assignment.IsLiteral)));
            foreach (StatementBlock inner in block.Statements.SelectMany(statement => statement.Blocks))
            {
                Remove(inner);
            }
        }
    }

    // Rewriting moves statements between blocks; parents are set afresh.
    private static void Adopt(StatementBlock block)
    {
        foreach (StatementBlock inner in block.Statements.SelectMany(statement => statement.Blocks))
        {
            inner.Parent = block;
            Adopt(inner);
        }
    }

    private void Visit(StatementBlock block)
    {
        foreach (Statement statement in block.Statements)
        {
            if (statement is ForStatement loop)
            {
                Occur(loop.Index.Code.Text, loop.Body);
            }

            foreach (string text in statement.Texts)
            {
                // The header of a for lies in the scope of its index.
                Occur(statement is ForStatement ? WithoutIndex(text, ((ForStatement)statement).Index) : text, block);
            }

            foreach (StatementBlock inner in statement.Blocks)
            {
                Visit(inner);
            }
        }
    }

    private static string WithoutIndex(string text, Variable index) => text.Replace(index.Code.Text, "");

    private void Occur(string text, StatementBlock block)
    {
        foreach (int number in VariablesIn(text))
        {
            Variable variable = _variables[number];
            if (variable.Scope is null)
            {
                _order.Add(variable);
                variable.Scope = block;
            }
            else
            {
                variable.Scope = Common(variable.Scope, block);
            }
        }
    }

    private static StatementBlock Common(StatementBlock left, StatementBlock right)
    {
        HashSet<StatementBlock> around = [];
        for (StatementBlock? block = left; block is not null; block = block.Parent)
        {
            around.Add(block);
        }

        StatementBlock common = right;
        while (!around.Contains(common))
        {
            common = common.Parent!;
        }

        return common;
    }

    private static void Declare(Variable variable)
    {
        List<Statement> statements = variable.Scope!.Statements;
        int first = statements.FindIndex(statement => Mentions(statement, variable));
        switch (first < 0 ? null : statements[first])
        {
            case AssignmentStatement { Symbol: "=" } assignment when assignment.Target == variable && !VariablesIn(assignment.Value).Contains(variable.Number):
                assignment.Declares = true;
                break;
            case CallStatement call when call.Values.Concat(call.Outs).Contains(variable):
                call.Declares.Add(variable);
                break;
            case LineStatement line when line.Text.StartsWith("using ", StringComparison.Ordinal):
                break;
            default:
                statements.Insert(Math.Max(first, 0), new DeclarationStatement(variable));
                break;
        }
    }

    private static bool Mentions(Statement statement, Variable variable) =>
        statement.Texts.Any(text => VariablesIn(text).Contains(variable.Number))
        || statement.Blocks.Any(block => block.Statements.Any(inner => Mentions(inner, variable)));
}
