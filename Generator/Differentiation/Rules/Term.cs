using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation.Rules;

/// <summary>A value on its way into the IR: a number not yet written as a constant, or a value with a minus sign still to be placed.</summary>
internal sealed record Term
{
    private Term()
    {
    }

    public double? Number { get; private init; }

    public Value? Value { get; private init; }

    /// <summary>Whether the term is <c>-Value</c>.</summary>
    public bool Negated { get; private init; }

    /// <summary>Whether the term is a cotangent or tangent, so that arithmetic on it is flagged <see cref="OpFlags.Adjoint"/>.</summary>
    public bool Linear { get; init; }

    public static Term Of(double number) => new() { Number = number };

    public static Term Of(Value value) => new() { Value = value };

    public bool Is(double number) => Number == number;

    public Term Negate() => Number is { } number ? Of(-number) : this with { Negated = !Negated };

    public Term WithSign(bool negated) => negated ? Negate() : this;

    /// <summary>The term without its minus sign.</summary>
    public Term Magnitude => this with { Negated = false };
}
