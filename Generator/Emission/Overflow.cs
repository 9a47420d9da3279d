namespace Adjoint.Generator.Emission;

/// <summary>Whether the integer arithmetic of an expression, outside of <c>checked(…)</c> and <c>unchecked(…)</c>, must throw or wrap.</summary>
[Flags]
internal enum Overflow
{
    None = 0,
    Wraps = 1,
    Throws = 2,
}
