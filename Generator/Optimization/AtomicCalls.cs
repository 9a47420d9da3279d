using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <summary>Calls that transforms treat as one step: what makes them so stands on the functions that are called.</summary>
internal static class AtomicCalls
{
    /// <summary>Makes a function with rules of the user one that calls itself as it was: its derivatives are then those rules.</summary>
    /// <param name="module">The module.</param>
    /// <param name="name">The function that is to be differentiated.</param>
    public static Module Wrap(Module module, string name)
    {
        if (module.Find(name) is not { } function || (function.Vjp is null && function.Jvp is null))
        {
            return module;
        }

        string own = name + ".Body";
        while (module.Find(own) is not null)
        {
            own += "_";
        }

        BlockBuilder builder = new(function.NextId());
        foreach (Value parameter in function.Parameters)
        {
            builder.AddParameter(parameter);
        }

        Value[] results = builder.Call(own, [.. function.Parameters], function.Results.Select(result => result.Type).ToArray());
        return module.With(new Function(name, builder.Build(results)) { Unaliased = function.Unaliased }).With(function with { Name = own });
    }

    /// <summary>After differentiation nothing is one step any more but what must keep its memory to itself.</summary>
    public static Module Dissolve(Module module) => module with
    {
        Functions = module.Functions.Select(function => !function.IsAtomic ? function : function with
        {
            Vjp = null,
            Jvp = null,
            Checkpoint = function.Checkpoint == CheckpointKind.Reversed ? CheckpointKind.Reversed : CheckpointKind.None,
        }).ToEquatableArray(),
    };
}
