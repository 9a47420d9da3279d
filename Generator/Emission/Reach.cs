namespace Adjoint.Generator.Emission;

/// <summary>How far memory gets that a function makes or is given.</summary>
internal enum Reach
{
    /// <summary>It is only known by names: a span will do.</summary>
    Names,

    /// <summary>It is an element of memory that itself ends with the call: it has to be an array.</summary>
    Elements,

    /// <summary>Returned, kept in memory of the caller, or handed to code that is not followed.</summary>
    Outlives,
}
