namespace Adjoint.Generator.Emission;

/// <summary>How a function of the IR meets its C# declaration.</summary>
internal sealed record BodyPlan
{
    /// <summary>The C# expression of each parameter of the IR function.</summary>
    public required IReadOnlyList<string> Bindings { get; init; }

    /// <summary>Parameters that are arrays in the IR and spans in C#.</summary>
    public IReadOnlyList<int> SpanParameters { get; init; } = [];

    /// <summary>Statements that come first.</summary>
    public IReadOnlyList<string> Guards { get; init; } = [];

    /// <summary>Assignments of <c>out</c> parameters, with holes for results.</summary>
    public IReadOnlyList<string> Outs { get; init; } = [];

    /// <summary>The returned expression with holes for results, empty for none.</summary>
    public string ReturnFormat { get; init; } = "";

    public bool ReturnsLocation { get; init; }

    /// <summary>Names that locals may not have.</summary>
    public IReadOnlyList<string> ReservedNames { get; init; } = [];

    /// <summary>Whether statements carry the user's.</summary>
    public bool HasComments { get; init; } = true;

    /// <summary>Whether every statement undoes one of the user's.</summary>
    public bool IsBackward { get; init; }

    /// <summary>The name of the C# parameter that an IR parameter stands for alone and that the body may assign to, else null.</summary>
    public Func<int, string?> AssignableParameter { get; init; } = _ => null;
}
