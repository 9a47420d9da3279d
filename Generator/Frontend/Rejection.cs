using Adjoint.Generator.Infrastructure;

namespace Adjoint.Generator.Frontend;

/// <summary>Something that the front end has to say about the user's code; holds nothing of Roslyn's, and compares by value.</summary>
/// <param name="Id">The diagnostic id, a row of <see cref="RejectionKind"/>.</param>
/// <param name="FilePath">The path of the syntax tree that the span is in.</param>
/// <param name="Start">Where the faulty source starts.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Arguments">What fills the message format of the kind.</param>
/// <param name="Severity">The kind's severity.</param>
public sealed record Rejection(
    string Id,
    string FilePath,
    int Start,
    int Length,
    EquatableArray<string> Arguments,
    RejectionSeverity Severity);
