using System.Text;
using Microsoft.CodeAnalysis;

namespace Adjoint.Execution.Tests.Harness;

/// <summary>Writes the class that shows a differentiable method and its companions as an <see cref="IGradientProgram"/>.</summary>
internal sealed class DriverWriter
{
    private readonly IMethodSymbol _method;
    private readonly List<DriverParameter> _parameters;
    private readonly HashSet<string> _companions;
    private readonly string _target;
    private readonly StringBuilder _text = new();

    public DriverWriter(IMethodSymbol method, IReadOnlyDictionary<string, string> values)
    {
        AttributeData attribute = method.GetAttributes().Single(data => data.AttributeClass!.Name == "DifferentiableAttribute");
        List<string> named = attribute.ConstructorArguments
            .Where(argument => argument.Kind == TypedConstantKind.Array)
            .SelectMany(argument => argument.Values)
            .Select(value => (string)value.Value!)
            .ToList();
        int? asked = attribute.ConstructorArguments
            .Where(argument => argument.Kind == TypedConstantKind.Enum).Select(argument => (int?)argument.Value!).FirstOrDefault();
        bool scalar = method.ReturnType.SpecialType is SpecialType.System_Single or SpecialType.System_Double;
        Derivatives set = asked is int flags ? (Derivatives)flags : scalar ? Derivatives.Gradient : Derivatives.Vjp;
        _companions = Enum.GetValues<Derivatives>().Where(flag => flag != Derivatives.None && set.HasFlag(flag)).Select(flag => flag.ToString()).ToHashSet();
        _method = method;
        _parameters = method.Parameters.Select(parameter => new DriverParameter(parameter, named, values.GetValueOrDefault(parameter.Name))).ToList();
        _target = method.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) + ".";
        Lengths = string.Concat(_parameters.Where(parameter => parameter.IsRows).Select(parameter =>
            $"    private const int {parameter.Code}Length = {values[parameter.Name + ".RowLength"]};\n"));
    }

    private string Lengths { get; }

    private IEnumerable<DriverParameter> Inputs => _parameters.Where(parameter => parameter.Kind != RefKind.Out);

    private IEnumerable<DriverParameter> Differentiable => Inputs.Where(parameter => parameter.Differentiable);

    private bool ReturnsVoid => _method.ReturnsVoid;

    public string Write(string className)
    {
        _text.Append("#nullable disable\n#pragma warning disable\nusing Adjoint.Execution.Tests.Harness;\nusing System.Collections.Generic;\nusing System.Numerics;\n")
            .Append($"using static {_target.TrimEnd('.')};\n")
            .Append($"public sealed class {className} : IGradientProgram\n{{\n{Lengths}");
        WriteInputs();
        WriteEvaluation("Evaluate", _method.Name);
        WriteEvaluation("Forward", _method.Name + "Forward");
        WriteGradient();
        WriteVjp();
        WriteJvp();
        WriteHvp();
        return _text.Append("}\n").ToString();
    }

    private void WriteInputs()
    {
        _text.Append("    public double[] Inputs\n    {\n        get\n        {\n            List<double> list = new();\n");
        foreach (DriverParameter parameter in Differentiable)
        {
            _text.Append($"            {parameter.HolderType} {parameter.Code} = {parameter.Value};\n");
            Store("list", parameter.Code, parameter.Type);
        }

        _text.Append("            return list.ToArray();\n        }\n    }\n");
    }

    private void WriteEvaluation(string name, string method)
    {
        _text.Append($"    public double[] {name}(double[] inputs)\n    {{\n        int next = 0;\n        List<double> list = new();\n");
        Arguments();
        Call(method, _parameters.Select(parameter => parameter.Argument(parameter.Code)), ReturnsVoid);
        Outputs("list");
        _text.Append("        return list.ToArray();\n    }\n");
    }

    private void WriteGradient()
    {
        _text.Append("    public double[] Gradient(double[] inputs, bool accumulate, out double computed)\n    {\n        computed = 0;\n");
        if (!_companions.Contains("Gradient"))
        {
            _text.Append("        return null;\n    }\n");
            return;
        }

        _text.Append("        int next = 0;\n        List<double> list = new();\n");
        Arguments();
        List<string> arguments = _parameters.Select(parameter => parameter.Argument(parameter.Code)).ToList();
        foreach (DriverParameter parameter in Differentiable.Where(parameter => parameter.ByReference))
        {
            // What a destination holds before must not matter, unless derivatives are added to it.
            Shadow(parameter, "Gradient", "accumulate ? 1 : 77");
            arguments.Add(ShadowArgument(parameter, "Gradient"));
        }

        if (Differentiable.Any(parameter => parameter.ByReference))
        {
            arguments.Add("accumulate");
        }

        Call(_method.Name + "Gradient", arguments, isVoid: false);
        bool tuple = Differentiable.Any(parameter => !parameter.ByReference);
        _text.Append($"        computed = result{(tuple ? ".Value" : string.Empty)};\n");
        foreach (DriverParameter parameter in Differentiable)
        {
            string source = parameter.ByReference ? parameter.Name + "Gradient" : $"result.{Pascal(parameter.Name)}Gradient";
            Store("list", source, parameter.Type);
        }

        _text.Append("        return list.ToArray();\n    }\n");
    }

    private void WriteVjp()
    {
        _text.Append("    public double[] Vjp(double[] inputs, double[] cotangents)\n    {\n");
        if (!_companions.Contains("Vjp"))
        {
            _text.Append("        return null;\n    }\n");
            return;
        }

        _text.Append("        int next = 0;\n        List<double> list = new();\n");
        Arguments();
        _text.Append("        next = 0;\n");
        List<string> arguments = _parameters.Select(parameter => parameter.Argument(parameter.Code)).ToList();
        if (!ReturnsVoid && DriverParameter.Floating(_method.ReturnType))
        {
            // A nullable result has a cotangent where it has a value; the result's own shape tells.
            _text.Append("        var shape = Result();\n");
            Load("cotangents", "shape", _method.ReturnType);
            arguments.Add("shape");
        }

        foreach (DriverParameter parameter in _parameters.Where(parameter => parameter.Differentiable || parameter.Written || parameter.Kind == RefKind.Out))
        {
            if (parameter.Kind == RefKind.Out)
            {
                if (parameter.Differentiable)
                {
                    _text.Append($"        {parameter.HolderType} {parameter.Name}Cotangent = default;\n");
                    Load("cotangents", parameter.Name + "Cotangent", parameter.Type);
                    arguments.Add(parameter.Name + "Cotangent");
                }
            }
            else if (parameter.Differentiable && parameter.ByReference)
            {
                Shadow(parameter, "Cotangent", "0");
                if (parameter.Written)
                {
                    Load("cotangents", parameter.Name + "Cotangent", parameter.Type);
                }

                arguments.Add(ShadowArgument(parameter, "Cotangent"));
            }
            else if (parameter.Written)
            {
                _text.Append($"        {{ List<double> skipped = new(); Flat.Store(skipped, {parameter.Code}); next += skipped.Count; }}\n");
            }
        }

        List<DriverParameter> byValue = Differentiable.Where(parameter => !parameter.ByReference).ToList();
        Call(_method.Name + "Vjp", arguments, byValue.Count == 0);
        foreach (DriverParameter parameter in Differentiable)
        {
            string source = parameter.ByReference ? parameter.Name + "Cotangent"
                : byValue.Count == 1 ? "result" : $"result.{Pascal(parameter.Name)}Cotangent";
            Store("list", source, parameter.Type);
        }

        _text.Append("        return list.ToArray();\n");
        if (!ReturnsVoid && DriverParameter.Floating(_method.ReturnType))
        {
            _text.Append($"        {_method.ReturnType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)} Result()\n        {{\n            int next = 0;\n");
            Arguments();
            _text.Append($"            return {_target}{_method.Name}({string.Join(", ", _parameters.Select(parameter => parameter.Argument(parameter.Code)))});\n        }}\n");
        }

        _text.Append("    }\n");
    }

    private void WriteJvp()
    {
        _text.Append("    public double[] Jvp(double[] inputs, double[] tangents, out double[] outputs)\n    {\n        outputs = null;\n");
        if (!_companions.Contains("Jvp"))
        {
            _text.Append("        return null;\n    }\n");
            return;
        }

        _text.Append("        int next = 0;\n        List<double> list = new(), moved = new();\n");
        Arguments();
        _text.Append("        next = 0;\n");
        Call(_method.Name + "Jvp", WithTangents(), ReturnsVoid);
        if (!ReturnsVoid && DriverParameter.Floating(_method.ReturnType))
        {
            Store("list", "result.Value", _method.ReturnType);
            Store("moved", "result.Tangent", _method.ReturnType);
        }

        foreach (DriverParameter parameter in _parameters.Where(IsOutput))
        {
            Store("list", parameter.Code, parameter.Type);
            if (parameter.Differentiable)
            {
                Store("moved", parameter.Name + "Tangent", parameter.Type);
            }
            else
            {
                _text.Append($"        {{ List<double> constant = new(); Flat.Store(constant, {parameter.Code}); foreach (double item in constant) moved.Add(double.NaN); }}\n");
            }
        }

        _text.Append("        outputs = list.ToArray();\n        return moved.ToArray();\n    }\n");
    }

    private void WriteHvp()
    {
        _text.Append("    public double[] Hvp(double[] inputs, double[] tangents, out double computed)\n    {\n        computed = 0;\n");
        if (!_companions.Contains("Hvp"))
        {
            _text.Append("        return null;\n    }\n");
            return;
        }

        _text.Append("        int next = 0;\n        List<double> list = new();\n");
        Arguments();
        _text.Append("        next = 0;\n");
        List<string> arguments = WithTangents();
        foreach (DriverParameter parameter in Differentiable.Where(parameter => parameter.ByReference))
        {
            Shadow(parameter, "Hvp", "77");
            arguments.Add(ShadowArgument(parameter, "Hvp"));
        }

        Call(_method.Name + "Hvp", arguments, isVoid: false);
        _text.Append($"        computed = result{(Differentiable.Any(parameter => !parameter.ByReference) ? ".Value" : string.Empty)};\n");
        foreach (DriverParameter parameter in Differentiable)
        {
            Store("list", parameter.ByReference ? parameter.Name + "Hvp" : $"result.{Pascal(parameter.Name)}Hvp", parameter.Type);
        }

        _text.Append("        return list.ToArray();\n    }\n");
    }

    // The arguments of F and, loaded from the vector of tangents, a tangent for each differentiable parameter.
    private List<string> WithTangents()
    {
        List<string> arguments = _parameters.Select(parameter => parameter.Argument(parameter.Code)).ToList();
        foreach (DriverParameter parameter in _parameters.Where(parameter => parameter.Differentiable))
        {
            string name = parameter.Name + "Tangent";
            if (parameter.Kind == RefKind.Out)
            {
                _text.Append($"        {parameter.HolderType} {name} = default;\n");
            }
            else if (parameter.ByReference)
            {
                Shadow(parameter, "Tangent", "0");
                Load("tangents", name, parameter.Type);
            }
            else
            {
                _text.Append($"        {parameter.HolderType} {name} = {parameter.Value};\n");
                Load("tangents", name, parameter.Type);
            }

            arguments.Add(ShadowArgument(parameter, "Tangent"));
        }

        return arguments;
    }

    private static bool IsOutput(DriverParameter parameter) =>
        parameter.Written || (parameter.Kind == RefKind.Out && DriverParameter.Floating(parameter.Type));

    // Fresh arguments, with the components of the inputs in place.
    private void Arguments()
    {
        foreach (DriverParameter parameter in _parameters)
        {
            _text.Append($"        {parameter.HolderType} {parameter.Code}{(parameter.Kind == RefKind.Out ? " = default" : " = " + parameter.Value)};\n");
            if (parameter.Differentiable && parameter.Kind != RefKind.Out)
            {
                Load("inputs", parameter.Code, parameter.Type);
            }
        }
    }

    private void Call(string method, IEnumerable<string> arguments, bool isVoid) =>
        _text.Append($"        {(isVoid ? string.Empty : "var result = ")}{_target}{method}({string.Join(", ", arguments)});\n");

    private void Outputs(string list)
    {
        if (!ReturnsVoid)
        {
            Store(list, "result", _method.ReturnType);
        }

        foreach (DriverParameter parameter in _parameters.Where(IsOutput))
        {
            Store(list, parameter.Code, parameter.Type);
        }
    }

    private void Shadow(DriverParameter parameter, string suffix, string value)
    {
        string like = parameter.IsContainer ? "Container" : DriverParameter.IsStruct(parameter.Type) ? "LikeStruct" : "Like";
        _text.Append($"        {parameter.HolderType} {parameter.Name}{suffix} = Flat.{like}({parameter.Code}, {value});\n");
    }

    private static string ShadowArgument(DriverParameter parameter, string suffix) =>
        (parameter.Kind is RefKind.Ref or RefKind.Out ? parameter.Kind.ToString().ToLowerInvariant() + " "
            : suffix != "Tangent" && DriverParameter.IsStruct(parameter.Type) ? "ref " : string.Empty) + parameter.Name + suffix;

    private void Load(string from, string variable, ITypeSymbol type)
    {
        foreach ((string path, ITypeSymbol part) in DriverParameter.Parts(type))
        {
            string mode = part.IsValueType && part is not INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" or "Rows" } ? "ref " : string.Empty;
            string of = DriverParameter.IsStruct(part) ? "Struct" : string.Empty;
            _text.Append($"        Flat.Load{of}({from}, ref next, {mode}{variable}{path});\n");
        }
    }

    private void Store(string list, string variable, ITypeSymbol type)
    {
        foreach ((string path, ITypeSymbol part) in DriverParameter.Parts(type))
        {
            string of = DriverParameter.IsStruct(part) ? "Struct" : string.Empty;
            _text.Append($"        Flat.Store{of}({list}, {variable}{path});\n");
        }
    }

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
