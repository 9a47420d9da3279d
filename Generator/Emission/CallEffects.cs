using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <summary>What calling a function of the module can do: the sum of what it and all that it reaches do, allocations that stay inside left out.</summary>
internal sealed class CallEffects(Func<string, Function> functions)
{
    private readonly Dictionary<string, Effects> _known = new(StringComparer.Ordinal);

    public Effects Of(string name)
    {
        if (!_known.TryGetValue(name, out Effects effects))
        {
            HashSet<string> reached = new(StringComparer.Ordinal);
            effects = Reach(functions(name).Body, reached);

            // Recursion may overflow the stack.
            effects = (effects | (reached.Contains(name) ? Effects.Traps : Effects.None)) & ~Effects.Allocates;
            _known[name] = effects;
        }

        return effects;
    }

    private Effects Reach(Block block, HashSet<string> reached)
    {
        Effects effects = Effects.None;
        foreach (Operation operation in block.Operations)
        {
            effects |= operation.Code switch
            {
                OpCode.Call when reached.Add(operation.Symbol!) => Reach(functions(operation.Symbol!).Body, reached),
                OpCode.Call or OpCode.Note => Effects.None,
                _ when operation.Regions.Count > 0 => operation.Info.Effects & ~Effects.FromRegions,
                _ => operation.Effects,
            };
            foreach (Block region in operation.Regions)
            {
                effects |= Reach(region, reached);
            }
        }

        return effects;
    }
}
