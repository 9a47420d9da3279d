namespace Adjoint.Generator.Emission;

/// <summary>How often each variable is read and assigned in statements; a call that gives it, or takes it by reference, counts as both.</summary>
internal sealed class Occurrences
{
    private readonly Dictionary<int, int> _reads = [];
    private readonly Dictionary<int, int> _writes = [];

    public static Occurrences Of(Statement statement)
    {
        Occurrences found = new();
        found.Add(statement);
        return found;
    }

    /// <summary>Whether a statement assigns a variable, or may.</summary>
    public static bool Writes(Statement statement, int variable) => Of(statement).IsWritten(variable);

    public int Reads(int variable) => Count(_reads, variable);

    public int Writes(int variable) => Count(_writes, variable);

    public bool IsRead(int variable) => Reads(variable) > 0;

    public bool IsWritten(int variable) => Writes(variable) > 0;

    /// <summary>Whether these statements and another, which changes variables and tapes only, give the same in either order.</summary>
    public bool CommutesWith(Statement statement)
    {
        Occurrences other = Of(statement);
        return _writes.Keys.All(variable => !other.IsRead(variable) && !other.IsWritten(variable)) && other._writes.Keys.All(variable => !IsRead(variable));
    }

    public void Add(StatementBlock block)
    {
        foreach (Statement statement in block.Statements)
        {
            Add(statement);
        }
    }

    public void Add(string text)
    {
        foreach (int number in Scoping.VariablesIn(text))
        {
            _reads[number] = Reads(number) + 1;
        }
    }

    private void Add(Statement statement)
    {
        if (statement is AssignmentStatement { Symbol: "=" } assignment)
        {
            AddWrite(assignment.Target.Number);
            Add(assignment.Value);
        }
        else
        {
            foreach (string text in statement.Texts)
            {
                Add(text);
            }

            IEnumerable<int> targets = statement switch
            {
                CallStatement call => call.Values.Concat(call.Outs).Where(target => target is not null).Select(target => target!.Number),
                AssignmentStatement compound => [compound.Target.Number],
                ForStatement loop => [loop.Index.Number],
                LineStatement line => Changed(line.Text),
                _ => [],
            };
            foreach (int target in targets)
            {
                AddWrite(target);
            }
        }

        foreach (StatementBlock inner in statement.Blocks)
        {
            Add(inner);
        }
    }

    // A store changes an element and a push a tape, and neither anything else; any other line may assign several variables, or pass them by reference.
    private static IEnumerable<int> Changed(string line)
    {
        int end = line.Length > 0 && line[0] == Code.VariableStart ? line.IndexOf(Code.VariableEnd) : -1;
        string rest = line.Substring(end + 1);
        bool first = end > 0 && (rest.StartsWith("[", StringComparison.Ordinal) || rest.StartsWith(".Push(", StringComparison.Ordinal))
            && !line.Contains("ref ") && !line.Contains("out ");
        return first ? Scoping.VariablesIn(line).Take(1) : Scoping.VariablesIn(line).Distinct();
    }

    private void AddWrite(int variable) => _writes[variable] = Writes(variable) + 1;

    private static int Count(Dictionary<int, int> counts, int variable) => counts.TryGetValue(variable, out int count) ? count : 0;
}
