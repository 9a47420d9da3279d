using System.Globalization;

namespace Adjoint.RandomPrograms.Tests.Programs;

/// <summary>Writes random expressions over what is in scope: smooth almost everywhere, of moderate values, with indices in bounds.</summary>
internal sealed class ExpressionWriter(Random random, string type, IReadOnlyList<Helper> helpers, bool patterns)
{
    private string Suffix => type == "float" ? "f" : "";

    private string Class => type == "float" ? "MathF" : "Math";

    public bool OneIn(int chances) => random.Next(chances) == 0;

    public int Next(int bound) => random.Next(bound);

    public T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    public string Literal(double low = -2, double high = 2) =>
        Math.Round(low + ((high - low) * random.NextDouble()), 3).ToString("0.0##", CultureInfo.InvariantCulture) + Suffix;

    /// <summary>A floating expression in parentheses where needed.</summary>
    public string Floating(Scope scope, int depth)
    {
        if (depth <= 0 || OneIn(6))
        {
            return Leaf(scope);
        }

        string x = Floating(scope, depth - 1);
        switch (random.Next(19))
        {
            case 0 or 1:
                return $"({x} + {Floating(scope, depth - 1)})";
            case 2:
                return $"({x} - {Floating(scope, depth - 1)})";
            case 3 when OneIn(2):
                return $"({x} * {Floating(scope, depth - 1)})";
            case 3 or 4:
                // A bounded factor: products alone grow without bound in loops, and infinity times zero is no number.
                return $"({x} * {Class}.{Pick(["Sin", "Cos", "Tanh"])}({Floating(scope, depth - 1)}))";
            case 5:
                return $"({x} / ({Literal(1.5, 3)} + {Class}.Abs({Floating(scope, depth - 1)})))";
            case 6 or 7:
                return Function(x);
            case 8:
                return $"{Class}.Exp({Class}.Sin({x}))";
            case 9:
                return $"{Class}.{Pick(["Sqrt", "Log", "Cbrt"])}({Literal(1.2, 2)} + ({x} * {x}))";
            case 10:
                return $"{Class}.{Pick(["Max", "Min"])}({x}, {Floating(scope, depth - 1)})";
            case 11:
                return $"({Boolean(scope, depth - 1)} ? {x} : {Floating(scope, depth - 1)})";
            case 12:
                return $"{Class}.Pow({Literal(1.1, 2)} + {Class}.Abs({Class}.Sin({x})), {Literal(0.5, 2.5)})";
            case 13:
                return $"(-({x}))";
            case 14 when helpers.Any(helper => helper.IsExpression):
                return Call(scope, depth);
            case 15:
                return $"{Class}.FusedMultiplyAdd({x}, {Leaf(scope)}, {Leaf(scope)})";
            case 16 when patterns && scope.Of(VariableKind.Integer) is { Count: > 0 }:
                return $"(({Integer(scope, 3)}) switch {{ 0 => {x}, 1 => {Leaf(scope)}, _ => {Floating(scope, depth - 1)} }})";
            case 17 when scope.Of(VariableKind.Singles) is { Count: > 0 }:
                return $"(float)({x})";
            case 18 when scope.Of(VariableKind.Layers) is { Count: > 0 } layers && Pick(layers) is { } layer:
                return $"{layer.Name}[{Integer(scope, layer.Length)}].Apply({x})";
            default:
                return $"{Class}.Tanh({x} * {Leaf(scope)})";
        }
    }

    // The special ones inside of their domains, and away from poles.
    private string Function(string x) => Pick(
    [
        $"{Class}.Sin({x})", $"{Class}.Cos({x})", $"{Class}.Tanh({x})", $"{Class}.Atan({x})", $"{Class}.Asinh({x})",
        $"SpecialFunctions.Erf({x})", $"SpecialFunctions.Erfc({x})", $"SpecialFunctions.NormalCdf({x})", $"SpecialFunctions.NormalPdf({x})",
        $"SpecialFunctions.NormalQuantile(0.55{Suffix} + (0.3{Suffix} * {Class}.Cos({x})))", $"SpecialFunctions.Sigmoid({x})", $"SpecialFunctions.Softplus({x})",
        $"SpecialFunctions.LogGamma(1.8{Suffix} + {Class}.Sin({x}))", $"SpecialFunctions.Digamma(2.2{Suffix} + {Class}.Sin({x}))",
        $"SpecialFunctions.Polygamma(2.2{Suffix} + {Class}.Cos({x}), 2)",
    ]);

    /// <summary>An integer from 0 to below <paramref name="bound"/>.</summary>
    public string Integer(Scope scope, int bound)
    {
        IReadOnlyList<Variable> integers = scope.Of(VariableKind.Integer);
        if (integers.Count == 0 || OneIn(4))
        {
            return random.Next(bound).ToString(CultureInfo.InvariantCulture);
        }

        Variable chosen = Pick(integers);
        if (chosen.Length <= bound && !OneIn(5))
        {
            return OneIn(4) ? $"{bound - 1} - {chosen.Name}" : chosen.Name;
        }

        string table = scope.Of(VariableKind.Integers) is { Count: > 0 } tables && OneIn(3) && Pick(tables) is { } any
            ? $"{any.Name}[{chosen.Name} % {any.Length}]"
            : $"({chosen.Name} + {random.Next(3)})";
        return $"{table} % {bound}";
    }

