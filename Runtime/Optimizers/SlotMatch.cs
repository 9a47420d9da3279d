using System.Globalization;

namespace Adjoint;

/// <summary>Checks before a step that the container has the leaves of earlier steps.</summary>
internal struct SlotMatch(Optimizer optimizer) : IParameterVisitor
{
    private ParameterPath path;
    private int position;

    public void Enter(string name, int index) => path.Enter(name, index);

    public void Leave() => path.Leave();

    public void Leaf(
        string name, int index, scoped ReadOnlySpan<int> shape, scoped Span<float> first, scoped ReadOnlySpan<float> second) =>
        Check(name, index, first.Length, single: true);

    public void Leaf(
        string name, int index, scoped ReadOnlySpan<int> shape, scoped Span<double> first, scoped ReadOnlySpan<double> second) =>
        Check(name, index, first.Length, single: false);

    public readonly void RequireAll()
    {
        if (optimizer.StepCount > 0 && position != optimizer.SlotCount)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The container has {position} leaves, that of the first step had {optimizer.SlotCount}: an optimizer belongs to one container."),
                "parameters");
        }
    }

    private void Check(string name, int index, int length, bool single)
    {
        if (!optimizer.HasSlot(position, length, single))
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"'{path.NameOf(name, index)}' has {length} {(single ? "floats" : "doubles")}, which is not what this place had in the first step: an optimizer belongs to one container."),
                "parameters");
        }

        position++;
    }
}
