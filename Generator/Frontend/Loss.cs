using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Frontend;

/// <summary>A place where a derivative would be lost if one of the values that go there depends on a differentiable parameter.</summary>
/// <param name="Function">The IR function.</param>
/// <param name="Values">The values that go there.</param>
/// <param name="Kind">What to say then.</param>
/// <param name="Node">Where to say it.</param>
/// <param name="Arguments">What fills the message, given the name of the parameter.</param>
internal sealed record Loss(string Function, IReadOnlyList<Value> Values, RejectionKind Kind, SyntaxNode Node, Func<string, string[]> Arguments)
{
    /// <summary>The type of an object that may keep the value: it is lost only if something is read back from such an object.</summary>
    public string? Keeper { get; init; }

    /// <summary>The objects that are made of the values: what comes back out of them is not reported again.</summary>
    public IReadOnlyList<Value> Made { get; init; } = [];
}
