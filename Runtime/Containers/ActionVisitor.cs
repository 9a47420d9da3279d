namespace Adjoint;

/// <summary>Calls a delegate for each leaf, all of which have one element type.</summary>
internal struct ActionVisitor<T>(ParameterAction<T> action) : IParameterVisitor
{
    private ParameterPath path;

    public void Enter(string name, int index) => path.Enter(name, index);

    public void Leave() => path.Leave();

    public readonly void Leaf(
        string name, int index, scoped ReadOnlySpan<int> shape, scoped Span<float> first, scoped ReadOnlySpan<float> second)
    {
        if (action is not ParameterAction<float> typed)
        {
            throw WrongType(name, index, "float");
        }

        typed(path.NameOf(name, index), shape, first);
    }

    public readonly void Leaf(
        string name, int index, scoped ReadOnlySpan<int> shape, scoped Span<double> first, scoped ReadOnlySpan<double> second)
    {
        if (action is not ParameterAction<double> typed)
        {
            throw WrongType(name, index, "double");
        }

        typed(path.NameOf(name, index), shape, first);
    }

    private readonly InvalidOperationException WrongType(string name, int index, string found) =>
        new($"'{path.NameOf(name, index)}' is of type {found}, the action takes another. ForEach(ParameterVisitor) takes both.");
}
