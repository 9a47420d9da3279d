using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Pipeline;

/// <summary>What the companions of all kinds have in common: F's parameters, names that are taken, leaves in the order of the IR.</summary>
internal abstract class SignatureBuilder
{
    private readonly List<CompanionParameter> _parameters = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _views = new(StringComparer.Ordinal);
    private readonly List<string> _viewStatements = [];

    protected SignatureBuilder(MethodModel method, string function)
    {
        Method = method;
        Function = function;
        foreach (ParameterModel parameter in method.Parameters)
        {
            _names.Add(parameter.Code.TrimStart('@'));
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
        Inputs.SelectMany(parameter => parameter.Leaves.Select(leaf => Binding(parameter.Code, leaf)));

    /// <summary>The expression by which the IR reads a leaf. Memory of structs is read through a span of their members.</summary>
    /// <param name="name">The C# parameter.</param>
    /// <param name="leaf">The leaf.</param>
    /// <param name="isDerivative">Whether it is a derivative, which is passed as a span where the parameter is an array.</param>
    /// <param name="isWritten">Whether it is written even where the parameter is read-only.</param>
    protected string Binding(string name, LeafModel leaf, bool isDerivative = false, bool isWritten = false)
    {
        string path = name + leaf.Path;
        bool isMember = isDerivative && leaf.Path.Length > 0;
        if (leaf.Type is not MemoryType memory || (leaf.Packing is null && !(isMember && memory is { Kind: MemoryKind.Array, Element: ScalarType })))
        {
            return path;
        }

        if (!_views.TryGetValue(path, out string? view))
        {
            string scalar = GuardedArgument.ElementText(memory.Element);
            if (leaf.Packing is not { } packing)
            {
                // To the IR the derivative of an array is a span.
                view = Local(Flat(path));
                _views.Add(path, view);
                _viewStatements.Add($"global::System.Span<{scalar}> {view} = {path};");
                return view;
            }

            bool isReadOnly = memory.Kind == MemoryKind.ReadOnlySpan && !isWritten;
            bool isArray = packing.EndsWith("]", StringComparison.Ordinal) && (isMember || !isDerivative);
            view = Local(Flat(path) + "Members");
            _views.Add(path, view);
            _viewStatements.Add($"global::System.{(isReadOnly ? "ReadOnlySpan" : "Span")}<{scalar}> {view} = global::System.Runtime.InteropServices.MemoryMarshal.Cast<{packing.TrimEnd('[', ']')}, {scalar}>({path}{(isArray ? $".AsSpan(0, {path}.Length)" : string.Empty)});");
        }

        return view;
    }

    // A path as one name; the value of a nullable is read by a call.
    private static string Flat(string path) => path.TrimStart('@').Replace(".GetValueOrDefault()", "Value").Replace(".", string.Empty).Replace("@", string.Empty);

    /// <summary>The number of IR results that stand for the returned value and the <c>out</c> parameters.</summary>
    protected int ResultCount => Method.ReturnLeaves.Count + Outputs.Sum(parameter => parameter.Leaves.Count);

    protected string ReturnedValue => Compose(Method.ReturnShape, Method.ReturnLeaves.Count, 0);

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
    protected void AddOwnParameters(bool last) => AddOwnParameters(last, _ => $"As for {Title}.");

    protected void AddOwnParameters(bool last, Func<ParameterModel, string> words)
    {
        foreach (ParameterModel parameter in Method.Parameters.Where(parameter => !parameter.IsReceiver))
        {
            string name = parameter.Code;
            string extension = Method.IsExtension && _parameters.Count == 0 ? "this " : string.Empty;
            string modifier = last && parameter.IsParams ? "params " : ModeText(parameter.Mode);
            string value = last && parameter.DefaultText is not null ? " = " + parameter.DefaultText : string.Empty;
            _parameters.Add(new($"{extension}{modifier}{parameter.TypeText} {name}{value}", name, words(parameter)));
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
    protected static string Compose(ValueShape shape, int leaves, int first) =>
        shape.Compose(Enumerable.Range(first, leaves).Select(result => (string?)Hole(result)).ToList());

    /// <summary>The derivative of a parameter held by value, from IR results for its differentiable leaves; and the number of the next result.</summary>
    /// <remarks>A nullable has a derivative where it has a value; members without derivative are left at default.</remarks>
    protected static (string Text, int Next) ByValueDerivative(ParameterModel parameter, int first)
    {
        int next = first;
        List<string?> texts = [];
        foreach (LeafModel leaf in parameter.Leaves)
        {
            bool presence = leaf.Path.EndsWith(".HasValue", StringComparison.Ordinal);
            texts.Add(leaf.Differentiable ? Hole(next++) : presence ? parameter.Code + leaf.Path : null);
        }

        return (parameter.Shape.Compose(texts), next);
    }

    /// <summary>What is returned: the value, or a tuple of the value and the derivatives with respect to what is passed by value.</summary>
    /// <param name="byValue">The parameters that these belong to.</param>
    /// <param name="suffix">The end of their names.</param>
    /// <param name="first">The IR result that is the first of them.</param>
    /// <param name="destinations">The parameters whose derivatives go to variables of the caller, and those.</param>
    /// <param name="update">The new derivative of a scalar member there, from the old one and the result.</param>
    /// <returns>The type, the expression, and the statements that put scalar members into destinations.</returns>
    protected (string Type, string Text, IEnumerable<string> Members) WithValue(
        List<ParameterModel> byValue, string suffix, int first, List<(ParameterModel Parameter, string Name)> destinations, Func<string, string, string> update)
    {
        HashSet<string> names = new(StringComparer.Ordinal) { "Value" };
        List<string> types = [Method.ReturnTypeText + " Value"];
        List<string> texts = [ReturnedValue];
        List<string> members = [];
        int next = first;
        foreach (ParameterModel parameter in Inputs.Where(parameter => parameter.Differentiable))
        {
            if (parameter.ByReference)
            {
                (string? statement, next) = MemberDerivatives(parameter, destinations.First(pair => pair.Parameter == parameter).Name, next, update);
                members.AddRange(statement is null ? [] : [statement]);
                continue;
            }

            types.Add($"{parameter.TypeText} {Identifiers.Take(names, Identifiers.Pascal(parameter.Name) + suffix)}");
            (string text, next) = ByValueDerivative(parameter, next);
            texts.Add(text);
        }

        return byValue.Count == 0
            ? (Method.ReturnTypeText, ReturnedValue, members)
            : ($"({string.Join(", ", types)})", $"({string.Join(", ", texts)})", members);
    }

    /// <summary>As <see cref="WithValue"/> without the value: nothing, the one derivative, or a tuple.</summary>
    protected (string Type, string Text, IEnumerable<string> Members) DerivativesOnly(
        List<ParameterModel> byValue, string suffix, int first, List<(ParameterModel Parameter, string Name)> destinations, Func<string, string, string> update)
    {
        int next = first;
        HashSet<string> names = new(StringComparer.Ordinal);
        List<string> types = [];
        List<string> texts = [];
        List<string> members = [];
        foreach (ParameterModel parameter in Inputs.Where(parameter => parameter.Differentiable))
        {
            if (parameter.ByReference)
            {
                (string? statement, next) = MemberDerivatives(parameter, destinations.First(pair => pair.Parameter == parameter).Name, next, update);
                members.AddRange(statement is null ? [] : [statement]);
                continue;
            }

            types.Add($"{parameter.TypeText} {Identifiers.Take(names, Identifiers.Pascal(parameter.Name) + suffix)}");
            (string text, next) = ByValueDerivative(parameter, next);
            texts.Add(text);
        }

        return byValue.Count switch
        {
            0 => ("void", string.Empty, members),
            1 => (byValue[0].TypeText, texts[0], members),
            _ => ($"({string.Join(", ", types)})", $"({string.Join(", ", texts)})", members),
        };
    }

    /// <summary>The statement that puts the derivatives of scalar members into a destination, whose references stay; and the number of the next result.</summary>
    /// <param name="parameter">A parameter that holds references and maybe scalars.</param>
    /// <param name="destination">The caller's variable.</param>
    /// <param name="first">The first result that is a derivative of a scalar member.</param>
    /// <param name="update">The new derivative from the old one and the result.</param>
    protected static (string? Statement, int Next) MemberDerivatives(ParameterModel parameter, string destination, int first, Func<string, string, string> update)
    {
        int next = first;
        List<string?> texts = [];
        foreach (LeafModel leaf in parameter.Leaves)
        {
            string old = destination + leaf.Path;
            texts.Add(IsMemberResult(leaf) ? update(old, Hole(next++)) : old);
        }

        return (next == first ? null : $"{destination} = {parameter.Shape.Compose(texts)};", next);
    }

    /// <summary>Whether the leaf's derivative is a result of the function, although others of the parameter go to a destination.</summary>
    protected static bool IsMemberResult(LeafModel leaf) => leaf.Differentiable && !leaf.Type.IsReference;

    /// <summary>Assignments of the <c>out</c> parameters from IR results.</summary>
    protected EquatableArray<string> OutAssignments(int first)
    {
        int result = first;
        List<string> assignments = [];
        foreach (ParameterModel parameter in Outputs)
        {
            assignments.Add($"{parameter.Code} = {Compose(parameter.Shape, parameter.Leaves.Count, result)};");
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
        new(kind, Method.Name + kind, function, returnType, Parameters, bindings.ToEquatableArray(), guards.Concat(_viewStatements).ToEquatableArray(), outs, returned, summary, returns);
}
