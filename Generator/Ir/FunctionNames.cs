namespace Adjoint.Generator.Ir;

/// <summary>The names of IR functions that transforms make from a function.</summary>
public static class FunctionNames
{
    /// <summary>Value and gradient: leaves, then a destination for each differentiable leaf by reference, then <c>accumulate</c> where there is one; results, then gradients of differentiable leaves by value.</summary>
    public static string Gradient(string function) => function + ":gradient";

    /// <summary>Leaves, then a cotangent for each floating result, then accumulators; gives the results that are <c>out</c> parameters, then the cotangents of leaves by value.</summary>
    public static string Vjp(string function) => function + ":vjp";

    /// <summary>Leaves, then a tangent for each differentiable leaf; gives the results, then a tangent for each floating result.</summary>
    public static string Jvp(string function) => function + ":jvp";

    /// <summary>Leaves, then a tangent for each differentiable leaf, then a destination for each of them by reference; gives the results, tangents of floating <c>out</c> results, then the derivatives of the gradients of leaves by value.</summary>
    public static string Hvp(string function) => function + ":hvp";

    /// <summary>As <see cref="Gradient"/> with <c>accumulate</c> true, and without that parameter.</summary>
    public static string Adjoint(string function) => function + ":adjoint";

    /// <summary>Leaves, then the matrix, row-major; gives the results that are <c>out</c> parameters.</summary>
    public static string Jacobian(string function) => function + ":jacobian";

    /// <summary>As <see cref="Jacobian"/>.</summary>
    public static string Hessian(string function) => function + ":hessian";

    /// <summary>Leaves, those of points as spans of them, then a span for the values; gives nothing.</summary>
    public static string Batch(string function) => function + ":batch";

    /// <summary>As <see cref="Batch"/>, then a destination for each differentiable leaf of points and each by reference; gives the sums of the gradients of the other leaves by value.</summary>
    public static string GradientBatch(string function) => function + ":gradientBatch";

    /// <summary>The vectorised primal.</summary>
    public static string Forward(string function) => function + ":forward";

    /// <summary>The first half of the split form.</summary>
    public static string Record(string function) => function + ":record";

    /// <summary>The second half of the split form.</summary>
    public static string Reverse(string function) => function + ":reverse";

    /// <summary>The function of the source that a transform made <paramref name="function"/> from, or itself.</summary>
    public static string SourceOf(string function)
    {
        int role = function.IndexOf(':');
        return role < 0 ? function : function.Substring(0, role);
    }

    /// <summary>A callee of <see cref="Jvp"/>, for one choice of varied arguments.</summary>
    public static string Tangent(string function, int variant) =>
        function + ":tangent" + (variant == 1 ? "" : variant.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
