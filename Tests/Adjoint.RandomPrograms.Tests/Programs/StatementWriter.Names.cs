using System.Globalization;

namespace Adjoint.RandomPrograms.Tests.Programs;

/// <summary>Second names for memory, integers that change, local functions that change what they capture.</summary>
internal sealed partial class StatementWriter
{
    private IEnumerable<Node> Counter(Scope scope)
    {
        Variable[] counters = [.. scope.Of(VariableKind.Integer).Where(integer => integer.Writable)];
        if (counters.Length > 0 && _expressions.OneIn(2))
        {
            Variable counter = _expressions.Pick(counters);
            string bound = counter.Length.ToString(CultureInfo.InvariantCulture);
            string next = $"({counter.Name} + {1 + random.Next(3)}) % {bound}";
            return [_expressions.OneIn(3) && scope.Memory.FirstOrDefault(memory => memory is { Writable: true, Kind: VariableKind.Span or VariableKind.Sequence } && memory.Length >= counter.Length) is { } memory
                ? new Node($"{memory.Name}[{counter.Name} = {next}] {_expressions.Pick(["+=", "="])} {Floating(scope)};")
                : new Node($"{counter.Name} = {(_expressions.OneIn(2) ? next : _expressions.Integer(scope, counter.Length))};")];
        }

        string name = Name("p");
        int length = 2 + random.Next(3);
        Node declared = new($"int {name} = {_expressions.Integer(scope, length)};");
        scope.Add(new Variable(name, VariableKind.Integer, length, 0, true));
        return [declared];
    }

    private IEnumerable<Node> Alias(Scope scope)
    {
        string name = Name("n");
        IReadOnlyList<Variable> layers = scope.Of(VariableKind.Layers);
        IReadOnlyList<Variable> jagged = scope.Of(VariableKind.Jagged);
        IReadOnlyList<Variable> arrays = scope.Of(VariableKind.Sequence);
        switch (random.Next(5))
        {
            case 0 when layers.Count > 0:
                Variable all = _expressions.Pick(layers);
                Node layer = new($"Layer {name} = {all.Name}[{_expressions.Integer(scope, all.Length)}];");
                foreach (Variable member in ContainerWriter.LayerMembers(name, all.Writable))
                {
                    scope.Add(member);
                }

                return [layer];
            case 1 when jagged.Count > 0:
                Variable rows = _expressions.Pick(jagged);
                Node row = new($"{type}[] {name} = {rows.Name}[{_expressions.Integer(scope, rows.Length)}];");
                scope.Add(new Variable(name, VariableKind.Sequence, rows.Width, 0, rows.Writable));
                return [row];
            case 2 when arrays.Count > 0:
                // The same row twice, or rows that are known by another name too. An array that a caller gives, whose derivative goes to a span, is refused here.
                Variable[] own = [.. arrays.Where(array => !(array.Name is "z" or "W" || array.Name.EndsWith(".W", StringComparison.Ordinal)) || _expressions.OneIn(20))];
                if (own.Length == 0)
                {
                    return [NewMemory(scope)];
                }

                Variable first = _expressions.Pick(own);
                Variable second = _expressions.Pick([.. own.Where(array => array.Length == first.Length)]);
                scope.Add(new Variable(name, VariableKind.Jagged, 2, first.Length, first.Writable && second.Writable));
                return [new Node($"{type}[][] {name} = {{ {first.Name}, {second.Name} }};")];
            case 3 when arrays.Count > 0:
                Variable same = _expressions.Pick(arrays);
                scope.Add(same with { Name = name });
                return [new Node($"{type}[] {name} = {same.Name};")];
            default:
                Variable[] copied = [.. scope.Of(VariableKind.Span), .. arrays];
                if (copied.Length == 0)
                {
                    return [NewMemory(scope)];
                }

                Variable original = _expressions.Pick(copied);
                scope.Add(new Variable(name, VariableKind.Sequence, original.Length, 0, true));
                return [new Node($"{type}[] {name} = {original.Name}{(original.Kind == VariableKind.Span ? "" : ".AsSpan()")}.ToArray();")];
        }
    }

