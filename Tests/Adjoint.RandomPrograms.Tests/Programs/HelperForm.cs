namespace Adjoint.RandomPrograms.Tests.Programs;

/// <summary>The signatures of helpers.</summary>
internal enum HelperForm
{
    /// <summary><c>T H(T x, T y)</c></summary>
    Plain,

    /// <summary><c>T H(T x, int n)</c>, which calls itself with a smaller n.</summary>
    Recursive,

    /// <summary><c>(T Sum, T Product) H(T x, T y)</c></summary>
    Pair,

    /// <summary><c>T H(ReadOnlySpan&lt;T&gt; values, T x)</c></summary>
    Reduce,

    /// <summary><c>void H(ref T x, T y, out T z)</c></summary>
    Mix,

    /// <summary><c>T H(Layer layer, T x)</c></summary>
    Layer,

    /// <summary><c>void H(Span&lt;T&gt; values, T x)</c>, which writes to the span.</summary>
    Fill,

    /// <summary><c>T H(T x, T y)</c>, whose derivative is written beside it.</summary>
    Ruled,

    /// <summary><c>T H(ReadOnlySpan&lt;T&gt; values, T x)</c>, whose derivative is written beside it.</summary>
    RuledReduce,

    /// <summary><c>void H(Span&lt;T&gt; values, T x)</c>, whose derivatives are written beside it.</summary>
    RuledFill,

    /// <summary><c>T H&lt;T&gt;(T x, T y, int n)</c></summary>
    Generic,
}
