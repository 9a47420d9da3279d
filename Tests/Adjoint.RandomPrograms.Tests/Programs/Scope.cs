namespace Adjoint.RandomPrograms.Tests.Programs;

/// <summary>The variables that are visible at a place of a random program.</summary>
internal sealed class Scope
{
    private readonly List<Variable> _variables;

    public Scope(IEnumerable<Variable> variables) => _variables = [.. variables];

    public IEnumerable<Variable> Memory => _variables.Where(variable =>
        variable.Kind is VariableKind.Sequence or VariableKind.Span or VariableKind.Grid or VariableKind.Jagged or VariableKind.Rows or VariableKind.Layers);

    public Scope Inner() => new(_variables);

    /// <summary>What a local function or lambda may capture: no spans, no references.</summary>
    public Scope Captured() => new(_variables.Where(variable => variable.Kind is VariableKind.Floating && variable.Length == 0 && !variable.Name.StartsWith('r')
        || variable.Kind is VariableKind.Sequence or VariableKind.Grid or VariableKind.Jagged or VariableKind.Layers));

    public void Add(Variable variable) => _variables.Add(variable);

    public IReadOnlyList<Variable> Of(VariableKind kind) => [.. _variables.Where(variable => variable.Kind == kind)];

    public IReadOnlyList<Variable> Assignable => [.. _variables.Where(variable => variable is { Kind: VariableKind.Floating, Writable: true })];
}