    // A reference or a span that a condition chooses.
    private IEnumerable<Node> Choice(Scope scope)
    {
        string name = Name("r");
        string condition = _expressions.Boolean(scope, 1);
        Variable[] spans = [.. scope.Of(VariableKind.Span)];
        if (spans.Length > 0 && _expressions.OneIn(2))
        {
            Variable first = _expressions.Pick(spans);
            Variable second = _expressions.Pick([.. spans.Where(span => span.Length == first.Length)]);
            bool writable = first.Writable && second.Writable;
            scope.Add(new Variable(name, VariableKind.Span, first.Length, 0, writable));
            return [new Node($"{(writable ? "" : "ReadOnly")}Span<{type}> {name} = {condition} ? {first.Name} : {second.Name};")];
        }

        if (_expressions.Element(scope, true) is not { } one || _expressions.Element(scope, true) is not { } other)
        {
            return [Declared(scope)];
        }

        scope.Add(Local(name));
        return [new Node($"ref {type} {name} = ref ({condition} ? ref {one} : ref {other});")];
    }

    // Memory that one branch makes, and the other makes, knows by another name or changes, used after both.
    private IEnumerable<Node> MadeInABranch(Scope scope)
    {
        string name = Name("m");
        int length = 2 + random.Next(3);
        Variable[] known = [.. scope.Of(VariableKind.Sequence).Where(array => array.Length >= length && array.Writable && array.Name is not ("z" or "W"))];
        string Made() => known.Length > 0 && _expressions.OneIn(3)
            ? _expressions.Pick(known).Name
            : _expressions.OneIn(2) ? $"new {type}[{length}]" : $"new {type}[] {{ {string.Join(", ", Enumerable.Range(0, length).Select(_ => Floating(scope)))} }}";
        string condition = _expressions.Boolean(scope, 1);
        if (_expressions.OneIn(4))
        {
            string text = $"{type}[] {name} = {condition} ? {Made()} : {Made()};";
            scope.Add(new Variable(name, VariableKind.Sequence, length, 0, true));
            return [new Node(text)];
        }

        Node[] Filled()
        {
            Node made = new($"{name} = {Made()};");
            return _expressions.OneIn(2) ? [made] : [made, new Node($"{name}[{random.Next(length)}] {_expressions.Pick(["+=", "=", "*="])} {Floating(scope)};")];
        }

        Node[] nodes = _expressions.OneIn(2)
            ? [new Node($"{type}[] {name};"), new Node($"if ({condition})", Filled()), new Node("else", Filled())]
            : [new Node($"{type}[] {name} = {Made()};"), new Node($"if ({condition})", Filled())];
        scope.Add(new Variable(name, VariableKind.Sequence, length, 0, true));
        return nodes;
    }

    private IEnumerable<Node> LocalFunction(Scope scope)
    {
        string name = Name("g");
        Scope captured = scope.Captured();
        StatementWriter inner = new(random, type, helpers, patterns, at => $"return {_expressions.Floating(at, 1)};") { _next = 100 * ++_next };
        if (_expressions.OneIn(2))
        {
            StatementWriter without = new(random, type, helpers, patterns, _ => "return;") { _next = inner._next };
            List<Node> changes = without.Statements(captured, 1 + random.Next(2), 1, false);
            scope.Add(new Variable(name, VariableKind.Action));
            return [new Node($"void {name}()", changes), new Node($"{name}();")];
        }

        string parameter = name + "x";
        captured.Add(Local(parameter));
        List<Node> body = inner.Statements(captured, 1 + random.Next(2), 1, false);
        Node result = new($"return {_expressions.Floating(captured, 1)};");
        scope.Add(new Variable(name, VariableKind.Function));
        return [new Node($"{type} {name}({type} {parameter})", [.. body, result])];
    }

    private IEnumerable<Node> Pair(Scope scope)
    {
        string name = Name("t");
        Node node = new($"({type} P, {type} Q) {name} = ({Floating(scope)}, {Floating(scope)});");
        scope.Add(Local(name + ".P"));
        scope.Add(Local(name + ".Q"));
        return [node];
    }
}
