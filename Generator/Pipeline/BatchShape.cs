using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Pipeline;

/// <summary>Which parameters of a method differ from point to point in its batch companions, as the declaration gives them.</summary>
internal static class BatchShape
{
    /// <summary>Whether batch companions have a span of the parameter, with an element for each point.</summary>
    public static bool IsPoint(ParameterModel parameter) => !parameter.IsUniform && !parameter.IsReceiver && IsNumber(parameter);

    /// <summary>The declaration that batch companions follow: spans for the parameters of which each point has its own.</summary>
    public static MethodModel Points(MethodModel method) => method with
    {
        IsExtension = method.IsExtension && !IsPoint(method.Parameters[0]),
        Parameters = method.Parameters.Select(parameter => IsPoint(parameter) ? Points(parameter) : parameter).ToEquatableArray(),
    };

    /// <summary>What stands in the way of the companions; null where nothing does.</summary>
    public static (string Why, string Instead)? Fault(MethodModel method)
    {
        ParameterModel? output = method.Parameters.FirstOrDefault(parameter => parameter.Mode == ParameterMode.Out);
        ParameterModel? whole = method.Parameters.FirstOrDefault(parameter => !parameter.IsUniform && !parameter.IsReceiver && !IsNumber(parameter));
        return output is not null ? ($"'{output.Name}' is an out parameter", "return the value")
            : whole is not null ? ($"'{whole.Name}' is no number that each point has one of", "mark it [Uniform], so that all points share it")
            : null;
    }

    private static ParameterModel Points(ParameterModel parameter) => parameter with
    {
        TypeText = $"global::System.ReadOnlySpan<{parameter.TypeText}>",
        Mode = ParameterMode.Value,
        DefaultText = null,
        ByReference = true,
        DestinationTypeText = $"global::System.Span<{parameter.TypeText}>",
        Leaves = new([new LeafModel(string.Empty, MemoryType.ReadOnlySpan(parameter.Leaves[0].Type), parameter.Differentiable)]),
    };

    // An enum is an integer to the IR, and its span is none of integers.
    private static bool IsNumber(ParameterModel parameter) => parameter is { Mode: ParameterMode.Value or ParameterMode.In, IsParams: false, Leaves: [{ Path: "", Type: ScalarType type }] }
        && parameter.TypeText == GuardedArgument.ElementText(type);
}
