namespace Adjoint.Generator.Pipeline;

/// <summary>The flags of <c>Adjoint.Derivatives</c>, which the generator reads from metadata as numbers.</summary>
public static class CompanionSet
{
    public const int Gradient = 1;
    public const int Vjp = 2;
    public const int Jvp = 4;
    public const int Check = 128;

    /// <summary>All that this version emits; asking for others is refused where the attribute stands.</summary>
    public const int Emitted = Gradient | Vjp | Jvp | Check;
}
