namespace Adjoint.Generator.Ir;

/// <summary>The statement that an operation comes from. Lines count from the first line of the method, so that an edit above it changes nothing.</summary>
/// <param name="Line">Line within the method, from 0.</param>
/// <param name="Text">The statement, white space normalised to single spaces; loops and ifs give their header only.</param>
public sealed record SourceLine(int Line, string Text);
