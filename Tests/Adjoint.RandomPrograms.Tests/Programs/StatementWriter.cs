namespace Adjoint.RandomPrograms.Tests.Programs;

/// <summary>Writes random statements.</summary>
/// <param name="random">The source of choices.</param>
/// <param name="type">The floating type.</param>
/// <param name="helpers">What may be called.</param>
/// <param name="patterns">Whether to write <c>switch</c>, nullable values and patterns.</param>
/// <param name="finish">Writes a return statement.</param>
internal sealed partial class StatementWriter(Random random, string type, IReadOnlyList<Helper> helpers, bool patterns, Func<Scope, string> finish)
{
    private readonly ExpressionWriter _expressions = new(random, type, helpers, patterns);
    private int _next;

    private string Class => type == "float" ? "MathF" : "Math";

    /// <summary>Some statements, that see <paramref name="scope"/> and add to it.</summary>
    /// <param name="scope">What is visible.</param>
    /// <param name="count">How many.</param>
    /// <param name="depth">How deep blocks may nest.</param>
    /// <param name="inLoop">Whether <c>break</c> and <c>continue</c> may be written.</param>
    public List<Node> Statements(Scope scope, int count, int depth, bool inLoop)
    {
        List<Node> nodes = [];
        for (int i = 0; i < count; i++)
        {
            nodes.AddRange(Statement(scope, depth, inLoop));
        }

        return nodes;
    }

    private string Name(string stem) => stem + (++_next).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private string Floating(Scope scope) => _expressions.Floating(scope, 1 + random.Next(2));

    private static Variable Local(string name) => new(name, VariableKind.Floating, 0, 0, true);

    private IEnumerable<Node> Statement(Scope scope, int depth, bool inLoop)
    {
        if (HasStructs(scope) && _expressions.OneIn(4))
        {
            return Struct(scope, depth);
        }

        switch (random.Next(42))
        {
            case < 4:
                return [Declared(scope)];
            case < 10:
                return [Assignment(scope)];
            case < 12 when depth > 0:
                return If(scope, depth, inLoop);
            case < 15 when depth > 0:
                return Counted(scope, depth);
            case 15 when depth > 0:
                return Each(scope, depth);
            case 16 when depth > 0:
                return Uncounted(scope, depth);
            case 17 when depth > 0 && patterns:
                return Switch(scope, depth);
            case 18:
                return [NewMemory(scope)];
            case 19:
                return View(scope);
            case 20:
                return Whole(scope);
            case 21:
                return Reference(scope);
            case 22:
                return Exchange(scope);
            case 23 when helpers.Any(helper => helper.Form == HelperForm.Mix):
                return Mixed(scope);
            case 24 when depth > 0:
                return Function(scope);
            case 25:
                return [new Node($"global::Adjoint.RandomPrograms.Tests.Programs.Effects.Hit({_expressions.Integer(scope, 5)});")];
            case 26 when patterns:
                return Optional(scope);
            case 27 when inLoop:
                return [new Node($"if ({_expressions.Boolean(scope, 1)})", [new Node(_expressions.OneIn(2) ? "break;" : "continue;")])];
            case 28 when depth < 3:
                return [new Node($"if ({_expressions.Boolean(scope, 1)})", [new Node(finish(scope))])];
            case 29:
                return Flag(scope);
            case 30:
                return Whole(scope);
            case 31:
                return Counter(scope);
            case 32:
                return Alias(scope);
            case 33:
                return Choice(scope);
            case 34 when scope.Of(VariableKind.Action) is { Count: > 0 } actions:
                return [new Node($"{_expressions.Pick(actions).Name}();")];
            case 34 or 35 when depth > 0:
                return LocalFunction(scope);
            case 36:
                return Pair(scope);
            case 37:
                return [new Node($"if ({_expressions.Boolean(scope, 1)} && {Floating(scope)} > 1e9{(type == "float" ? "f" : "")})", [new Node("throw new InvalidOperationException(\"too large\");")])];
            case 38 when scope.Of(VariableKind.Layers) is { Count: > 0 } layers && depth > 0:
                string layer = Name("d");
                Scope inner = scope.Inner();
                Variable all = _expressions.Pick(layers);
                foreach (Variable member in ContainerWriter.LayerMembers(layer, all.Writable))
                {
                    inner.Add(member);
                }

                return [new Node($"foreach (Layer {layer} in {all.Name})", Statements(inner, 1 + random.Next(2), depth - 1, true))];
            case 39 when helpers.Any(helper => helper.Fills) && scope.Of(VariableKind.Span).Any(span => span.Writable):
                return [new Node($"{helpers.First(helper => helper.Fills).Name}({_expressions.Pick([.. scope.Of(VariableKind.Span).Where(span => span.Writable)]).Name}, {Floating(scope)});")];
            case 40:
                return MadeInABranch(scope);
            case 41:
                return Recurrence(scope);
            default:
                return [Assignment(scope)];
        }
    }

