namespace Adjoint;

/// <summary>
/// Asks for the derivatives of a method, which are generated at build time as companions beside it (<c>Loss</c> gets
/// <c>LossGradient</c>). On a class or struct: its floating-point members are parameters, and the type becomes an
/// <see cref="IParameters{TSelf}"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class DifferentiableAttribute : Attribute
{
    /// <summary>Asks for the default set of companions.</summary>
    /// <param name="parameters">
    /// The names of the parameters to differentiate with respect to (<c>"this"</c> for the instance); all others are
    /// constant. None at all means every parameter that can carry a derivative.
    /// </param>
    public DifferentiableAttribute(params string[] parameters)
    {
        Parameters = parameters;
    }

    /// <summary>Asks for the companions named.</summary>
    /// <param name="derivatives">The companions to generate.</param>
    /// <param name="parameters">As for the other constructor.</param>
    public DifferentiableAttribute(Derivatives derivatives, params string[] parameters)
    {
        Derivatives = derivatives;
        Parameters = parameters;
    }

    /// <summary>The companions asked for; null where the attribute names none, which means the default set.</summary>
    public Derivatives? Derivatives { get; }

    /// <summary>The parameters to differentiate with respect to; empty means all that can be.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>
    /// True where values must equal those of the method bit for bit: no reduction is reassociated and no product and sum
    /// are contracted to a fused multiply-add, here and in everything that the method reaches.
    /// </summary>
    public bool Strict { get; set; }

    /// <summary>What the generated code must keep; the build fails at the statement that loses it.</summary>
    public Cost Require { get; set; }
}
