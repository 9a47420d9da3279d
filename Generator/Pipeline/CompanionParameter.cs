namespace Adjoint.Generator.Pipeline;

/// <summary>A parameter of a companion.</summary>
/// <param name="Declaration">The whole declaration as C# text, for example <c>global::System.Span&lt;float&gt; wGradient</c> or <c>bool accumulate = false</c>.</param>
/// <param name="Name">The name as code writes it (with <c>@</c> where it is a keyword).</param>
/// <param name="Documentation">The text of its <c>param</c> tag, XML-escaped.</param>
public sealed record CompanionParameter(string Declaration, string Name, string Documentation);
