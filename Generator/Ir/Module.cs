using Adjoint.Generator.Infrastructure;

namespace Adjoint.Generator.Ir;

/// <summary>Functions that call one another, the first being the root, and the types that they name.</summary>
public sealed record Module(EquatableArray<TypeDeclaration> Types, EquatableArray<Function> Functions)
{
    public Function Root => Functions[0];

    public Function? Find(string name) => Functions.FirstOrDefault(function => function.Name == name);

    /// <summary>The module with <paramref name="function"/> in the place of its namesake, or added at the end.</summary>
    public Module With(Function function) => this with
    {
        Functions = Find(function.Name) is null
            ? Functions.Add(function)
            : Functions.Select(old => old.Name == function.Name ? function : old).ToEquatableArray(),
    };
}
