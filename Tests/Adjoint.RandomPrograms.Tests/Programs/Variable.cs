namespace Adjoint.RandomPrograms.Tests.Programs;

/// <summary>What an expression or statement of a random program may mention.</summary>
/// <param name="Name">Its C# expression.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Length">Of memory the number of elements, or of rows; of an integer the bound that it stays under, from zero.</param>
/// <param name="Width">Of memory of two dimensions the number of columns.</param>
/// <param name="Writable">Whether it may be assigned, or its elements.</param>
internal sealed record Variable(string Name, VariableKind Kind, int Length = 0, int Width = 0, bool Writable = false);
