namespace Adjoint;

/// <summary>The companions that <see cref="DifferentiableAttribute"/> asks for. <c>FForward</c> is emitted whatever the set.</summary>
/// <remarks>
/// An attribute that names no set gets the default one: <see cref="Gradient"/> where the method returns a floating-point
/// number, <see cref="Vjp"/> where it returns anything else.
/// </remarks>
[Flags]
public enum Derivatives
{
    /// <summary>No derivative: only <c>FForward</c>.</summary>
    None = 0,

    /// <summary><c>FGradient</c>: the value, and its gradient by reverse mode.</summary>
    Gradient = 1,

    /// <summary><c>FVjp</c>: the product of a cotangent of the result with the Jacobian, by reverse mode.</summary>
    Vjp = 2,

    /// <summary><c>FJvp</c>: the product of the Jacobian with a tangent of the parameters, by forward mode.</summary>
    Jvp = 4,

    /// <summary><c>FHvp</c>: the product of the Hessian with a tangent, by forward over reverse mode.</summary>
    Hvp = 8,

    /// <summary><c>FJacobian</c>: the dense Jacobian, row-major.</summary>
    Jacobian = 16,

    /// <summary><c>FHessian</c>: the dense Hessian, row-major.</summary>
    Hessian = 32,

    /// <summary><c>FBatch</c> and <c>FGradientBatch</c>: many points in one call, points in lanes.</summary>
    Batch = 64,

    /// <summary><c>FCheck</c>: the derivatives compared with central differences.</summary>
    Check = 128,

    /// <summary>A description of the differentiated program, for viewing.</summary>
    Graph = 256,
}
