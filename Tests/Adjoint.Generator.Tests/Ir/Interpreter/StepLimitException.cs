namespace Adjoint.Generator.Tests.Ir;

/// <summary>The program that the interpreter runs has executed more operations than it may.</summary>
public sealed class StepLimitException(long limit) : Exception($"more than {limit} operations");
