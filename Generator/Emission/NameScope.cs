namespace Adjoint.Generator.Emission;

/// <summary>
/// Gives variables their names. A name may stand for several variables of a method as long as no scope of one lies in that
/// of another, as C# has it; a clash is settled by a number, in the order of first occurrence.
/// </summary>
internal sealed class NameScope
{
    private readonly HashSet<string> _reserved;
    private readonly List<(string Name, StatementBlock Scope)> _given = [];

    /// <param name="reserved">Names that no variable may have: parameters, types and methods that the code uses.</param>
    public NameScope(IEnumerable<string> reserved) => _reserved = new(reserved, StringComparer.Ordinal);

    /// <summary>Names the variables of a body, whose scopes are known.</summary>
    public void Name(IEnumerable<Variable> variables)
    {
        foreach (Variable variable in variables.Where(variable => !variable.IsParameter && variable.Scope is not null))
        {
            string wanted = Identifiers.Legal(variable.Hint) ?? Identifiers.Legal(variable.Role) ?? RoleNames.ForType(variable.Type);
            string name = wanted;
            for (int i = 1; !IsFree(name, variable.Scope!); i++)
            {
                name = wanted + NumberText.Invariant(i);
            }

            _given.Add((name, variable.Scope!));
            variable.Text = Identifiers.Escape(name);
        }
    }

    private bool IsFree(string name, StatementBlock scope) =>
        !_reserved.Contains(name)
        && !Identifiers.IsContextual(name)
        && !_given.Any(given => given.Name == name && (IsWithin(given.Scope, scope) || IsWithin(scope, given.Scope)));

    private static bool IsWithin(StatementBlock inner, StatementBlock outer)
    {
        for (StatementBlock? block = inner; block is not null; block = block.Parent)
        {
            if (block == outer)
            {
                return true;
            }
        }

        return false;
    }
}
