namespace Adjoint.Generator.Emission;

/// <summary>A sentence on a loop of an IR function, for the documentation of the companion.</summary>
/// <param name="FunctionName">The IR function.</param>
/// <param name="Text">For example <c>Line 9: sum, 512 bits, nothing stored.</c></param>
internal sealed record FunctionRemark(string FunctionName, string Text);
