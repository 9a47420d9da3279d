using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Pipeline;

/// <summary>What the companions of all kinds have in common: F's parameters, names that are taken, leaves in the order of the IR.</summary>
internal abstract class SignatureBuilder
{
    private readonly List<CompanionParameter> _parameters = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    protected SignatureBuilder(MethodModel method, string function)
    {
        Method = method;
        Function = function;
        foreach (ParameterModel parameter in method.Parameters)
        {
            _names.Add(parameter.Name);
        }
    }

    protected MethodModel Method { get; }

    protected string Function { get; }

    /// <summary>F's name as documentation text.</summary>
    protected string Title => Method.Name;

    /// <summary>A reference to F as documentation text; local functions cannot be referred to.</summary>
    protected string Reference => Method.IsLocalFunction ? $"<c>{Method.Name}</c>" : $"<see cref=\"{Cref}\"/>";

    protected EquatableArray<CompanionParameter> Parameters => _parameters.ToEquatableArray();

    /// <summary>F's parameters that are parameters of the IR function, in order.</summary>
    protected IEnumerable<ParameterModel> Inputs => Method.Parameters.Where(parameter => parameter.Mode != ParameterMode.Out);

    protected IEnumerable<ParameterModel> Outputs => Method.Parameters.Where(parameter => parameter.Mode == ParameterMode.Out);

    protected IEnumerable<string> LeafBindings =>
        Inputs.SelectMany(parameter => parameter.Leaves.Select(leaf => Identifiers.Escape(parameter.Name) + leaf.Path));

    /// <summary>The number of IR results that stand for the returned value and the <c>out</c> parameters.</summary>
    protected int ResultCount => Method.ReturnLeaves.Count + Outputs.Sum(parameter => parameter.Leaves.Count);

    protected string ReturnedValue => Compose(Method.ReturnLeaves, 0);

    private string Cref
    {
        get
        {
            bool inside = Method.Types.All(type => type.IsPartial);
            string path = string.Join(".", Method.Types.Select(type => type.Name.Replace('<', '{').Replace('>', '}')));
            string scope = Method.Namespace.Length == 0 ? "global::" : $"global::{Method.Namespace}.";
            return inside ? Method.Cref : $"{scope}{path}.{Method.Cref}";
        }
    }

    public abstract CompanionSignature Build();

    /// <summary>Adds F's parameters. <c>params</c> and defaults stay only where nothing follows.</summary>
    protected void AddOwnParameters(bool last)
    {
        foreach (ParameterModel parameter in Method.Parameters.Where(parameter => parameter.Name != "this"))
        {
            string name = Identifiers.Escape(parameter.Name);
            string extension = Method.IsExtension && _parameters.Count == 0 ? "this " : string.Empty;
            string modifier = last && parameter.IsParams ? "params " : ModeText(parameter.Mode);
            string value = last && parameter.DefaultText is not null ? " = " + parameter.DefaultText : string.Empty;
            _parameters.Add(new($"{extension}{modifier}{parameter.TypeText} {name}{value}", name, $"As for {Title}."));
        }
    }

    /// <summary>Adds a companion parameter under the given name, or that name with underscores where it is taken; returns it as code.</summary>
    protected string Add(string type, string name, string documentation, string value = "")
    {
        string code = Identifiers.Escape(Identifiers.Take(_names, name));
        _parameters.Add(new($"{type} {code}{value}", code, documentation));
        return code;
    }

    /// <summary>A name for a local, taken from then on.</summary>
    protected string Local(string name) => Identifiers.Take(_names, name);

    protected static string ModeText(ParameterMode mode) => mode switch
    {
        ParameterMode.In => "in ",
        ParameterMode.Ref => "ref ",
        ParameterMode.Out => "out ",
        _ => string.Empty,
    };

    /// <summary>The C# value of which IR results from <paramref name="first"/> on are the leaves.</summary>
    protected static string Compose(EquatableArray<LeafModel> leaves, int first) =>
        LeafText.Compose(leaves.Select((leaf, index) => (leaf.Path, (string?)Hole(first + index))));

    /// <summary>The derivative of a parameter held by value, from IR results for its differentiable leaves; and the number of the next result.</summary>
    /// <remarks>A nullable has a derivative where it has a value; members without derivative are left at default.</remarks>
    protected static (string Text, int Next) ByValueDerivative(ParameterModel parameter, int first)
    {
        int next = first;
        List<(string, string?)> texts = [];
        foreach (LeafModel leaf in parameter.Leaves)
        {
            bool presence = leaf.Path.EndsWith(".HasValue", StringComparison.Ordinal);
            texts.Add((leaf.Path, leaf.Differentiable ? Hole(next++) : presence ? Identifiers.Escape(parameter.Name) + leaf.Path : null));
        }

        return (LeafText.Compose(texts), next);
    }

    /// <summary>What is returned: the value, or a tuple of the value and the derivatives with respect to what is passed by value.</summary>
    /// <param name="byValue">The parameters that these belong to.</param>
    /// <param name="suffix">The end of their names.</param>
    /// <param name="first">The IR result that is the first of them.</param>
    protected (string Type, string Text) WithValue(List<ParameterModel> byValue, string suffix, int first)
    {
        if (byValue.Count == 0)
        {
            return (Method.ReturnTypeText, ReturnedValue);
        }

        HashSet<string> names = new(StringComparer.Ordinal) { "Value" };
        List<string> types = [Method.ReturnTypeText + " Value"];
        List<string> texts = [ReturnedValue];
        int next = first;
        foreach (ParameterModel parameter in byValue)
        {
            types.Add($"{parameter.TypeText} {Identifiers.Take(names, Identifiers.Pascal(parameter.Name) + suffix)}");
            (string text, next) = ByValueDerivative(parameter, next);
            texts.Add(text);
        }

        return ($"({string.Join(", ", types)})", $"({string.Join(", ", texts)})");
    }

    /// <summary>Assignments of the <c>out</c> parameters from IR results.</summary>
    protected EquatableArray<string> OutAssignments(int first)
    {
        int result = first;
        List<string> assignments = [];
        foreach (ParameterModel parameter in Outputs)
        {
            assignments.Add($"{Identifiers.Escape(parameter.Name)} = {Compose(parameter.Leaves, result)};");
            result += parameter.Leaves.Count;
        }

        return assignments.ToEquatableArray();
    }

    /// <summary>Whether transforms have a tangent or cotangent for the leaf, as a result.</summary>
    protected static bool Floating(LeafModel leaf) => leaf.Type.IsFloating || leaf.Type.RefersToFloating;

    protected static string Hole(int result) => $"{{{result}}}";

    /// <summary>"x", "x and y", "x, y and z".</summary>
    protected static string List(IEnumerable<string> names)
    {
        List<string> list = names.ToList();
        return list.Count < 2
            ? string.Concat(list)
            : string.Join(", ", list.Take(list.Count - 1)) + " and " + list[list.Count - 1];
    }

    protected CompanionSignature Signature(
        CompanionKind kind,
        string function,
        string returnType,
        IEnumerable<string> bindings,
        IEnumerable<string> guards,
        EquatableArray<string> outs,
        string returned,
        string summary,
        string returns) =>
        new(kind, Method.Name + kind, function, returnType, Parameters, bindings.ToEquatableArray(), guards.ToEquatableArray(), outs, returned, summary, returns);
}
