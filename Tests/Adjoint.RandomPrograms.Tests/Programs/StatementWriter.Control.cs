namespace Adjoint.RandomPrograms.Tests.Programs;

internal sealed partial class StatementWriter
{
    private IReadOnlyList<Node> Block(Scope scope, int depth, bool inLoop, params Variable[] added)
    {
        Scope inner = scope.Inner();
        foreach (Variable variable in added)
        {
            inner.Add(variable);
        }

        return Statements(inner, 1 + random.Next(3), depth - 1, inLoop);
    }

    private IEnumerable<Node> If(Scope scope, int depth, bool inLoop)
    {
        List<Node> nodes = [new Node($"if ({_expressions.Boolean(scope, 1)})", Block(scope, depth, inLoop))];
        if (_expressions.OneIn(3))
        {
            nodes.Add(new Node($"else if ({_expressions.Boolean(scope, 1)})", Block(scope, depth, inLoop)));
        }

        if (_expressions.OneIn(2))
        {
            nodes.Add(new Node("else", Block(scope, depth, inLoop)));
        }

        return nodes;
    }

    private IEnumerable<Node> Counted(Scope scope, int depth)
    {
        string i = Name("i");
        Variable[] memory = [.. scope.Memory];
        Variable? over = memory.Length > 0 && !_expressions.OneIn(3) ? _expressions.Pick(memory) : null;
        int bound = over?.Length ?? 2 + random.Next(4);
        string end = over switch
        {
            null => bound.ToString(System.Globalization.CultureInfo.InvariantCulture),
            { Kind: VariableKind.Grid } => $"{over.Name}.GetLength(0)",
            { Kind: VariableKind.Rows } => $"{over.Name}.Count",
            _ => $"{over.Name}.Length",
        };
        string header = random.Next(7) switch
        {
            0 => $"for (int {i} = {end} - 1; {i} >= 0; {i}--)",
            1 => $"for (int {i} = 0; {i} < {end}; {i} += 2)",
            2 => $"for (int {i} = 1; {i} < {end}; ++{i})",
            _ => $"for (int {i} = 0; {i} < {end}; {i}++)",
        };
        Variable index = new(i, VariableKind.Integer, bound);
        List<Node> body = [.. Block(scope, depth, true, index)];

        // Most loops do something with each element.
        if (over is { Kind: VariableKind.Span or VariableKind.Sequence })
        {
            Scope inner = scope.Inner();
            inner.Add(index);
            string value = $"{over.Name}[{i}]";
            int place = random.Next(body.Count + 1);
            while (place < body.Count && body[place].Head.StartsWith("else", StringComparison.Ordinal))
            {
                place++;
            }

            body.Insert(place, scope.Assignable is { Count: > 0 } assignable && (!over.Writable || _expressions.OneIn(2))
                ? new Node($"{_expressions.Pick(assignable).Name} += {value} * {_expressions.Floating(inner, 1)};")
                : over.Writable ? new Node($"{value} = {Class}.Sin({value} + {_expressions.Floating(inner, 1)});") : new Node(";"));
        }

        return [new Node(header, body)];
    }

    // Each element from its neighbour, up or down: turns that depend on each other, or must not see what the last one wrote.
    private IEnumerable<Node> Recurrence(Scope scope)
    {
        // Long enough for vectors of every width, and a rest.
        string name = Name("m");
        string i = Name("i");
        Scope filled = scope.Inner();
        filled.Add(new Variable(i, VariableKind.Integer, 19));
        Node[] made =
        [
            new Node($"{type}[] {name} = new {type}[19];"),
            new Node($"for (int {i} = 0; {i} < {name}.Length; {i}++)", [new Node($"{name}[{i}] = {Class}.Sin({i} * {_expressions.Literal(-1, 1)} + {_expressions.Floating(filled, 1)});")]),
        ];
        string at = Name("i");
        string header = _expressions.OneIn(2) ? $"for (int {at} = 1; {at} < {name}.Length - 1; {at}++)" : $"for (int {at} = {name}.Length - 2; {at} > 0; {at}--)";
        string neighbour = $"{name}[{at} {_expressions.Pick(["+", "-"])} 1]";
        string factor = _expressions.Literal(-0.5, 0.5);
        Node turn = new(random.Next(3) switch
        {
            0 => $"{name}[{at}] -= {factor} * {neighbour};",
            1 => $"{name}[{at}] = {Class}.Sin({neighbour}) * {factor} + {name}[{at}];",
            _ => $"{neighbour} = {name}[{at}] * {factor} + {Floating(scope)};",
        });
        scope.Add(new Variable(name, VariableKind.Sequence, 19, 0, true));
        return [.. made, new Node(header, [turn])];
    }

    private IEnumerable<Node> Each(Scope scope, int depth)
    {
        Variable[] sequences = [.. scope.Of(VariableKind.Span), .. scope.Of(VariableKind.Sequence)];
        if (sequences.Length == 0)
        {
            return Counted(scope, depth);
        }

        string element = Name("e");
        return [new Node($"foreach ({type} {element} in {_expressions.Pick(sequences).Name})", Block(scope, depth, true, new Variable(element, VariableKind.Floating, 1)))];
    }

    // A counter in the condition makes sure of the end, whatever the reducer leaves out.
    private IEnumerable<Node> Uncounted(Scope scope, int depth)
    {
        string k = Name("k");
        int bound = 2 + random.Next(4);
        Variable counter = new(k, VariableKind.Integer, bound + 2);
        IReadOnlyList<Node> body = Block(scope, depth, true, counter);
        string condition = _expressions.OneIn(2) ? $"{k}++ < {bound}" : $"{k}++ < {bound} && {_expressions.Boolean(scope, 1)}";
        Node declared = new($"int {k} = 0;");
        scope.Add(counter);
        return _expressions.OneIn(2)
            ? [declared, new Node($"while ({condition})", body)]
            : [declared, new Node("do", body, $" while ({condition});")];
    }

    private IEnumerable<Node> Switch(Scope scope, int depth)
    {
        string on = _expressions.Integer(scope, 4);
        string guard = _expressions.OneIn(2) ? "" : $" when {_expressions.Boolean(scope, 1)}";
        return
        [
            new Node($"switch ({on})",
            [
                new Node("case 0:"),
                new Node("", Block(scope, depth, false)),
                new Node("break;"),
                new Node($"case 1{guard}:"),
                new Node("", Block(scope, depth, false)),
                new Node(_expressions.OneIn(2) ? "break;" : "goto case 0;"),
                new Node("case > 1:"),
                new Node("", Block(scope, depth, false)),
                new Node("break;"),
            ]),
        ];
    }
}
