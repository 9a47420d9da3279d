using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Vectorization;

/// <summary>Why a loop stays scalar.</summary>
/// <param name="Subject">The text of the statement in the way, or of the operation where it has none; null where it is the loop as a whole.</param>
/// <param name="Reason">What it does, as the rest of a sentence about the subject, or the whole of one.</param>
internal sealed record Refusal(string? Subject, string Reason)
{
    /// <summary>The statement in the way, where one of the source is.</summary>
    public SourceLine? Statement { get; init; }

    /// <summary>The remark on the loop.</summary>
    public string Text => Subject is null ? "scalar, " + Reason : $"scalar: '{Subject}' {Reason}";
}
