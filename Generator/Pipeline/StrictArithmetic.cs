using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Pipeline;

/// <summary>Flags the floating-point operations of a module as <see cref="OpFlags.Strict"/>: not reassociated, not contracted, elementary functions those of .NET.</summary>
internal static class StrictArithmetic
{
    public static Module Mark(Module module) => module with
    {
        Functions = module.Functions.Select(function => function with { Body = Mark(function.Body) }).ToEquatableArray(),
    };

    private static Block Mark(Block block) => block with
    {
        Operations = block.Operations.Select(Mark).ToEquatableArray(),
    };

    private static Operation Mark(Operation operation)
    {
        bool floating = operation.Code is OpCode.Add or OpCode.Sub or OpCode.Mul or OpCode.Div or OpCode.Neg or OpCode.Elementary
            && operation.Results.All(result => result.Type.IsFloating);
        return operation with
        {
            Flags = floating || operation.Code is OpCode.Accumulate ? operation.Flags | OpFlags.Strict : operation.Flags,
            Regions = operation.Regions.Select(Mark).ToEquatableArray(),
        };
    }
}
