namespace Adjoint.RandomPrograms.Tests.Programs;

/// <summary>Writes the struct of a random program, and expressions of its type.</summary>
internal sealed class StructWriter(string type, ExpressionWriter expressions)
{
    /// <summary>The struct: fields, a constructor, a property that is computed, methods that read and that change it, operators.</summary>
    public Node Struct()
    {
        Scope own = new([new("U", VariableKind.Floating), new("V", VariableKind.Floating), new("x", VariableKind.Floating)]);
        Scope both = new([new("a.U", VariableKind.Floating), new("b.V", VariableKind.Floating), new("a.V", VariableKind.Floating)]);
        string Bounded(Scope scope) => $"{(type == "float" ? "MathF" : "Math")}.Sin({expressions.Floating(scope, 1)})";
        string chain = expressions.OneIn(2) ? " : this(x, x)" : "";
        return new Node("public struct Item",
        [
            new Node($"public {type} U, V;"),
            new Node($"public Item({type} x, {type} v)", [new Node("U = x;"), new Node("V = v;"), new Node($"V += {Bounded(own)};")]),
            new Node($"public Item({type} x){chain}", [new Node(chain.Length == 0 ? "U = x; V = x;" : $"if (x > 0) return;"), new Node($"U = {Bounded(own)};")]),
            new Node($"public {type} Both {{ readonly get => U + {Bounded(new([new("V", VariableKind.Floating)]))}; set {{ U = value; V -= {expressions.Literal()} * value; }} }}"),
            new Node($"public {type} this[int i] {{ readonly get => i == 0 ? U : V; set {{ if (i == 0) U = value; else V = value; }} }}"),
            new Node($"public readonly {type} Norm({type} x)", [new Node($"{type} sum = {expressions.Floating(own, 2)};"), new Node($"return sum + {Bounded(own)};")]),
            new Node($"public void Push({type} x)", [new Node($"V = {Bounded(own)};"), new Node($"if (x > {expressions.Literal()})", [new Node("return;")]), new Node($"U += {Bounded(own)};")]),
            new Node($"public static Item operator +(Item a, Item b) => new Item {{ V = {expressions.Floating(both, 1)}, U = a.U + b.U }};"),
            new Node($"public static Item operator *({type} s, Item a) => new({(type == "float" ? "MathF" : "Math")}.Cos(s) * a.U, a.V);"),
        ]);
    }

    /// <summary>The variables that an item of a name brings into scope.</summary>
    public static IEnumerable<Variable> Members(string item, bool writable) =>
    [
        new Variable(item, VariableKind.Item, 0, 0, writable),
        new Variable(item + ".U", VariableKind.Floating, 1, 0, writable),
        new Variable(item + ".V", VariableKind.Floating, 1, 0, writable),
    ];

    /// <summary>A place of the type, or null where there is none.</summary>
    public string? Place(Scope scope, bool writable)
    {
        Variable[] fitting = [.. scope.Of(VariableKind.Item).Concat(scope.Of(VariableKind.Items)).Where(item => item.Writable || !writable)];
        if (fitting.Length == 0)
        {
            return null;
        }

        Variable chosen = expressions.Pick(fitting);
        return chosen.Kind == VariableKind.Item ? chosen.Name
            : expressions.OneIn(6) ? $"{chosen.Name}[^{1 + expressions.Next(chosen.Length)}]"
            : $"{chosen.Name}[{expressions.Integer(scope, chosen.Length)}]";
    }

    public string Value(Scope scope, int depth)
    {
        string place = Place(scope, false) ?? $"new Item({expressions.Literal()})";
        return depth == 0 ? place : expressions.Next(7) switch
        {
            0 => $"new Item({expressions.Floating(scope, 1)}, {expressions.Floating(scope, 1)})",
            1 => $"({Value(scope, depth - 1)} + {place})",
            2 => $"({expressions.Floating(scope, 1)} * {Value(scope, depth - 1)})",
            3 => $"({place} with {{ V = {expressions.Floating(scope, 1)} }})",
            4 => $"({expressions.Boolean(scope, 1)} ? {Value(scope, depth - 1)} : {place})",
            5 => $"new Item({expressions.Floating(scope, 1)}) {{ U = {expressions.Floating(scope, 1)} }}",
            _ => place,
        };
    }

    /// <summary>A floating expression of an item, or null where there is none.</summary>
    public string? Floating(Scope scope) => Place(scope, false) is not { } place ? null : expressions.Next(5) switch
    {
        0 => $"{place}.Norm({expressions.Literal()})",
        1 => $"{place}.Both",
        2 => $"{Value(scope, 1)}.V",
        3 => $"{place}[{expressions.Integer(scope, 2)}]",
        _ => $"{place}.{(expressions.OneIn(2) ? "U" : "V")}",
    };
}
