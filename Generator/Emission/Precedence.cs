namespace Adjoint.Generator.Emission;

/// <summary>How tightly a C# expression binds, loosest first.</summary>
internal enum Precedence
{
    Assignment,
    Conditional,
    OrElse,
    AndAlso,
    Or,
    Xor,
    And,
    Equality,
    Relational,
    Shift,
    Additive,
    Multiplicative,
    Unary,
    Primary,
}
