using Adjoint.Generator.Infrastructure;

namespace Adjoint.Generator.Pipeline;

/// <summary>
/// A parameter container: a <c>[Differentiable]</c> class, as its declaration says. Immutable, compared by value, free of
/// anything of Roslyn's.
/// </summary>
/// <param name="Namespace">Full namespace, empty for the global one.</param>
/// <param name="Types">The types around it, outermost first, itself last.</param>
/// <param name="Name">Its name.</param>
/// <param name="TypeText">Its type as C# text valid anywhere; also the name by which the IR declares it.</param>
/// <param name="IsSealed">Declared sealed.</param>
/// <param name="HasContainerBase">Whether it derives from a container, whose leaves are among its own.</param>
/// <param name="Leaves">Its leaves in declaration order, those of base classes first.</param>
/// <param name="HintName">Name of the generated file without extension.</param>
public sealed record ContainerModel(
    string Namespace,
    EquatableArray<TypeShell> Types,
    string Name,
    string TypeText,
    bool IsSealed,
    bool HasContainerBase,
    EquatableArray<ContainerLeafModel> Leaves,
    string HintName);
