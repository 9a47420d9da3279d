using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Pipeline;

/// <summary><c>FJacobian</c> and <c>FHessian</c>: F's parameters, then the matrix, row-major; nothing is returned.</summary>
internal sealed class DenseSignature(MethodModel method, string function, ISet<string> written, CompanionKind kind)
    : SignatureBuilder(method, function)
{
    private bool IsHessian => kind == CompanionKind.Hessian;

    public override CompanionSignature Build()
    {
        ArgumentGuards guards = new(Method, written);
        AddOwnParameters(last: false);
        ScalarKind element = DenseShape.Element(Method);
        string columns = Sum(DenseShape.Columns(Method).Select(DenseShape.Count), 0);
        string rows = IsHessian ? columns : Sum(DenseShape.Rows(Method).Select(DenseShape.Count), Method.ReturnLeaves.Count(leaf => leaf.Type.IsFloating));
        string words = IsHessian
            ? "Overwritten with the second derivatives, row-major; as many rows and columns as the inputs have elements."
            : "Overwritten with the Jacobian, row-major; a row for each element of the outcome, a column for each of the inputs.";
        string name = Add($"global::System.Span<{(element == ScalarKind.F32 ? "float" : "double")}>", IsHessian ? "hessian" : "jacobian", words);
        guards.Table(name, $"(long){Whole(rows)} * {Whole(columns)}", IsHessian ? "columns * columns" : "rows * columns", new ScalarType(element));
        string inputs = List(DenseShape.Columns(Method).Select(parameter => parameter.Name));
        return Signature(
            kind,
            IsHessian ? FunctionNames.Hessian(Function) : FunctionNames.Jacobian(Function),
            "void",
            LeafBindings.Append(name),
            guards.Statements(),
            OutAssignments(0),
            string.Empty,
            IsHessian ? $"The second derivatives of {Reference} with respect to {inputs}." : $"The derivatives of {Reference} with respect to {inputs}.",
            string.Empty);
    }

    private static string Whole(string sum) => sum.Contains(" + ") ? $"({sum})" : sum;

    private static string Sum(IEnumerable<string> counts, int more)
    {
        List<string> texts = counts.SelectMany(text => text.Split([" + "], StringSplitOptions.None)).ToList();
        int ones = texts.Count(text => text == "1") + more;
        texts.RemoveAll(text => text == "1");
        return string.Join(" + ", ones > 0 || texts.Count == 0 ? texts.Append(ones.ToString(System.Globalization.CultureInfo.InvariantCulture)) : texts);
    }
}
