namespace Adjoint.Execution.Tests.Harness;

/// <summary>
/// A differentiable method and its companions as functions of flat vectors. Inputs are the components of the
/// differentiable parameters in order; outputs those of the result, then of what the method may write to.
/// </summary>
public interface IGradientProgram
{
    /// <summary>The point of the test.</summary>
    double[] Inputs { get; }

    /// <summary>The method itself.</summary>
    double[] Evaluate(double[] inputs);

    /// <summary><c>FForward</c>.</summary>
    double[] Forward(double[] inputs);

    /// <summary><c>FGradient</c>, null where there is none. Where <paramref name="accumulate"/> is true destinations hold ones before.</summary>
    double[]? Gradient(double[] inputs, bool accumulate, out double value);

    /// <summary><c>FVjp</c>, null where there is none.</summary>
    double[]? Vjp(double[] inputs, double[] cotangents);

    /// <summary><c>FJvp</c>, null where there is none.</summary>
    double[]? Jvp(double[] inputs, double[] tangents, out double[] outputs);

    /// <summary><c>FHvp</c>, null where there is none.</summary>
    double[]? Hvp(double[] inputs, double[] tangents, out double computed);
}
