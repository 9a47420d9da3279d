namespace Adjoint.Generator;

/// <summary>The names of the steps of the pipeline, by which tests see what an edit runs again.</summary>
public static class TrackingNames
{
    /// <summary>C# to IR; runs after every edit, mostly answered by the cache.</summary>
    public const string Lowered = nameof(Lowered);

    /// <summary>IR to companions; runs only for methods whose IR changed.</summary>
    public const string Companions = nameof(Companions);

    /// <summary>The classes of extension members, for types that are not partial.</summary>
    public const string Shells = nameof(Shells);

    /// <summary>Declarations of parameter containers.</summary>
    public const string Containers = nameof(Containers);

    /// <summary>Properties of the project.</summary>
    public const string Options = nameof(Options);
}
