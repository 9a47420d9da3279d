using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Pipeline;

/// <summary>
/// The statements by which a derivative companion checks its arguments before it writes anything: each destination has
/// the shape of its parameter and shares no memory with any other argument; nor does what F may write.
/// </summary>
internal sealed class ArgumentGuards
{
    private readonly List<string> _shapes = [];
    private readonly List<GuardedArgument> _arguments = [];

    public ArgumentGuards(MethodModel method, ISet<string> written)
    {
        foreach (ParameterModel parameter in method.Parameters)
        {
            foreach (LeafModel leaf in parameter.Leaves)
            {
                if (parameter.Mode == ParameterMode.In && leaf is { Path.Length: 0, Type: ScalarType scalar })
                {
                    _arguments.Add(GuardedArgument.OfIn(parameter.Code, scalar));
                }

                AddArgument(parameter.Code + leaf.Path, leaf.Type, leaf.Packing, written.Contains(parameter.Name));
            }
        }
    }

    /// <summary>What the documentation says of the shape of a derivative.</summary>
    public static string Shape(ParameterModel parameter) => parameter.Leaves.FirstOrDefault(leaf => leaf.Differentiable)?.Type switch
    {
        MemoryType { Kind: MemoryKind.Ref } => "a variable of its own",
        MemoryType { Kind: MemoryKind.Grid } or MemoryType { Element: MemoryType } => $"same shape as {parameter.Name}",
        MemoryType { Kind: MemoryKind.Rows } => $"as many values as {parameter.Name} has",
        ObjectType => $"another container of the shape of {parameter.Name}",
        _ => $"same length as {parameter.Name}",
    };

    /// <summary>A destination or accumulator of the parameter's derivative.</summary>
    public void Destination(ParameterModel parameter, string name) => AddDerivative(parameter, name, written: true);

    /// <summary>A tangent; F's writes go to tangents of what it may write, all others are only read.</summary>
    public void Tangent(ParameterModel parameter, string name) => AddDerivative(parameter, name, parameter.Written);

    /// <summary>The derivative of the result, which is only read.</summary>
    public void Read(string name, IEnumerable<LeafModel> leaves)
    {
        foreach (LeafModel leaf in leaves.Where(leaf => leaf.Differentiable))
        {
            if (leaf.Type is MemoryType { Kind: MemoryKind.Array or MemoryKind.Grid })
            {
                _shapes.Add($"{GuardedArgument.Guard}.NotNull({name}{leaf.Path});");
            }

            AddArgument(name + leaf.Path, leaf.Type, leaf.Packing, written: false);
        }
    }

    /// <summary>A matrix that is overwritten.</summary>
    public void Table(string name, string length, string words, IrType element)
    {
        _shapes.Add($"{GuardedArgument.Guard}.Length({name}, {length}, {GuardedArgument.Quote(name)}, {GuardedArgument.Quote(words)});");
        AddArgument(name, MemoryType.Span(element), null, written: true);
    }

    /// <summary>A span that is overwritten, with an element for each of another where there is one.</summary>
    public void Values(string name, string? like, IrType element)
    {
        if (like is not null)
        {
            Points(name, like);
        }

        AddArgument(name, MemoryType.Span(element), null, written: true);
    }

    /// <summary>Two spans have an element for each point; the first is at fault if they differ in length.</summary>
    public void Points(string name, string like) => _shapes.Add($"{GuardedArgument.Guard}.Points({name}, {like});");

    public IEnumerable<string> Statements()
    {
        foreach (string shape in _shapes)
        {
            yield return shape;
        }

        for (int i = 0; i < _arguments.Count; i++)
        {
            if (_arguments[i].Written && GuardedArgument.NoOverlap(_arguments[i]) is string own)
            {
                yield return own;
            }

            for (int j = 0; j < _arguments.Count; j++)
            {
                // Of two that are both written the later, a destination if there is one, is at fault.
                bool checkedOnce = i != j && _arguments[i].Written && (!_arguments[j].Written || j < i);
                if (checkedOnce && GuardedArgument.NoOverlap(_arguments[i], _arguments[j]) is string statement)
                {
                    yield return statement;
                }
            }
        }
    }

    private void AddDerivative(ParameterModel parameter, string name, bool written)
    {
        foreach (LeafModel leaf in parameter.Leaves.Where(leaf => leaf.Differentiable))
        {
            string source = parameter.Code + leaf.Path;
            switch (leaf.Type)
            {
                case ObjectType:
                    _shapes.Add($"{GuardedArgument.Guard}.{(written ? "Container" : "SameLeaves")}({name}{leaf.Path}, {source});");
                    break;
                case MemoryType { Kind: MemoryKind.Array, Element: ObjectType }:
                    _shapes.Add($"{GuardedArgument.Guard}.{(written ? "Containers" : "SameContainers")}({name}{leaf.Path}, {source});");
                    break;
                case MemoryType { Kind: MemoryKind.Rows }:
                    _shapes.Add($"{GuardedArgument.Guard}.Destination({name}{leaf.Path}, {source}.Values, {GuardedArgument.Quote(name)}, {GuardedArgument.Quote(parameter.Name)});");
                    break;
                case MemoryType { Kind: MemoryKind.Grid, Rank: not 2 }:
                    _shapes.Add($"{GuardedArgument.Guard}.SameShape({name}{leaf.Path}, {source});");
                    break;
                case MemoryType { Kind: not MemoryKind.Ref, Element: not ObjectType }:
                    _shapes.Add($"{GuardedArgument.Guard}.Destination({name}{leaf.Path}, {source});");
                    break;
            }

            // The derivative of rows is one flat span; every other has the form of its parameter.
            AddArgument(name + leaf.Path, leaf.Type is MemoryType { Kind: MemoryKind.Rows } rows ? MemoryType.Span(rows.Element) : leaf.Type, leaf.Packing, written);
        }
    }

    private void AddArgument(string text, IrType type, string? packing, bool written)
    {
        if (GuardedArgument.Of(text, type, written) is { } argument)
        {
            _arguments.Add(argument with { Packing = packing?.TrimEnd('[', ']') });
        }
    }
}
