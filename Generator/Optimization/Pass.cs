using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <summary>One step of the optimiser: a name, by which tests and listings call it, and what it does to a module.</summary>
internal sealed record Pass(string Name, Func<Module, Module> Run)
{
    /// <summary>A pass that looks at one function at a time.</summary>
    public static Pass OfFunctions(string name, Func<Function, Function> run) => new(
        name,
        module => module with { Functions = new(module.Functions.Select(run)) });
}
