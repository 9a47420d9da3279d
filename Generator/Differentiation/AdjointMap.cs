using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>The adjoint that each primal scalar has so far in the reverse sweep; absent means zero. Regions work on an overlay of their own.</summary>
internal sealed class AdjointMap(AdjointMap? outer = null)
{
    private readonly Dictionary<int, Value> _adjoints = [];

    public Value? this[Value primal]
    {
        get
        {
            for (AdjointMap? map = this; map is not null; map = map.Outer)
            {
                if (map._adjoints.TryGetValue(primal.Id, out Value? adjoint))
                {
                    return adjoint;
                }
            }

            return null;
        }
    }

    private AdjointMap? Outer { get; } = outer;

    public void Set(Value primal, Value adjoint) => _adjoints[primal.Id] = adjoint;

    /// <summary>Adds <paramref name="contribution"/> to the adjoint of <paramref name="primal"/>.</summary>
    public void Add(BlockBuilder builder, Value primal, Value? contribution)
    {
        if (contribution is null)
        {
            return;
        }

        string? name = NameOf(primal);
        Value sum = this[primal] is { } sofar ? builder.Binary(OpCode.Add, sofar, contribution, name, OpFlags.Adjoint) : builder.Named(contribution, name);
        Set(primal, sum);
    }

    /// <summary>The name of the adjoint of <c>z</c>: <c>dz</c>.</summary>
    public static string? NameOf(Value primal) => primal.Name is null ? null : "d" + primal.Name;
}
