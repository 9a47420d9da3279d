using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Pipeline;

/// <summary>The rows and columns of dense Jacobians and Hessians, as the declaration gives them.</summary>
internal static class DenseShape
{
    /// <summary>The parameters that columns belong to.</summary>
    public static IEnumerable<ParameterModel> Columns(MethodModel method) =>
        method.Parameters.Where(parameter => parameter.Differentiable && parameter.Mode != ParameterMode.Out && !IsSpan(parameter));

    /// <summary>The parameters whose contents are rows, after those of the returned value.</summary>
    public static IEnumerable<ParameterModel> Rows(MethodModel method) =>
        method.Parameters.Where(parameter => parameter.Differentiable && parameter.Mode != ParameterMode.Out && IsSpan(parameter));

    /// <summary>The type of the matrix: double, unless the result, the rows and the columns are all floats.</summary>
    public static ScalarKind Element(MethodModel method) => Columns(method).Concat(Rows(method)).SelectMany(parameter => parameter.Leaves)
        .Where(leaf => leaf.Differentiable)
        .Concat(method.ReturnLeaves)
        .Any(leaf => Scalar(leaf.Type) is ScalarType { Kind: ScalarKind.F64 }) ? ScalarKind.F64 : ScalarKind.F32;

    /// <summary>What stands in the way of the companion; null where nothing does.</summary>
    public static (string Why, string Instead)? Fault(MethodModel method, bool isHessian)
    {
        ParameterModel? packed = Columns(method).Concat(Rows(method)).FirstOrDefault(parameter =>
            (parameter.ByReference && parameter.Shape.Form != ValueForm.Leaf) || parameter.Leaves.Any(leaf => leaf.Packing is not null));
        ParameterModel? foreign = Columns(method).FirstOrDefault(parameter => parameter.Leaves.Any(leaf => leaf.Type is ObjectType or MemoryType { Element: ObjectType }));
        return packed is not null ? ($"'{packed.Name}' is memory of structs, or a struct that holds memory", "pass spans or arrays of numbers")
            : foreign is not null ? ($"'{foreign.Name}' is a parameter container, of which no copy can be made", "ask for Derivatives.Hvp or Derivatives.Jvp")
            : !Columns(method).Any() ? ("there are no columns: every differentiable parameter is a Span", "make an input a ReadOnlySpan")
            : isHessian ? null
            : method.ReturnLeaves.Any(leaf => leaf.Type.IsReference && Scalar(leaf.Type).IsFloating) ? ("the number of rows is that of an array that is returned", "write to a Span parameter")
            : !Rows(method).Any() && !method.ReturnLeaves.Any(leaf => leaf.Type.IsFloating) ? ("there are no rows: nothing is returned, and no Span is written", "return a number or write to a Span parameter")
            : null;
    }

    /// <summary>How many columns or rows a parameter has, as C# text.</summary>
    public static string Count(ParameterModel parameter) => string.Join(" + ", parameter.Leaves.Where(leaf => leaf.Differentiable).Select(leaf =>
    {
        string name = parameter.Code + leaf.Path;
        return leaf.Type switch
        {
            MemoryType { Kind: MemoryKind.Rows } => name + ".Values.Length",
            MemoryType { Element: MemoryType } => $"{GuardedArgument.Guard}.Elements({name})",
            MemoryType { Rank: > 0 } => name + ".Length",
            _ => "1",
        };
    }));

    private static bool IsSpan(ParameterModel parameter) => parameter.Leaves is [{ Type: MemoryType { Kind: MemoryKind.Span } }];

    private static IrType Scalar(IrType type) => type is MemoryType memory ? Scalar(memory.Element) : type;
}
