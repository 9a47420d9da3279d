using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation.Rules;

/// <summary>An expression of the rule language: real arithmetic, conditions and elementary functions over <see cref="RuleVariable"/>.</summary>
internal abstract record RuleExpression
{
    public static readonly RuleExpression Zero = new RuleNumber(0);

    /// <summary>Visits this expression and everything in it.</summary>
    public IEnumerable<RuleExpression> Nodes() => Parts().SelectMany(part => part.Nodes()).Prepend(this);

    public bool Mentions(RuleVariable variable) => Nodes().Any(node => node is RuleName name && name.Variable == variable);

    protected abstract IEnumerable<RuleExpression> Parts();
}

/// <summary>A literal or named constant.</summary>
internal sealed record RuleNumber(double Value) : RuleExpression
{
    protected override IEnumerable<RuleExpression> Parts() => [];
}

internal sealed record RuleName(RuleVariable Variable) : RuleExpression
{
    protected override IEnumerable<RuleExpression> Parts() => [];
}

/// <summary><see cref="OpCode.Neg"/>, or <see cref="OpCode.Not"/> of a condition.</summary>
internal sealed record RuleUnary(OpCode Code, RuleExpression Operand) : RuleExpression
{
    protected override IEnumerable<RuleExpression> Parts() => [Operand];
}

/// <summary>Arithmetic, a comparison, or <see cref="OpCode.And"/> and <see cref="OpCode.Or"/> of conditions.</summary>
internal sealed record RuleBinary(OpCode Code, RuleExpression Left, RuleExpression Right) : RuleExpression
{
    protected override IEnumerable<RuleExpression> Parts() => [Left, Right];
}

internal sealed record RuleConditional(RuleExpression Condition, RuleExpression WhenTrue, RuleExpression WhenFalse) : RuleExpression
{
    protected override IEnumerable<RuleExpression> Parts() => [Condition, WhenTrue, WhenFalse];
}

internal sealed record RuleCall(Elementary Function, EquatableArray<RuleExpression> Arguments) : RuleExpression
{
    protected override IEnumerable<RuleExpression> Parts() => Arguments;
}

/// <summary><c>convert(e)</c>: from the type of the seed to that of the contribution, where a conversion stands between the two.</summary>
internal sealed record RuleConvert(RuleExpression Operand) : RuleExpression
{
    protected override IEnumerable<RuleExpression> Parts() => [Operand];
}
