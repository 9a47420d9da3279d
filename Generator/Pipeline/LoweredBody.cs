using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Pipeline;

/// <summary>A module as the pipeline compares it: by its content hash, computed once.</summary>
public sealed class LoweredBody : IEquatable<LoweredBody>
{
    public LoweredBody(Module module)
    {
        Module = module;
        Hash = ContentHash.Of(module);
    }

    public Module Module { get; }

    public ContentHash Hash { get; }

    public bool Equals(LoweredBody? other) => other is not null && Hash == other.Hash;

    public override bool Equals(object? obj) => Equals(obj as LoweredBody);

    public override int GetHashCode() => Hash.GetHashCode();
}
