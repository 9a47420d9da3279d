namespace Adjoint.Generator.Vectorization;

/// <summary>What became of a loop: <c>sum, 512 bits</c>, or <c>scalar: 'a[idx[i]] += x' indexes memory by a loaded value</c>.</summary>
/// <param name="Line">Line of the loop's header within the method.</param>
internal sealed record LoopRemark(int Line, string Text)
{
    /// <summary>The function that the loop is in.</summary>
    public string FunctionName { get; init; } = "";
}
