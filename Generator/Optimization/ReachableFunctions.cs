using Adjoint.Generator.Analysis;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <summary>Drops the functions of a module that no companion calls.</summary>
internal static class ReachableFunctions
{
    public static Module From(Module module, IEnumerable<string> roots)
    {
        HashSet<string> reached = new(StringComparer.Ordinal);
        Queue<string> pending = new(roots);
        while (pending.Count > 0)
        {
            string name = pending.Dequeue();
            if (module.Find(name) is { } function && reached.Add(name))
            {
                foreach (Operation operation in MemoryEffects.All(function.Body).Where(operation => operation.Code == OpCode.Call))
                {
                    pending.Enqueue(operation.Symbol!);
                }

                foreach (CallRule rule in new[] { function.Vjp, function.Jvp }.OfType<CallRule>())
                {
                    pending.Enqueue(rule.Function);
                }
            }
        }

        return module with { Functions = module.Functions.Where(function => reached.Contains(function.Name)).ToEquatableArray() };
    }
}
