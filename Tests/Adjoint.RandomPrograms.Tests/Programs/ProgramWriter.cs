using System.Globalization;

namespace Adjoint.RandomPrograms.Tests.Programs;

/// <summary>Writes random differentiable C# programs: the same seed gives the same program, on every machine.</summary>
internal sealed partial class ProgramWriter
{
    private readonly Random _random;
    private readonly bool _patterns;
    private readonly bool _hasHvp;
    private readonly bool _hasStructs;
    private readonly bool _hasRules;
    private readonly bool _hasGenerics;
    private readonly bool _isSingle;
    private readonly bool _isMixed;
    private readonly bool _hasContainers;
    private readonly bool _writesContainers;
    private readonly List<Helper> _helpers = [];
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private ProgramWriter(int seed, bool patterns, bool withCheckpoints)
    {
        _patterns = patterns;
        _hasHvp = seed % 5 == 0;
        _hasStructs = seed % 4 == 1;
        _hasRules = withCheckpoints && seed % 6 == 3;
        _hasGenerics = seed % 7 == 2;
        _random = new Random(seed);
        int precision = _random.Next(8);
        (_isSingle, _isMixed) = (precision == 0, precision == 1);
        _hasContainers = OneIn(3);
        _writesContainers = _hasContainers && OneIn(20);
    }

    private string Type => _isSingle ? "float" : "double";

    /// <param name="seed">The seed.</param>
    /// <param name="patterns">Whether to write <c>switch</c>, nullable values and patterns too.</param>
    /// <param name="withCheckpoints">Whether some programs have rules and checkpoints, whose schedule the interpreter does not know.</param>
    public static RandomCSharp Write(int seed, bool patterns, bool withCheckpoints = true)
    {
        ProgramWriter writer = new(seed, patterns, withCheckpoints);
        List<Node> members = [.. writer.Helpers()];
        members.InsertRange(0, writer.Root());
        if (writer._hasContainers)
        {
            members.AddRange(new ContainerWriter(writer._random, writer.Type, new(writer._random, writer.Type, [], patterns)).Classes(writer._writesContainers));
        }

        if (writer._hasStructs)
        {
            members.Add(new StructWriter(writer.Type, new(writer._random, writer.Type, [], patterns)).Struct());
        }

        return new RandomCSharp(seed, members, writer._values, writer._isSingle || writer._isMixed) { IsPlain = writer._isPlain };
    }

    private bool OneIn(int chances) => _random.Next(chances) == 0;

    private IEnumerable<Node> Helpers()
    {
        foreach (HelperForm form in Enum.GetValues<HelperForm>().Where(form => form != HelperForm.Generic && (_hasRules || form < HelperForm.Ruled) && OneIn(2) && (_hasContainers || form != HelperForm.Layer)))
        {
            string name = "H" + (_helpers.Count + 1).ToString(CultureInfo.InvariantCulture);
            if (form >= HelperForm.Ruled)
            {
                _helpers.Add(new Helper(name, form));
                foreach (Node member in RuledHelper(name, form))
                {
                    yield return member;
                }

                continue;
            }

            Node node = Helper(name, form);
            _helpers.Add(new Helper(name, form));
            yield return _hasRules ? Marked(name, node) : node;
        }

        if (_hasGenerics)
        {
            _helpers.Add(new Helper("G", HelperForm.Generic));
            foreach (Node member in GenericHelper("G"))
            {
                yield return member;
            }
        }
    }

