using Adjoint.Generator.Infrastructure;

namespace Adjoint.Generator.Ir;

/// <summary>A function of the IR. Its results are what its body yields.</summary>
/// <param name="Name">Unique in its module, for example <c>Models.Loss</c>, or <c>Models.Loss:gradient</c> after a transform.</param>
/// <param name="Body">The body; its parameters are the function's.</param>
public sealed record Function(string Name, Block Body)
{
    public EquatableArray<Value> Parameters => Body.Parameters;

    public EquatableArray<Value> Results => Body.Yields;

    /// <summary>Parameters whose memory no other parameter reaches, checked on entry of the companion.</summary>
    public EquatableArray<int> Unaliased { get; init; }

    /// <summary>The user's reverse rule, null where the body is differentiated.</summary>
    public CallRule? Vjp { get; init; }

    /// <summary>The user's forward rule, null where the body is differentiated.</summary>
    public CallRule? Jvp { get; init; }

    public CheckpointKind Checkpoint { get; init; }

    /// <summary>Whether transforms treat a call of the function as one step, so that its body must not be put in the place of the call before them.</summary>
    public bool IsAtomic => Vjp is not null || Jvp is not null || Checkpoint != CheckpointKind.None;

    /// <summary>The least number that no value of the function has.</summary>
    public int NextId()
    {
        int next = 0;
        Visit(Body);
        return next;

        void Visit(Block block)
        {
            foreach (Value parameter in block.Parameters)
            {
                next = Math.Max(next, parameter.Id + 1);
            }

            foreach (Operation operation in block.Operations)
            {
                foreach (Value result in operation.Results)
                {
                    next = Math.Max(next, result.Id + 1);
                }

                foreach (Block region in operation.Regions)
                {
                    Visit(region);
                }
            }
        }
    }
}
