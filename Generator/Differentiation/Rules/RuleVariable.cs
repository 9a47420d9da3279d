namespace Adjoint.Generator.Differentiation.Rules;

/// <summary>What a name in a rule stands for.</summary>
internal enum RuleVariable
{
    /// <summary><c>x</c>, the first operand.</summary>
    X,

    /// <summary><c>y</c>, the second operand.</summary>
    Y,

    /// <summary><c>z</c>, the third operand.</summary>
    Z,

    /// <summary><c>r</c>, the result.</summary>
    Result,

    /// <summary><c>d</c>, the cotangent of the result in reverse mode, the tangent of the operand in forward mode.</summary>
    Seed,

    /// <summary><c>n</c>, the second operand where it is an integer; converted to the floating type outside integer places.</summary>
    Integer,
}
