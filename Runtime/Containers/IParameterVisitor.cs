namespace Adjoint;

/// <summary>What <see cref="IParameters{TSelf}.Visit{TVisitor}"/> calls while it walks over two containers.</summary>
public interface IParameterVisitor
{
    /// <summary>A nested container begins.</summary>
    /// <param name="name">The member's name.</param>
    /// <param name="index">The position in an array of containers, or -1.</param>
    void Enter(string name, int index);

    /// <summary>The nested container entered last ends.</summary>
    void Leave();

    /// <summary>A leaf of floats.</summary>
    /// <param name="name">The member's name.</param>
    /// <param name="index">The row of a jagged array, or -1.</param>
    /// <param name="shape">The dimensions; empty for a scalar.</param>
    /// <param name="first">The values in the first container.</param>
    /// <param name="second">The values in the second; not necessarily as many.</param>
    void Leaf(
        string name, int index, scoped ReadOnlySpan<int> shape, scoped Span<float> first, scoped ReadOnlySpan<float> second);

    /// <summary>A leaf of doubles.</summary>
    /// <param name="name">The member's name.</param>
    /// <param name="index">The row of a jagged array, or -1.</param>
    /// <param name="shape">The dimensions; empty for a scalar.</param>
    /// <param name="first">The values in the first container.</param>
    /// <param name="second">The values in the second; not necessarily as many.</param>
    void Leaf(
        string name, int index, scoped ReadOnlySpan<int> shape, scoped Span<double> first, scoped ReadOnlySpan<double> second);
}
