namespace Adjoint.Generator.Vectorization;

/// <summary>What became of a loop: <c>sum, 512 bits</c>, or <c>scalar: 'a[idx[i]] += x' indexes memory by a loaded value</c>.</summary>
/// <param name="Line">Line of the loop's header within the method.</param>
internal sealed record LoopRemark(int Line, string Text)
{
    /// <summary>The function that the loop is in.</summary>
    public string FunctionName { get; init; } = "";

    /// <summary>Whether it stands in the backward sweep of a function that has both.</summary>
    public bool IsBackward { get; init; }

    /// <summary>What kept an innermost loop from being vector code; null where it is, and for loops around others.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>The line of the loop that took this one in, which the text ends with.</summary>
    public int? Host { get; init; }
}
