using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <summary>What calling a function of the module can do: the sum of its operations, allocations that stay inside left out.</summary>
internal sealed class CallEffects(Func<string, Function> functions)
{
    private readonly Dictionary<string, Effects> _known = new(StringComparer.Ordinal);

    public Effects Of(string name)
    {
        if (_known.TryGetValue(name, out Effects effects))
        {
            return effects;
        }

        // A recursive call may go on for ever or overflow the stack; what else it does is found in the rest of the body.
        _known[name] = Effects.Traps;
        Effects found = OfBlock(functions(name).Body);
        if (CallsItself(name))
        {
            found |= Effects.Traps | Effects.Reads | Effects.Writes;
        }

        return _known[name] = found & ~Effects.Allocates;
    }

    private Effects OfBlock(Block block)
    {
        Effects effects = Effects.None;
        foreach (Operation operation in block.Operations)
        {
            effects |= operation.Code switch
            {
                OpCode.Call => Of(operation.Symbol!),
                OpCode.Note => Effects.None,
                _ when operation.Regions.Count > 0 => operation.Info.Effects & ~Effects.FromRegions,
                _ => operation.Effects,
            };
            foreach (Block region in operation.Regions)
            {
                effects |= OfBlock(region);
            }
        }

        return effects;
    }

    private bool CallsItself(string name)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        return Reaches(functions(name).Body);

        bool Reaches(Block block) => block.Operations.Any(operation =>
            (operation.Code == OpCode.Call && (operation.Symbol == name || (seen.Add(operation.Symbol!) && Reaches(functions(operation.Symbol!).Body))))
            || operation.Regions.Any(Reaches));
    }
}
