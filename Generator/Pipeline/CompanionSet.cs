namespace Adjoint.Generator.Pipeline;

/// <summary>The flags of <c>Adjoint.Derivatives</c>, which the generator reads from metadata as numbers.</summary>
public static class CompanionSet
{
    public const int Gradient = 1;
    public const int Vjp = 2;
    public const int Jvp = 4;
    public const int Hvp = 8;
    public const int Jacobian = 16;
    public const int Hessian = 32;
    public const int Batch = 64;
    public const int Check = 128;
    public const int Graph = 256;

    /// <summary>Those that differentiate what a transform made.</summary>
    public const int SecondOrder = Hvp | Hessian;

    /// <summary>Those that call the method many times.</summary>
    public const int Dense = Jacobian | Hessian;

    /// <summary>Those that could not follow every method that can be differentiated.</summary>
    public const int Tried = SecondOrder | Dense | Batch;

    /// <summary>All that this version emits; asking for others is refused at the method.</summary>
    public const int Emitted = Gradient | Vjp | Jvp | Hvp | Jacobian | Hessian | Batch | Check;

    /// <summary>All that there are.</summary>
    public const int All = Emitted | Graph;

    /// <summary>The flags and their names.</summary>
    public static IReadOnlyList<(int Flag, string Name)> Names { get; } =
    [
        (Gradient, nameof(Gradient)), (Vjp, nameof(Vjp)), (Jvp, nameof(Jvp)), (Hvp, nameof(Hvp)), (Jacobian, nameof(Jacobian)),
        (Hessian, nameof(Hessian)), (Batch, nameof(Batch)), (Check, nameof(Check)), (Graph, nameof(Graph)),
    ];
}
