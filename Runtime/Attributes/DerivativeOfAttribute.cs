namespace Adjoint;

/// <summary>
/// Marks a method as the hand-written derivative of another. It has the parameters and result that <c>FVjp</c> (or
/// <c>FJvp</c>) of that method would have, is used wherever that method is called, and stands in for the companion.
/// </summary>
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
