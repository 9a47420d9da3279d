using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;

namespace Adjoint.Generator.Emission;

/// <summary>Writes the body of <c>FCheck</c>: the gradient at the point given, and beside it differences of F, component by component.</summary>
/// <remarks>Compared are numbers, variables by reference and one-dimensional memory; of other parameters the comparison says that it lacks them.</remarks>
internal sealed class CheckEmitter
{
    private readonly EmissionModule _module;
    private readonly SourceWriter _writer;
    private readonly CompanionSignature _check;
    private readonly HashSet<string> _taken;

    private CheckEmitter(EmissionModule module, SourceWriter writer, CompanionSignature check)
    {
        _module = module;
        _writer = writer;
        _check = check;
        _taken = new(check.Parameters.Select(parameter => parameter.Name.TrimStart('@')), StringComparer.Ordinal);
    }

    public static void Write(SourceWriter writer, EmissionModule module, CompanionSignature check) => new CheckEmitter(module, writer, check).Write();

    private sealed record Point(ParameterModel Parameter, string Text, string? Derivative, ScalarKind Kind)
    {
        public bool IsMemory => Parameter.Leaves[0].Type is MemoryType { Kind: not MemoryKind.Ref };

        public bool IsReference => Parameter.Mode == ParameterMode.Ref;
    }

    private void Write()
    {
        MethodModel method = _module.Method;
        CompanionSignature? gradient = _module.Signatures.FirstOrDefault(signature => signature.Kind == CompanionKind.Gradient);
        List<ParameterModel> inputs = method.Parameters.Where(parameter => parameter.Mode != ParameterMode.Out).ToList();
        if (gradient is null || inputs.Any(parameter => parameter.Differentiable && KindOf(parameter) is null))
        {
            string lacking = gradient is null ? "a method without a gradient" : "'" + inputs.First(parameter => parameter.Differentiable && KindOf(parameter) is null).Name + "'";
            _writer.Line("throw new " + _module.Types.Known("NotSupportedException") + "(\"" + _check.Name + " does not compare " + lacking + "; use Derivative.Check.\");");
            return;
        }

        Dictionary<ParameterModel, Point> points = inputs.Where(parameter => KindOf(parameter) is not null).ToDictionary(parameter => parameter, Copy);
        string result = Compute(method, gradient, points);
        _writer.Blank();
        string check = Take("check");
        bool single = method.ReturnLeaves[0].Type == IrType.F32;
        _writer.Line(_module.Types.Known("CheckBuilder") + " " + check + " = new(" + _check.Parameters[_check.Parameters.Count - 1].Name + ", " + (single ? "true" : "false") + ");");
        int byValue = 2;
        foreach (ParameterModel parameter in inputs.Where(parameter => parameter.Differentiable))
        {
            string derivative = points[parameter].Derivative ?? result + ".Item" + NumberText.Invariant(byValue++);
            Compare(check, gradient, points[parameter], derivative, points);
        }

        _writer.Line("return " + check + ".Result();");
    }

    private static ScalarKind? KindOf(ParameterModel parameter)
    {
        IrType? type = parameter.Leaves.Count == 1 && parameter.Leaves[0].Path.Length == 0 ? parameter.Leaves[0].Type : null;
        type = type is MemoryType { Kind: MemoryKind.Span or MemoryKind.ReadOnlySpan or MemoryKind.Array or MemoryKind.Ref } memory ? memory.Element : type;
        return type is ScalarType { Kind: ScalarKind.F32 or ScalarKind.F64 } scalar ? scalar.Kind : null;
    }

    // A copy that the differences may move about in.
    private Point Copy(ParameterModel parameter)
    {
        string name = Identifiers.Escape(parameter.Name);
        ScalarKind kind = KindOf(parameter)!.Value;
        string type = TypeNames.Scalar(kind);
        Point point = new(parameter, Take(parameter.Name + "Point"), null, kind);
        _writer.Line(point.IsMemory ? type + "[] " + point.Text + " = [.. " + name + "];" : type + " " + point.Text + " = " + name + ";");
        if (!parameter.Differentiable || !parameter.ByReference)
        {
            return point;
        }

        string derivative = Take(parameter.Name + "Gradient");
        _writer.Line(point.IsMemory ? type + "[] " + derivative + " = new " + type + "[" + name + ".Length];" : type + " " + derivative + " = 0;");
        return point with { Derivative = derivative };
    }

