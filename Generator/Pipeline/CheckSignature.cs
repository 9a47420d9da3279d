using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Pipeline;

/// <summary>
/// <c>FCheck</c>: F's parameters and a step; compares FGradient, and FJvp where there is one, with central differences of FForward,
/// component by component; FHvp along each component with those of FGradient, both in weighted sums.
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
        _lines.AddRange(Method.Parameters.Where(parameter => parameter.Mode == ParameterMode.Out).Select(parameter => $"{parameter.Code} = default!;"));
        foreach (ParameterModel parameter in Method.Parameters)
        {
            CheckedParameter item = new(parameter, Identifiers.Escape(Local(parameter.Name + "Point")), Identifiers.Escape(Local(parameter.Name + "Slope")),
                Identifiers.Escape(Local(parameter.Name + "Move")));
            _checked.Add(item);
            _lines.AddRange(item.Declarations());
        }

        string copies = string.Join(", ", Declared.Select(item => item.FreshArgument));
        string gradient = Local("gradient");
        List<CheckedParameter> held = _checked.Where(item => item.Model.Differentiable && item.Model.ByReference).ToList();
        _lines.AddRange(held.Select(item => item.DestinationDeclaration()));
        IEnumerable<string> arguments = Declared.Select(item => item.FreshArgument).Concat(held.Select(item => item.DestinationArgument));
        _lines.AddRange(_checked.SelectMany(item => item.FreshDeclarations()));
        _lines.Add($"var {gradient} = {Target}{Method.Name}Gradient({string.Join(", ", arguments)});");
        string here = Call(value);
        _lines.AddRange(WithSlopes(gradient, "Gradient").SelectMany(pair => pair.Item.Loop(new(check, $"{Method.Name}Gradient", here, null), pair.Slope)));
        bool hasJvp = Asks(CompanionSet.Jvp), hasHvp = Asks(CompanionSet.Hvp);
        string along = Local("slopeAlong");
        string weighted = Local("weighted");
        string bent = Local("bentAlong");
        _lines.AddRange(hasJvp || hasHvp ? MovedInputs.SelectMany(item => item.MoveDeclarations()) : []);
        _lines.AddRange(hasJvp ? Block(MovedInputs.SelectMany(item => item.Loop(new(check, $"{Method.Name}Jvp", here, Call(along, moved: true)), item.Move))) : []);
        _lines.AddRange(hasHvp ? Block(MovedInputs.SelectMany(item => item.Loop(new(check, $"{Method.Name}Hvp", Call(weighted, held: true), Call(bent, moved: true, held: true)), item.Move))) : []);

        _lines.Add(Header(Method.ReturnTypeText, value));
        _lines.Add("{");
        _lines.AddRange(_checked.SelectMany(item => item.FreshDeclarations()));
        _lines.Add($"return {Target}{Method.Name}Forward({copies});");
        _lines.Add("}");
        if (hasJvp)
        {
            WriteAlong(along, copies);
        }

        if (hasHvp)
        {
            WriteSums(check, (weighted, bent), gradient, copies, held);
        }

        _lines.Add($"return {check}.Result();");
        return Signature(
            CompanionKind.Check,
            Function,
            "global::Adjoint.CheckResult",
            [],
            _lines,
            [],
            string.Empty,
            $"Compares {List(["the gradient", .. hasJvp ? ["the directional derivatives"] : Array.Empty<string>(), .. hasHvp ? ["the products with the Hessian"] : Array.Empty<string>()])} of {Reference} with central differences.",
            "The worst component, its parameter and index.");
    }

    /// <summary>All but the instance.</summary>
    private IEnumerable<CheckedParameter> Declared => _checked.Where(item => !item.Model.IsReceiver);

    private string Target => _checked.FirstOrDefault(item => item.Model.IsReceiver) is { } instance ? instance.FreshArgument + "." : Method.IsLocalFunction || (Method.Types.All(type => type.IsPartial) && !Method.IsHidden)
        ? string.Empty
        : $"global::{(Method.Namespace.Length == 0 ? string.Empty : Method.Namespace + ".")}{string.Join(".", Method.Types.Select(type => type.Name))}.";

    private IEnumerable<CheckedParameter> Moved => _checked.Where(item => item.Model.Differentiable);

    private List<CheckedParameter> MovedInputs => Moved.Where(item => item.Model.Mode != ParameterMode.Out).ToList();

    private static IEnumerable<string> Block(IEnumerable<string> lines) => ["{", .. lines, "}"];

    private bool Asks(int companion) => (Method.Derivatives & companion) != 0;

    // What local functions cannot capture they are passed: points, tangents where they are moved along, destinations.
    private List<(string Type, string Name)> Passed(bool moved, bool held) => _checked
        .Where(item => item.IsPassed)
        .SelectMany(item => new[] { (item.Point, true), (item.Move, moved && item.Model.Differentiable), (item.Slope, held && item.Model.Differentiable) }
            .Where(local => local.Item2)
            .Select(local => (item.Model.TypeText, local.Item1)))
        .ToList();

    private string Call(string function, bool moved = false, bool held = false) =>
        $"{function}({string.Join(", ", Passed(moved, held).Select(item => item.Name))})";

    private string Header(string type, string function, bool moved = false, bool held = false) =>
        $"{type} {function}({string.Join(", ", Passed(moved, held).Select(item => $"{item.Type} {item.Name}"))})";

    // Two local functions: the weighted sum of the gradient at the point, and that of the product of the Hessian with the tangents.
    private void WriteSums(string check, (string Weighted, string Bent) names, string gradient, string copies, List<CheckedParameter> held)
    {
        IEnumerable<string> destinations = held.Select(item => item.DestinationArgument);
        _lines.Add(Header("double", names.Weighted, held: true));
        _lines.Add("{");
        _lines.AddRange(_checked.SelectMany(item => item.FreshDeclarations()));
        _lines.Add($"var {gradient}Here = {Target}{Method.Name}Gradient({string.Join(", ", destinations.Prepend(copies).Where(text => text.Length > 0))});");
        WriteSum(check, gradient + "Here", "Gradient");
        _lines.Add("}");
        _lines.Add(Header("double", names.Bent, moved: true, held: true));
        _lines.Add("{");
        _lines.AddRange(_checked.SelectMany(item => item.FreshDeclarations()));
        _lines.AddRange(MovedInputs.SelectMany(item => item.MoveCopies()));
        IEnumerable<string> arguments = Moved.Select(item => item.MoveArgument).Prepend(copies).Where(text => text.Length > 0).Concat(destinations);
        _lines.Add($"var {gradient}Here = {Target}{Method.Name}Hvp({string.Join(", ", arguments)});");
        WriteSum(check, gradient + "Here", "Hvp");
        _lines.Add("}");
    }

    private void WriteSum(string check, string derivative, string suffix)
    {
        _lines.Add($"{check}.BeginSum();");
        _lines.AddRange(WithSlopes(derivative, suffix).SelectMany(pair => pair.Item.Terms(check, pair.Slope)));
        _lines.Add($"return {check}.Sum;");
    }

    // What holds the derivative of each parameter, once the companion with that suffix has run.
    private IEnumerable<(CheckedParameter Item, string Slope)> WithSlopes(string derivative, string suffix)
    {
        HashSet<string> names = new(StringComparer.Ordinal) { "Value" };
        foreach (CheckedParameter item in MovedInputs)
        {
            yield return (item, item.Model.ByReference
                ? item.Slope
                : $"{derivative}.{Identifiers.Take(names, Identifiers.Pascal(item.Model.Name) + suffix)}");
        }
    }

    private void WriteAlong(string along, string copies)
    {
        _lines.Add(Header(Method.ReturnTypeText, along, moved: true));
        _lines.Add("{");
        _lines.AddRange(_checked.SelectMany(item => item.FreshDeclarations()));
        _lines.AddRange(MovedInputs.SelectMany(item => item.MoveCopies()));
        _lines.Add($"return {Target}{Method.Name}Jvp({string.Join(", ", Moved.Select(item => item.MoveArgument).Prepend(copies).Where(text => text.Length > 0))}).Tangent;");
        _lines.Add("}");
    }
}
