namespace Adjoint.Generator.Pipeline;

/// <summary>What a check compares for one companion: statements that move a component and look at the value there.</summary>
/// <param name="Check">The local that compares.</param>
/// <param name="Companion">The companion that is checked.</param>
/// <param name="Value">The call that gives the value at the point.</param>
/// <param name="Along">The call that gives the derivative along the tangents; null where derivatives stand beside the components.</param>
internal sealed record CheckComparison(string Check, string Companion, string Value, string? Along)
{
    /// <summary>The comparison of a number in a variable.</summary>
    /// <param name="parameter">The parameter that it belongs to.</param>
    /// <param name="place">What it is called, where that is not the name of the parameter and the index.</param>
    /// <param name="variable">The variable.</param>
    /// <param name="slope">Its derivative, or tangent.</param>
    /// <param name="index">Its position; -1 for a scalar.</param>
    /// <param name="after">The statement that hands a moved number on; null where the variable itself is read.</param>
    /// <param name="assign">The statement that sets the tangent.</param>
    public IEnumerable<string> Number(
        string parameter, string? place, string variable, string slope, string index, string? after = null, Func<string, string>? assign = null)
    {
        string[] move = after is null ? [] : [after];
        string name = place is null ? string.Empty : ", " + GuardedArgument.Quote(place);
        return
        [
            .. Begin($"{GuardedArgument.Quote(parameter)}, {index}", slope, slope, assign ?? (value => $"{slope} = {value};"), name),
            $"while ({Check}.Next(ref {variable}))",
            "{",
            .. move,
            $"{Check}.Value({Value});",
            "}",
            .. move,
        ];
    }

    /// <summary>The comparison of each component that the runtime finds in memory.</summary>
    /// <param name="parameter">The parameter that it belongs to.</param>
    /// <param name="components">The components.</param>
    /// <param name="item">A name for one of them.</param>
    public IEnumerable<string> Each(string parameter, string components, string item) =>
    [
        $"foreach (global::Adjoint.Generated.CheckComponent {item} in {components})",
        "{",
        .. Begin($"{GuardedArgument.Quote(parameter)}, {item}", null, item + ".Slope", value => $"{item}.Slope = {value};", string.Empty),
        $"while ({Check}.Next({item}))",
        "{",
        $"{Check}.Value({Value});",
        "}",
        "}",
    ];

    // Along a tangent of which this component alone is 1.
    private IEnumerable<string> Begin(string component, string? derivative, string slope, Func<string, string> assign, string name)
    {
        string begin = $"{Check}.Begin({GuardedArgument.Quote(Companion)}, {component}";
        return Along is not null
            ? [assign("1"), $"{begin}, {Along}{name});", assign("0")]
            : [derivative is null ? begin + ");" : $"{begin}, {slope}{name});"];
    }
}
