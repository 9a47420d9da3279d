using Adjoint.Generator.Analysis;
using Adjoint.Generator.Differentiation;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;

namespace Adjoint.Generator;

/// <summary>
/// Finds, before anything is generated, the programs in which a transform would lose a reference: arrays that are replaced in
/// other arrays, references that loops carry on, containers that are written. Only such programs are tried, and all with second
/// derivatives; all others a transform follows whatever they do.
/// </summary>
internal static class ReferenceTrial
{
    /// <summary>What stands in the way of the companions that are asked for; null where nothing does.</summary>
    public static Obstacle? Find(MethodModel method, Module module, CancellationToken cancellation)
    {
        bool isTried = (method.Derivatives & CompanionSet.Tried) != 0 || module.Functions.Any(function => function.IsAtomic || function.Name.Contains(":"));
        if (!isTried && !module.Functions.Any(function => MovesReferences(function.Body)) && !WritesContainers(module))
        {
            return null;
        }

        try
        {
            CompanionCompiler.Differentiate(method, module, cancellation);
            return null;
        }
        catch (ObstacleException found)
        {
            return InSource(found.Obstacle);
        }
    }

    /// <summary>The obstacle in the function that the source has: those that transforms make are named after it.</summary>
    public static Obstacle InSource(Obstacle obstacle)
    {
        int end = obstacle.Function.IndexOf(':');
        return end < 0 ? obstacle : obstacle with { Function = obstacle.Function.Substring(0, end) };
    }

    private static bool WritesContainers(Module module)
    {
        EquatableArray<Value> parameters = module.Root.Parameters;
        if (!parameters.Any(parameter => parameter.Type is ObjectType or MemoryType { Element: ObjectType }))
        {
            return false;
        }

        CallSummaries summaries = new(module);
        return Enumerable.Range(0, parameters.Count)
            .Any(i => parameters[i].Type is ObjectType or MemoryType { Element: ObjectType } && summaries.Writes(module.Root.Name, i));
    }

    private static bool MovesReferences(Block block) => block.Operations.Any(operation =>
        operation.Code switch
        {
            OpCode.Store => operation.Operands[1].Type.IsReference,
            OpCode.Copy => operation.Operands[1].Type is MemoryType { Element.IsReference: true },
            OpCode.Opaque => operation.Results.Any(result => result.Type.RefersToFloating),
            OpCode.If => operation.Results.Any(result => result.Type.IsReference) && operation.Regions.Any(arm => arm.Operations.Any(made => made.Code == OpCode.Alloc)),
            OpCode.For or OpCode.While or OpCode.Call => operation.Results.Any(result => result.Type.IsReference),
            _ => false,
        }
        || operation.Regions.Any(MovesReferences));
}