    private Node Declared(Scope scope)
    {
        string name = Name("v");
        Node node = new($"{type} {name} = {_expressions.Floating(scope, 2)};");
        scope.Add(Local(name));
        return node;
    }

    private Node Assignment(Scope scope)
    {
        string? place = _expressions.OneIn(2) ? _expressions.Element(scope, true) : null;
        IReadOnlyList<Variable> assignable = scope.Assignable;
        if (place is null && assignable.Count > 0)
        {
            place = _expressions.Pick(assignable).Name;
        }

        return place is null ? Declared(scope) : new Node(random.Next(8) switch
        {
            0 or 1 => $"{place} += {Floating(scope)};",
            2 => $"{place} -= {Floating(scope)};",
            3 => $"{place} *= {Class}.Sin({Floating(scope)});",
            4 => $"{place} /= {_expressions.Literal(1.2, 2)} + {Class}.Abs({Floating(scope)});",
            5 when assignable.Count > 0 => $"{place} = {_expressions.Pick(assignable).Name} = {Floating(scope)};",
            _ => $"{place} = {Floating(scope)};",
        });
    }

    private Node NewMemory(Scope scope)
    {
        string name = Name("m");
        int length = 2 + random.Next(3);
        string kind = type;
        (string text, Variable made) = random.Next(5) switch
        {
            0 => ($"{kind}[] {name} = {{ {Floating(scope)}, {Floating(scope)}, {Floating(scope)} }};", new Variable(name, VariableKind.Sequence, 3, 0, true)),
            1 => ($"{kind}[,] {name} = new {kind}[2, {length}];", new Variable(name, VariableKind.Grid, 2, length, true)),
            2 => ($"{kind}[][] {name} = {{ new {kind}[3], new {kind}[] {{ {Floating(scope)}, {Floating(scope)}, {Floating(scope)} }} }};",
                new Variable(name, VariableKind.Jagged, 2, 3, true)),
            3 => ($"Span<{kind}> {name} = new {kind}[{length}];", new Variable(name, VariableKind.Span, length, 0, true)),
            _ => ($"{kind}[] {name} = new {kind}[{length}];", new Variable(name, VariableKind.Sequence, length, 0, true)),
        };
        scope.Add(made);
        return new Node(text);
    }

    // Another name for part of some memory: what is written through one is read through the other.
    private IEnumerable<Node> View(Scope scope)
    {
        Variable[] spans = [.. scope.Of(VariableKind.Span).Where(span => span.Length > 1)];
        if (spans.Length == 0)
        {
            string made = Name("s");
            string value = random.Next(4) switch
            {
                0 => $"stackalloc {type}[4]",
                1 => $"stackalloc {type}[] {{ 1, {Floating(scope)}, 2, {Floating(scope)} }}",
                2 => $"new {type}[4]",
                _ => $"new {type}[4] {{ 1, {Floating(scope)}, 2, {Floating(scope)} }}",
            };
            scope.Add(new Variable(made, VariableKind.Span, 4, 0, true));
            return [new Node($"Span<{type}> {made} = {value};")];
        }

        Variable whole = _expressions.Pick(spans);
        string name = Name("s");
        int start = random.Next(whole.Length);
        int count = 1 + random.Next(whole.Length - start);
        Variable[] arrays = [.. scope.Of(VariableKind.Sequence).Where(array => array.Writable)];
        if (arrays.Length > 0 && _expressions.OneIn(4))
        {
            Variable array = _expressions.Pick(arrays);
            int first = random.Next(array.Length);
            scope.Add(new Variable(name, VariableKind.Span, array.Length - first, 0, true));
            return [new Node($"Span<{type}> {name} = {array.Name}.AsSpan({first});")];
        }

        string part = random.Next(3) switch
        {
            0 => $"{whole.Name}.Slice({start}, {count})",
            1 => $"{whole.Name}[{start}..{start + count}]",
            _ => start + count == whole.Length ? $"{whole.Name}[{start}..]" : $"{whole.Name}[{start}..^{whole.Length - start - count}]",
        };
        scope.Add(new Variable(name, VariableKind.Span, count, 0, whole.Writable));
        return [new Node($"{(whole.Writable ? "Span" : "ReadOnlySpan")}<{type}> {name} = {part};")];
    }

