namespace Adjoint.RandomPrograms.Tests.Programs;

/// <summary>Statements on structs and on memory of them.</summary>
internal sealed partial class StatementWriter
{
    private static bool HasStructs(Scope scope) => scope.Of(VariableKind.Item).Count > 0 || scope.Of(VariableKind.Items).Count > 0;

    private IEnumerable<Node> Struct(Scope scope, int depth)
    {
        StructWriter structs = new(type, _expressions);
        string? place = structs.Place(scope, true);
        IReadOnlyList<Variable> memory = scope.Of(VariableKind.Items);
        switch (random.Next(11))
        {
            case 0 or 1 when place is not null:
                return [new Node($"{place} = {structs.Value(scope, 2)};")];
            case 2 when place is not null:
                return [new Node($"{place}.Push({Floating(scope)});")];
            case 3 when place is not null:
                return [new Node($"{place}.{(_expressions.OneIn(2) ? "Both" : "U")} {_expressions.Pick(["=", "+=", "-="])} {Floating(scope)};")];
            case 4 when place is not null:
                return [new Node($"({place}.U, {place}.V) = ({place}.V, {Floating(scope)});")];
            case 5 when memory.Where(items => items.Writable).ToList() is { Count: > 0 } writable:
                string reference = Name("r");
                Variable into = _expressions.Pick(writable);
                Node declared = new($"ref Item {reference} = ref {into.Name}[{_expressions.Integer(scope, into.Length)}];");
                Add(StructWriter.Members(reference, true));
                return [declared];
            case 6 when memory.Count > 0 && depth > 0:
                string each = Name("d");
                Variable all = _expressions.Pick(memory);
                bool byReference = all.Writable && _expressions.OneIn(2);
                Scope inner = scope.Inner();
                foreach (Variable member in StructWriter.Members(each, byReference))
                {
                    inner.Add(member);
                }

                string head = byReference ? $"foreach (ref Item {each} in (Span<Item>){all.Name})" : $"foreach (Item {each} in {all.Name})";
                List<Node> body = Statements(inner, 1 + random.Next(2), depth - 1, true);
                return [new Node(head, byReference ? [new Node($"{each}.Push({Floating(scope)});"), .. body] : body)];
            case 7:
                string array = Name("k");
                Node made = new(_expressions.OneIn(2)
                    ? $"Item[] {array} = {{ {structs.Value(scope, 1)}, {structs.Value(scope, 1)} }};"
                    : $"Span<Item> {array} = stackalloc Item[2];");
                scope.Add(new Variable(array, VariableKind.Items, 2, 0, true));
                return [made];
            case 8 when place is not null:
                return [new Node($"{place}[{_expressions.Integer(scope, 2)}] {_expressions.Pick(["=", "+="])} {Floating(scope)};")];
            default:
                string name = Name("i");
                Node item = new($"Item {name} = {structs.Value(scope, 2)};");
                Add(StructWriter.Members(name, true));
                return [item];
        }

        void Add(IEnumerable<Variable> members)
        {
            foreach (Variable member in members)
            {
                scope.Add(member);
            }
        }
    }
}
