using Adjoint.Generator.Differentiation;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Optimization;
using Adjoint.Generator.Pipeline;

namespace Adjoint.Generator;

/// <summary>
/// Adds to a module the companions that its code calls: each is differentiated as for itself, tidied, and from then on a function as any
/// other, which the caller's companions differentiate again. That is all there is to derivatives of derivatives, at any depth.
/// </summary>
internal static class CompanionExpansion
{
    /// <param name="module">What the front end lowered; calls of companions name functions that are not there yet.</param>
    /// <param name="requests">The companions, each after those that it needs.</param>
    /// <param name="cancellation">Stops it.</param>
    public static Expansion Run(Module module, EquatableArray<CompanionRequest> requests, CancellationToken cancellation)
    {
        try
        {
            foreach (CompanionRequest request in requests)
            {
                cancellation.ThrowIfCancellationRequested();
                module = Merge(module, Differentiated(module, request));
            }

            return new(module, null);
        }
        catch (ObstacleException found)
        {
            return new(null, ReferenceTrial.InSource(found.Obstacle));
        }
    }

    // The companion, and the functions that it calls.
    private static Module Differentiated(Module module, CompanionRequest request)
    {
        Module part = AtomicCalls.Wrap(WithRoot(ReachableFunctions.From(module, [request.Function]), request.Function), request.Function);
        part = PassPipeline.Run(PassPipeline.BeforeDifferentiation, request.Strict ? StrictArithmetic.Mark(part) : part);
        DifferentiationRequest wanted = new(request.Function, request.Active) { Outputs = request.Outputs };
        part = request.Kind switch
        {
            CompanionKind.Vjp => ReverseMode.Vjp(part, wanted),
            CompanionKind.Jvp => ForwardMode.Jvp(part, wanted),
            CompanionKind.Hvp => ForwardMode.Hvp(part, wanted),
            _ => ReverseMode.Gradient(part, wanted),
        };
        Function companion = part.Find(request.Name)!;
        part = part.With(CompanionGuards.Add(WithoutNotes(companion), part.Find(request.Function)!, request));
        return PassPipeline.Run(PassPipeline.BetweenDifferentiations, WithRoot(ReachableFunctions.From(part, [request.Name]), request.Name));
    }

    private static Module WithRoot(Module module, string root) => module with
    {
        Functions = module.Functions.OrderBy(function => function.Name == root ? 0 : 1).ToEquatableArray(),
    };

    // What the source has is there already; of what transforms made, two can have one name.
    private static Module Merge(Module module, Module part)
    {
        Dictionary<string, string> names = part.Functions.ToDictionary(
            function => function.Name, function => NameIn(module, function.Name), StringComparer.Ordinal);
        IEnumerable<Function> added = part.Functions
            .Where(function => names[function.Name] != function.Name || module.Find(function.Name) is null)
            .Select(function => function with { Name = names[function.Name], Body = Renamed(function.Body, names) });
        return module with { Functions = module.Functions.Concat(added).ToEquatableArray() };
    }

    private static string NameIn(Module module, string name)
    {
        string unique = name;
        for (int i = 2; name.Contains(":") && module.Find(unique) is not null; i++)
        {
            unique = name + ":" + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return unique;
    }

    private static Block Renamed(Block block, Dictionary<string, string> names) => block with
    {
        Operations = block.Operations.Select(operation => operation with
        {
            Symbol = operation.Code == OpCode.Call && names.TryGetValue(operation.Symbol!, out string? name) ? name : operation.Symbol,
            Regions = operation.Regions.Select(region => Renamed(region, names)).ToEquatableArray(),
        }).ToEquatableArray(),
    };

    // The sweeps of a companion inside of another's are no chapters of it.
    private static Function WithoutNotes(Function function) => function with
    {
        Body = function.Body with { Operations = function.Body.Operations.Where(operation => operation.Code != OpCode.Note).ToEquatableArray() },
    };
}
