using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Frontend;

/// <summary>Lowers a differentiable method: the entry of the front end. Never throws but for cancellation.</summary>
internal static class MethodLowering
{
    /// <summary>The model of a method's declaration and the IR of the method and of all that it reaches.</summary>
    /// <param name="method">A method with <c>[Differentiable]</c>, or a local function of a top-level program with it.</param>
    /// <param name="compilation">The compilation that the method is in.</param>
    /// <param name="cancellation">Stops lowering.</param>
    /// <param name="trial">Finds what the later stages could not follow.</param>
    /// <param name="expand">Adds the companions that the code calls.</param>
    public static LoweringResult Lower(IMethodSymbol method, Compilation compilation, CancellationToken cancellation,
        Func<MethodModel, Module, CancellationToken, Obstacle?>? trial = null,
        Func<Module, EquatableArray<CompanionRequest>, CancellationToken, Expansion>? expand = null)
    {
        method = method.PartialImplementationPart ?? method;
        ModuleLowering module = new(compilation, cancellation) { Expand = expand };
        try
        {
            MethodModel? model = SignatureLowering.Lower(method, module);
            module.IsStrict = model?.Strict == true;
            module.IsSecondOrder = model is not null && (model.Derivatives & CompanionSet.SecondOrder) != 0;
            Module? ir = model is null ? null : module.Lower(method, ActiveParameters(model));
            if (ir is not null && trial?.Invoke(model!, ir, cancellation) is { } obstacle)
            {
                module.Refuse(method, obstacle);
                ir = null;
            }

            return new LoweringResult(model, ir, module.Rejections.InOrder)
            {
                InternalError = ir is null && !module.Rejections.HasErrors && !module.HasFaultyCode(method) ? "nothing was lowered and nothing was refused" : null,
            };
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new LoweringResult(null, null, module.Rejections.InOrder)
            {
                InternalError = fault.GetType().Name + ": " + Rejections.OneLine(fault.Message),
            };
        }
    }

    /// <summary>The model of a declaration alone; null where it is refused.</summary>
    public static MethodModel? Declaration(IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
    {
        ModuleLowering module = new(compilation, cancellation);
        try
        {
            MethodModel? model = SignatureLowering.Lower(method, module);
            return module.Rejections.HasErrors ? null : model;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Said where the method itself is lowered.
            return null;
        }
    }

    /// <summary>The model of a method that the user writes a derivative of.</summary>
    /// <param name="method">The method, of this or another assembly.</param>
    /// <param name="constants">The positions of the parameters that the derivative holds constant.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="fault">What is wrong with its declaration, where that can be said.</param>
    public static MethodModel? RuleTarget(IMethodSymbol method, ISet<int> constants, Compilation compilation, CancellationToken cancellation, out Rejection? fault)
    {
        ModuleLowering module = new(compilation, cancellation);
        try
        {
            MethodModel? model = SignatureLowering.RuleTarget(method, module, constants);
            fault = module.RuleFault;
            return model;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            fault = null;
            return null;
        }
    }

    private static List<string?> ActiveParameters(MethodModel model) => model.Parameters
        .Where(parameter => parameter.Mode != ParameterMode.Out)
        .SelectMany(parameter => parameter.Leaves.Select(leaf => leaf.Differentiable ? parameter.Name : null))
        .ToList();
}