    private IEnumerable<Node> Whole(Scope scope)
    {
        Variable[] targets = [.. scope.Of(VariableKind.Span).Where(span => span.Writable)];
        if (targets.Length == 0)
        {
            return View(scope);
        }

        Variable to = _expressions.Pick(targets);
        Variable[] sources = [.. scope.Of(VariableKind.Span).Where(span => span.Length <= to.Length)];
        return [new Node(random.Next(4) switch
        {
            0 => $"{to.Name}.Clear();",
            1 => $"{to.Name}.Fill({Floating(scope)});",
            _ => $"{_expressions.Pick(sources).Name}.CopyTo({to.Name});",
        })];
    }

    private IEnumerable<Node> Reference(Scope scope)
    {
        string? place = _expressions.Element(scope, true);
        if (place is null)
        {
            return [Declared(scope)];
        }

        string name = Name("r");
        Node declared = new($"ref {type} {name} = ref {place};");
        scope.Add(Local(name));
        return [declared, new Node($"{name} {_expressions.Pick(["+=", "=", "-="])} {Floating(scope)};")];
    }

    private IEnumerable<Node> Exchange(Scope scope)
    {
        IReadOnlyList<Variable> assignable = scope.Assignable;
        if (assignable.Count > 1 && _expressions.OneIn(2))
        {
            Variable first = _expressions.Pick(assignable);
            Variable second = _expressions.Pick([.. assignable.Where(other => other != first)]);
            return [new Node($"({first.Name}, {second.Name}) = ({second.Name}, {first.Name} + {Floating(scope)});")];
        }

        string a = Name("t");
        string b = Name("t");
        Helper? pair = helpers.FirstOrDefault(helper => helper.Form == HelperForm.Pair);
        string value = pair is null ? $"({Floating(scope)}, {Floating(scope)})" : $"{pair.Name}({Floating(scope)}, {Floating(scope)})";
        Node node = new($"({type} {a}, {type} {b}) = {value};");
        scope.Add(Local(a));
        scope.Add(Local(b));
        return [node];
    }

    private IEnumerable<Node> Mixed(Scope scope)
    {
        Helper mix = _expressions.Pick([.. helpers.Where(helper => helper.Form == HelperForm.Mix)]);
        string? place = _expressions.OneIn(2) && scope.Assignable is { Count: > 0 } assignable
            ? _expressions.Pick(assignable).Name
            : _expressions.Element(scope, true);
        if (place is null)
        {
            return [Declared(scope)];
        }

        string name = Name("o");
        Node node = new($"{mix.Name}(ref {place}, {Floating(scope)}, out {type} {name});");
        scope.Add(Local(name));
        return [node];
    }

    private IEnumerable<Node> Function(Scope scope)
    {
        Scope captured = scope.Captured();
        string name = Name("g");
        string parameter = Name("u");
        captured.Add(new Variable(parameter, VariableKind.Floating));
        string body = _expressions.Floating(captured, 2);
        scope.Add(new Variable(name, VariableKind.Function));
        return [new Node(_expressions.OneIn(2)
            ? $"Func<{type}, {type}> {name} = {parameter} => {body};"
            : $"{type} {name}({type} {parameter}) => {body};")];
    }

    private IEnumerable<Node> Optional(Scope scope)
    {
        string name = Name("q");
        Node declared = new($"{type}? {name} = {_expressions.Boolean(scope, 1)} ? {Floating(scope)} : null;");
        string value = Name("v");
        string text = _expressions.OneIn(2) ? $"{name} ?? {Floating(scope)}" : $"{name} is {{ }} {name}x ? {name}x * {Floating(scope)} : {Floating(scope)}";
        scope.Add(Local(value));
        return [declared, new Node($"{type} {value} = {text};")];
    }

    private IEnumerable<Node> Flag(Scope scope)
    {
        string name = Name("b");
        Node node = new($"bool {name} = {_expressions.Boolean(scope, 1)};");
        scope.Add(new Variable(name, VariableKind.Boolean));
        return [node];
    }
}
