using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Pipeline;

/// <summary>
/// <c>FCheck</c>: F's parameters and a step; compares FGradient, and FJvp where there is one, with central differences of FForward,
/// component by component.
/// No transform makes its body: its statements are the guards of the signature.
/// </summary>
internal sealed class CheckSignature : SignatureBuilder
{
    private readonly List<string> _lines = [];
    private readonly List<CheckedParameter> _checked = [];

    public CheckSignature(MethodModel method, string function)
        : base(method, function)
    {
    }

    public override CompanionSignature Build()
    {
        AddOwnParameters(last: false);
        string step = Add("double", "step", "The step of the differences; 0 chooses one for each component.", " = 0");
        string check = Local("check");
        string value = Local("valueHere");
        _lines.Add($"global::Adjoint.Generated.CheckBuilder {check} = new({step});");
        foreach (ParameterModel parameter in Method.Parameters)
        {
            CheckedParameter item = new(parameter, Identifiers.Escape(Local(parameter.Name + "Point")), Identifiers.Escape(Local(parameter.Name + "Slope")),
                Identifiers.Escape(Local(parameter.Name + "Move")));
            _checked.Add(item);
            _lines.AddRange(item.Declarations());
        }

        string copies = string.Join(", ", _checked.Select(item => item.FreshArgument));
        string gradient = Local("gradient");
        List<CheckedParameter> held = _checked.Where(item => item.Model.Differentiable && item.Model.ByReference).ToList();
        _lines.AddRange(held.Select(item => item.DestinationDeclaration()));
        IEnumerable<string> arguments = _checked.Select(item => item.FreshArgument).Concat(held.Select(item => item.DestinationArgument));
        _lines.AddRange(_checked.SelectMany(item => item.FreshDeclarations()));
        _lines.Add($"var {gradient} = {Target}{Method.Name}Gradient({string.Join(", ", arguments)});");
        WriteLoops(check, value, gradient);
        bool hasJvp = (Method.Derivatives & CompanionSet.Jvp) != 0;
        string along = Local("slopeAlong");
        if (hasJvp)
        {
            WriteJvpLoops(check, value, along);
        }

        _lines.Add($"{Method.ReturnTypeText} {value}()");
        _lines.Add("{");
        _lines.AddRange(_checked.SelectMany(item => item.FreshAssignments()));
        _lines.Add($"return {Target}{Method.Name}Forward({copies});");
        _lines.Add("}");
        if (hasJvp)
        {
            WriteAlong(along, copies);
        }

        _lines.Add($"return {check}.Result();");
        return Signature(
            CompanionKind.Check,
            Function,
            "global::Adjoint.CheckResult",
            LeafBindings,
            _lines,
            [],
            string.Empty,
            $"Compares the {((Method.Derivatives & CompanionSet.Jvp) != 0 ? "gradient and the directional derivatives" : "gradient")} of {Reference} with central differences.",
            "The worst component, its parameter and index.");
    }

    private string Target => Method.IsLocalFunction || Method.Types.All(type => type.IsPartial)
        ? string.Empty
        : $"global::{(Method.Namespace.Length == 0 ? string.Empty : Method.Namespace + ".")}{string.Join(".", Method.Types.Select(type => type.Name))}.";

    private IEnumerable<CheckedParameter> Moved => _checked.Where(item => item.Model.Differentiable);

    private void WriteJvpLoops(string check, string value, string along)
    {
        List<CheckedParameter> inputs = Moved.Where(item => item.Model.Mode != ParameterMode.Out).ToList();
        _lines.AddRange(inputs.SelectMany(item => item.MoveDeclarations()));
        _lines.AddRange(inputs.SelectMany(item => item.Loop(check, $"{Method.Name}Jvp", item.Move, value, along)));
    }

    private void WriteAlong(string along, string copies)
    {
        _lines.Add($"{Method.ReturnTypeText} {along}()");
        _lines.Add("{");
        _lines.AddRange(_checked.SelectMany(item => item.FreshAssignments()));
        _lines.AddRange(Moved.Where(item => item.Model.Mode != ParameterMode.Out).SelectMany(item => item.MoveAssignments()));
        _lines.Add($"return {Target}{Method.Name}Jvp({string.Join(", ", Moved.Select(item => item.MoveArgument).Prepend(copies))}).Tangent;");
        _lines.Add("}");
    }

    private void WriteLoops(string check, string value, string gradient)
    {
        HashSet<string> names = new(StringComparer.Ordinal) { "Value" };
        foreach (CheckedParameter item in _checked.Where(item => item.Model.Differentiable && item.Model.Mode != ParameterMode.Out))
        {
            string slope = item.Model.ByReference
                ? item.Slope
                : $"{gradient}.{Identifiers.Take(names, Identifiers.Pascal(item.Model.Name) + "Gradient")}";
            _lines.AddRange(item.Loop(check, $"{Method.Name}Gradient", slope, value));
        }
    }
}
