namespace Adjoint.Generator.Pipeline;

/// <summary>How a C# value is made of its parts.</summary>
public enum ValueForm
{
    /// <summary>It is one IR value.</summary>
    Leaf,

    /// <summary><c>(a, b)</c>.</summary>
    Tuple,

    /// <summary>Whether there is a value, and the value.</summary>
    Nullable,

    /// <summary><c>new T { A = a, B = b }</c>.</summary>
    Initialized,

    /// <summary><c>new T(a, b)</c>.</summary>
    Constructed,

    /// <summary>Only its own members can make it.</summary>
    Hidden,
}