    private Node Helper(string name, HelperForm form)
    {
        Variable x = new("x", VariableKind.Floating, 0, 0, form != HelperForm.Reduce);
        Variable y = new("y", VariableKind.Floating, 0, 0, true);
        ExpressionWriter expressions = new(_random, Type, [], _patterns);
        string Floating(Scope scope) => expressions.Floating(scope, 2);
        switch (form)
        {
            case HelperForm.Plain:
                Scope plain = new([x, y]);
                StatementWriter writer = new(_random, Type, _helpers, _patterns, scope => $"return {Floating(scope)};");
                List<Node> body = writer.Statements(plain, 2, 1, false);
                return new Node($"private static {Type} {name}({Type} x, {Type} y = 0.5{(_isSingle ? "f" : "")})", [.. body, new Node($"return {Floating(plain)};")]);
            case HelperForm.Recursive:
                Scope recursive = new([x]);
                return new Node($"private static {Type} {name}({Type} x, int n)",
                [
                    new Node("if (n <= 0)", [new Node($"return {Floating(recursive)};")]),
                    new Node($"{Type} y = {name}({Floating(recursive)}, n - 1);"),
                    new Node($"return {Floating(new Scope([x, y]))};"),
                ]);
            case HelperForm.Pair:
                return new Node($"private static ({Type} Sum, {Type} Product) {name}({Type} x, {Type} y) => ({Floating(new Scope([x, y]))}, {Floating(new Scope([x, y]))});");
            case HelperForm.Reduce:
                return new Node($"private static {Type} {name}(ReadOnlySpan<{Type}> values, {Type} x)",
                [
                    new Node($"{Type} y = {expressions.Literal()};"),
                    new Node("for (int i = 0; i < values.Length; i++)", [new Node($"y += values[i] * {Floating(new Scope([x, y, new Variable("values[i]", VariableKind.Floating)]))};")]),
                    new Node("return y;"),
                ]);
            case HelperForm.Layer:
                return new Node($"private static {Type} {name}(Layer layer, {Type} x)",
                [
                    new Node($"{Type} y = layer.B * {Floating(new Scope([x]))};"),
                    new Node($"foreach ({Type} w in layer.W)", [new Node($"y += w * {Floating(new Scope([x, y, new Variable("w", VariableKind.Floating)]))};")]),
                    new Node("return y;"),
                ]);
            case HelperForm.Fill:
                return new Node($"private static void {name}(Span<{Type}> values, {Type} x)",
                [
                    new Node("for (int i = 0; i < values.Length; i++)",
                    [
                        new Node($"if ({Floating(new Scope([x, new Variable("values[i]", VariableKind.Floating)]))} > 1.5)", [new Node(_random.Next(3) switch { 0 => "return;", 1 => "break;", _ => "continue;" })]),
                        new Node($"values[i] {(OneIn(2) ? "+=" : "=")} {Floating(new Scope([x, new Variable("values[i]", VariableKind.Floating), new Variable("values[^1]", VariableKind.Floating)]))};"),
                    ]),
                ]);
            default:
                Scope mixed = new([x, y]);
                return new Node($"private static void {name}(ref {Type} x, {Type} y, out {Type} z)",
                [
                    new Node($"z = {Floating(mixed)};"),
                    new Node($"x {(OneIn(2) ? "+=" : "=")} {Floating(new Scope([x, y, new Variable("z", VariableKind.Floating)]))};"),
                ]);
        }
    }

    private List<Node> Root()
    {
        List<string> parameters = [];
        List<Variable> variables = [];
        Parameters(parameters, variables);
        ExpressionWriter expressions = new(_random, Type, _helpers, _patterns);
        string result = _random.Next(8) switch { 0 => "void", 1 => $"({Type} First, {Type} Second)", _ => Type };
        if (result == "void" && !variables.Any(variable => variable.Writable && variable.Kind == VariableKind.Span))
        {
            result = Type;
        }

        string Finish(Scope scope) => result switch
        {
            "void" => "return;",
            _ when result == Type => $"return {expressions.Floating(scope, 2)};",
            _ => $"return ({expressions.Floating(scope, 1)}, {expressions.Floating(scope, 2)});",
        };
        Scope root = new(variables);
        StatementWriter statements = new(_random, Type, _helpers, _patterns, Finish);
        List<Node> body = statements.Statements(root, 4 + _random.Next(8), 3, false);
        body = _hasRules ? [.. body.Select(WithCheckpoints)] : body;
        IReadOnlyList<Variable> made = root.Assignable;
        string sum = string.Join(" + ", made.Where(_ => OneIn(2)).Select(variable => variable.Name).Append(expressions.Floating(root, 2)));
        Node last = result == Type ? new Node($"return {sum};") : new Node(Finish(root));
        string set = result == Type
            ? "Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp" + (_hasHvp ? " | Derivatives.Hvp" : string.Empty)
            : "Derivatives.Vjp | Derivatives.Jvp";
        return
        [
            new Node($"[Differentiable({set})]"),
            new Node($"public static {result} F({string.Join(", ", parameters)})", [.. _first, .. body, last]),
        ];
    }

    private string Number() => new ExpressionWriter(_random, Type, [], false).Literal();

    private string Numbers(int count) => $"new {Type}[] {{ {string.Join(", ", Enumerable.Range(0, count).Select(_ => Number()))} }}";
}
