using Adjoint.Generator.Infrastructure;

namespace Adjoint.Generator.Differentiation.Rules;

/// <summary>A titled group of rows of the table.</summary>
internal sealed record RuleSection(string Title, EquatableArray<Rule> Rules);
