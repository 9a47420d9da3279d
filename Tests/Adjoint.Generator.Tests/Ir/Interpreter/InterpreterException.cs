namespace Adjoint.Generator.Tests.Ir;

/// <summary>The program breaks a rule of the IR that only a run can tell, for example an operation flagged <c>Safe</c> traps.</summary>
public sealed class InterpreterException(string message, Exception? inner = null) : Exception(message, inner);