    public string Boolean(Scope scope, int depth)
    {
        IReadOnlyList<Variable> booleans = scope.Of(VariableKind.Boolean);
        switch (random.Next(7))
        {
            case 6 when scope.Of(VariableKind.Optional) is { Count: > 0 } optional:
                return Pick([$"{optional[0].Name}.HasValue", $"{optional[0].Name} is null", $"{optional[0].Name} > {Literal()}"]);
            case 0 when booleans.Count > 0:
                return (OneIn(2) ? "!" : "") + Pick(booleans).Name;
            case 1 when depth > 0:
                return $"({Boolean(scope, depth - 1)} {Pick(["&&", "||"])} {Boolean(scope, depth - 1)})";
            case 2 when scope.Of(VariableKind.Integer) is { Count: > 0 } integers:
                Variable one = Pick(integers);
                return OneIn(2) ? $"{one.Name} % 2 == {random.Next(2)}" : $"{one.Name} < {1 + random.Next(3)}";
            default:
                return $"{Floating(scope, Math.Min(depth, 1))} {Pick(["<", ">", "<=", ">="])} {Floating(scope, Math.Min(depth, 1))}";
        }
    }

    /// <summary>The place of an element of memory, or null where there is none.</summary>
    public string? Element(Scope scope, bool writable)
    {
        Variable[] fitting = [.. scope.Memory.Where(memory => memory.Writable || !writable)];
        if (fitting.Length == 0)
        {
            return null;
        }

        Variable memory = Pick(fitting);
        return memory.Kind switch
        {
            VariableKind.Layers when OneIn(3) => $"{memory.Name}[{Integer(scope, memory.Length)}].B",
            VariableKind.Layers => $"{memory.Name}[{Integer(scope, memory.Length)}].W[{Integer(scope, memory.Width)}]",
            VariableKind.Grid => $"{memory.Name}[{Integer(scope, memory.Length)}, {Integer(scope, memory.Width)}]",
            VariableKind.Jagged or VariableKind.Rows => $"{memory.Name}[{Integer(scope, memory.Length)}][{Integer(scope, memory.Width)}]",
            _ when OneIn(8) => $"{memory.Name}[^{1 + random.Next(memory.Length)}]",
            _ => $"{memory.Name}[{Integer(scope, memory.Length)}]",
        };
    }

    private string Leaf(Scope scope)
    {
        if ((scope.Of(VariableKind.Item).Count > 0 || scope.Of(VariableKind.Items).Count > 0) && OneIn(3) && new StructWriter(type, this).Floating(scope) is { } member)
        {
            return member;
        }

        switch (random.Next(10))
        {
            case 8 when scope.Of(VariableKind.Singles) is { Count: > 0 } singles && Pick(singles) is { } single:
                return single.Length == 0 ? single.Name : $"{single.Name}[{Integer(scope, single.Length)}]";
            case 9 when scope.Of(VariableKind.Optional) is { Count: > 0 } optional:
                return OneIn(2) ? $"({optional[0].Name} ?? {Literal()})" : $"{optional[0].Name}.GetValueOrDefault()";
            case 0:
                return Literal();
            case 1 or 2 or 3 when Element(scope, false) is { } element:
                return element;
            case 4 when scope.Of(VariableKind.Integer) is { Count: > 0 } integers:
                return $"({Literal(0.1, 0.6)} * {Pick(integers).Name})";
            case 5 when scope.Of(VariableKind.Function) is { Count: > 0 } functions:
                return $"{Pick(functions).Name}({Literal()})";
            default:
                return scope.Of(VariableKind.Floating) is { Count: > 0 } floating ? Pick(floating).Name : Literal();
        }
    }

    private string Call(Scope scope, int depth)
    {
        Helper helper = Pick([.. helpers.Where(helper => helper.IsExpression)]);
        string x = Floating(scope, depth - 1);
        return helper.Form switch
        {
            HelperForm.Plain => OneIn(3) ? $"{helper.Name}(y: {Leaf(scope)}, x: {x})" : $"{helper.Name}({x}, {Leaf(scope)})",
            HelperForm.Recursive => $"{helper.Name}({x}, {Integer(scope, 4)})",
            HelperForm.Layer => scope.Of(VariableKind.Layers) is { Count: > 0 } layers && Pick(layers) is { } layer
                ? $"{helper.Name}({layer.Name}[{Integer(scope, layer.Length)}], {x})" : x,
            HelperForm.Generic => $"{helper.Name}<{type}>({x}, {Leaf(scope)}, {random.Next(3)})",
            HelperForm.Ruled => $"{helper.Name}({x}, {Leaf(scope)})",
            HelperForm.Pair => $"{helper.Name}({x}, {Leaf(scope)}).{Pick(["Sum", "Product"])}",
            _ => scope.Of(VariableKind.Span) is { Count: > 0 } spans ? $"{helper.Name}({Pick(spans).Name}, {x})" : x,
        };
    }
}
