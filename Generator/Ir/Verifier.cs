namespace Adjoint.Generator.Ir;

/// <summary>Says what is wrong with a module. Every pass may take for granted that what it reads has passed here.</summary>
/// <remarks>
/// Checked are the SSA form (each value assigned once, above its uses and in scope), the counts and types of operands,
/// results, parameters and yields, symbols, flags, and calls against their callees: all that <c>docs/ir.md</c> says but
/// for what only a run can tell.
/// </remarks>
public static class Verifier
{
    /// <summary>The faults of <paramref name="module"/>, none if it is right.</summary>
    public static IReadOnlyList<string> Verify(Module module)
    {
        List<string> faults = [];
        TypeRules types = new(module);
        types.CheckDeclarations(faults);
        foreach (IGrouping<string, Function> group in module.Functions.GroupBy(function => function.Name, StringComparer.Ordinal))
        {
            if (group.Count() > 1)
            {
                faults.Add($"@{group.Key}: {group.Count()} functions have this name");
            }
        }

        Dictionary<string, Function> functions = new(StringComparer.Ordinal);
        foreach (Function function in module.Functions)
        {
            functions[function.Name] = function;
        }

        foreach (Function function in module.Functions)
        {
            new FunctionVerifier(function, functions, types, faults).Run();
        }

        return faults;
    }

    /// <exception cref="InvalidOperationException">The module has faults; the message names <paramref name="stage"/> and lists them.</exception>
    public static void Check(Module module, string stage)
    {
        IReadOnlyList<string> faults = Verify(module);
        if (faults.Count > 0)
        {
            throw new InvalidOperationException($"the IR is wrong after {stage}:\n" + string.Join("\n", faults));
        }
    }
}