    private string Compute(MethodModel method, CompanionSignature gradient, Dictionary<ParameterModel, Point> points)
    {
        List<string> moved = Variables(points);
        IEnumerable<string> destinations = points.Values.Where(point => point.Derivative is not null).Select(point => (point.IsReference ? "ref " : "") + point.Derivative);
        string target = MemberShell.IsInside(method) ? "" : MemberShell.FullName(method) + ".";
        string call = target + gradient.Name + "(" + string.Join(", ", Arguments(points, moved, keepsOuts: true).Concat(destinations)) + ")";
        bool returns = method.Parameters.Any(parameter => parameter.Mode != ParameterMode.Out && parameter.Differentiable && !parameter.ByReference);
        string result = returns ? Take("result") : "_";
        _writer.Line((returns ? "var " : "") + result + " = " + call + ";");
        return result;
    }

    private void Compare(string check, CompanionSignature gradient, Point point, string derivative, Dictionary<ParameterModel, Point> points)
    {
        string index = Take("i");
        string component = point.IsMemory ? point.Text + "[" + index + "]" : point.Text;
        if (point.IsMemory)
        {
            _writer.Line("for (int " + index + " = 0; " + index + " < " + point.Text + ".Length; " + index + "++)");
            _writer.OpenBrace();
        }

        _writer.Line(check + ".Begin(\"" + gradient.Name + "\", \"" + point.Parameter.Name + "\", " + (point.IsMemory ? index : "-1") + ", "
            + derivative + (point.IsMemory ? "[" + index + "]" : "") + ");");
        _writer.Line("while (" + check + ".Next(ref " + component + "))");
        _writer.OpenBrace();
        List<string> moved = Variables(points);
        MethodModel method = _module.Method;

        // A local function of a program is out of reach; its forward companion has the same value.
        string function = method.IsLocalFunction ? method.Name + "Forward"
            : (MemberShell.IsInside(method) ? "" : MemberShell.FullName(method) + ".") + Identifiers.Escape(method.Name);
        _writer.Line(check + ".Value(" + function + "(" + string.Join(", ", Arguments(points, moved, keepsOuts: false)) + "));");
        _writer.CloseBrace();
        if (point.IsMemory)
        {
            _writer.CloseBrace();
        }

        _writer.Blank();
        _taken.Remove(index);
        moved.ForEach(name => _taken.Remove(name));
    }

    // Variables by reference are changed by each call, so that each call has its own.
    private List<string> Variables(Dictionary<ParameterModel, Point> points)
    {
        List<string> names = [];
        foreach (Point point in points.Values.Where(point => point.IsReference))
        {
            names.Add(Take(point.Parameter.Name + "Moved"));
            _writer.Line(TypeNames.Scalar(point.Kind) + " " + names[names.Count - 1] + " = " + point.Text + ";");
        }

        return names;
    }

    private IEnumerable<string> Arguments(Dictionary<ParameterModel, Point> points, List<string> moved, bool keepsOuts)
    {
        int next = 0;
        foreach (ParameterModel parameter in _module.Method.Parameters)
        {
            if (parameter.Mode == ParameterMode.Out)
            {
                yield return "out " + (keepsOuts ? Identifiers.Escape(parameter.Name) : "_");
            }
            else if (!points.TryGetValue(parameter, out Point? point))
            {
                yield return (parameter.Mode == ParameterMode.Ref ? "ref " : "") + Identifiers.Escape(parameter.Name);
            }
            else if (point.IsReference)
            {
                yield return "ref " + moved[next++];
            }
            else
            {
                yield return point.IsMemory && parameter.Written ? "[.. " + point.Text + "]" : point.Text;
            }
        }
    }

    private string Take(string name)
    {
        while (!_taken.Add(name))
        {
            name += "_";
        }

        return name;
    }
}
