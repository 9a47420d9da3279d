namespace Adjoint;

/// <summary>
/// Marks a method as the hand-written derivative of another. It has the parameters and result that <c>FVjp</c> (or
/// <c>FJvp</c>) of that method would have, is used wherever that method is called, and stands in for the companion.
/// </summary>
/// <remarks>
/// <para>
/// For <c>double F(double x, ReadOnlySpan&lt;double&gt; w)</c> the reverse rule is
/// <c>double FVjp(double x, ReadOnlySpan&lt;double&gt; w, double cotangent, Span&lt;double&gt; wCotangent)</c>: it returns ∂F/∂x · cotangent and adds
/// ∂F/∂w · cotangent to <c>wCotangent</c>. The forward rule is
/// <c>(double Value, double Tangent) FJvp(double x, ReadOnlySpan&lt;double&gt; w, double xTangent, ReadOnlySpan&lt;double&gt; wTangent)</c>. Memory that F writes is, when the
/// rule is called, as it was before F; the rule leaves it as F does, and turns the cotangent of what F leaves into that of what was there. Another signature is the
/// error ADJ0022, which prints this one. A parameter of the rule marked <see cref="NoDerivativeAttribute"/> has no cotangent and no tangent.
/// </para>
/// <para>
/// The method need not be <c>[Differentiable]</c>, and its body need not be one that Adjoint can follow; it may be in another assembly. A reverse rule alone serves
/// forward mode, too, where the method writes no memory. Second derivatives differentiate the body of the rule.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class DerivativeOfAttribute : Attribute
{
    /// <summary>Marks the derivative of a method of the same type.</summary>
    /// <param name="method">The method's name; the overload is told by the parameters.</param>
    public DerivativeOfAttribute(string method)
    {
        Method = method;
    }

    /// <summary>Marks the derivative of a method of another type, of this or any other assembly.</summary>
    /// <param name="type">The type that declares the method.</param>
    /// <param name="method">The method's name; the overload is told by the parameters.</param>
    public DerivativeOfAttribute(Type type, string method)
    {
        Type = type;
        Method = method;
    }

    /// <summary>The type that declares the method; null for the type in which the attribute stands.</summary>
    public Type? Type { get; }

    /// <summary>The name of the method whose derivative this is.</summary>
    public string Method { get; }

    /// <summary>
    /// <see cref="Derivatives.Vjp"/> or <see cref="Derivatives.Jvp"/>. Left at <see cref="Derivatives.None"/>, the end of
    /// the derivative's name tells (<c>…Vjp</c>, <c>…Jvp</c>).
    /// </summary>
    public Derivatives Mode { get; set; }
}
