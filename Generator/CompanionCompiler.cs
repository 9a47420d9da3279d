using Adjoint.Generator.Differentiation;
using Adjoint.Generator.Emission;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Optimization;
using Adjoint.Generator.Pipeline;
using Adjoint.Generator.Vectorization;

namespace Adjoint.Generator;

/// <summary>From the IR of a method to the files of its companions: a pure function of its arguments.</summary>
internal static class CompanionCompiler
{
    /// <summary>Differentiates, optimises, vectorises and emits. A fault of our own becomes an <c>#error</c> in this method's file.</summary>
    public static GeneratedFiles Compile(LoweredMethod lowered, GeneratorOptions options, CancellationToken cancellation)
    {
        try
        {
            return lowered.Fault is not null || lowered.Method is null || lowered.Body is null || lowered.Site is null
                ? GeneratedFiles.Failure(lowered.HintName, lowered.Fault ?? "nothing was lowered")
                : Emit(lowered.Method, lowered.Body.Module, lowered.Site, options, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return GeneratedFiles.Failure(lowered.HintName, fault.ToString());
        }
    }

    private static GeneratedFiles Emit(MethodModel method, Module lowered, CompanionSite site, GeneratorOptions options, CancellationToken cancellation)
    {
        string root = lowered.Root.Name;
        Module differentiated = AtomicCalls.Dissolve(Differentiate(method, lowered, cancellation));
        (EquatableArray<CompanionSignature> signatures, Module module) = Optimize(method, root, differentiated, cancellation);
        VectorizationResult vectorized = options.Vectorize ? Vectorizer.Run(module) : new(module, [], []);
        cancellation.ThrowIfCancellationRequested();
        EmittedFile file = CompanionEmitter.Emit(method, signatures, vectorized.Module, new()
        {
            ShadowedNames = site.ShadowedNames.Concat(method.Parameters.Select(parameter => parameter.Name)).ToEquatableArray(),
            MemberNames = site.MemberNames,
            TypesArePublic = site.TypesArePublic,
            VectorHelpers = vectorized.Helpers,
            Remarks = LoopFates.Of(differentiated, module, vectorized.Remarks)
                .Select(remark => new FunctionRemark(remark.FunctionName, Sentence(method, root, remark)))
                .ToEquatableArray(),
            ForwardCallsPrimal = !vectorized.Helpers.Any(helper => helper.Name.StartsWith(FunctionNames.Forward(root), StringComparison.Ordinal)),
        });
        return new(method.HintName, file.Prose, file.Vector);
    }

    /// <summary>The companions of a method, as the vectoriser is given them.</summary>
    public static Module Companions(MethodModel method, Module lowered, CancellationToken cancellation) =>
        Optimize(method, lowered.Root.Name, AtomicCalls.Dissolve(Differentiate(method, lowered, cancellation)), cancellation).Module;

    private static (EquatableArray<CompanionSignature> Signatures, Module Module) Optimize(MethodModel method, string root, Module module, CancellationToken cancellation)
    {
        EquatableArray<CompanionSignature> signatures = CompanionSignatures.Of(method, root, Written(method, module, root));
        module = ReachableFunctions.From(module, signatures.Select(signature => signature.FunctionName));
        module = PassPipeline.Run(PassPipeline.AfterDifferentiation, module, (_, _) => cancellation.ThrowIfCancellationRequested());
        return (signatures, ReachableFunctions.From(module, signatures.Select(signature => signature.FunctionName)));
    }

    // Where a helper stands in its file is not part of what its callers are compiled from, so its lines are told from its own first one.
    private static string Sentence(MethodModel method, string root, LoopRemark remark)
    {
        string function = FunctionNames.SourceOf(remark.FunctionName);
        int first = function == root ? method.FirstLine : 1;
        string place = function == root ? "" : " of " + function;
        string host = remark.Host is { } line ? FormattableString.Invariant($" {first + line}") : "";
        return FormattableString.Invariant($"Line {first + remark.Line}{place}{(remark.IsBackward ? ", backward" : "")}: {remark.Text}{host}.");
    }

    /// <summary>The optimised module with a function for each companion that is asked for.</summary>
    public static Module Differentiate(MethodModel method, Module lowered, CancellationToken cancellation)
    {
        Module module = PassPipeline.Run(PassPipeline.BeforeDifferentiation, AtomicCalls.Wrap(method.Strict ? StrictArithmetic.Mark(lowered) : lowered, lowered.Root.Name));
        Function root = module.Root;
        DifferentiationRequest request = new(
            root.Name, Inputs(method).SelectMany(parameter => parameter.Leaves).Select(leaf => leaf.Differentiable).ToEquatableArray())
        {
            Outputs = method.Parameters.Where(parameter => parameter.Mode == ParameterMode.Out).Sum(parameter => parameter.Leaves.Count),
        };
        module = module.With(root with { Name = FunctionNames.Forward(root.Name) });
        if ((method.Derivatives & CompanionSet.Gradient) != 0)
        {
            module = ReverseMode.Gradient(module, request);
            cancellation.ThrowIfCancellationRequested();
        }

        if ((method.Derivatives & CompanionSet.Vjp) != 0)
        {
            module = ReverseMode.Vjp(module, request);
            cancellation.ThrowIfCancellationRequested();
        }

        if ((method.Derivatives & CompanionSet.Jvp) != 0)
        {
            module = ForwardMode.Jvp(module, request);
            cancellation.ThrowIfCancellationRequested();
        }

        module = (method.Derivatives & CompanionSet.Hvp) != 0 ? ForwardMode.Hvp(module, request) : module;
        module = IsDense(method, CompanionSet.Jacobian) ? DenseDerivatives.Jacobian(module, request, DenseShape.Element(method)) : module;
        module = IsDense(method, CompanionSet.Hessian) ? DenseDerivatives.Hessian(module, request, DenseShape.Element(method)) : module;
        return (method.Derivatives & CompanionSet.Batch) != 0 && BatchShape.Fault(method) is null
            ? BatchCompanions.Add(module, request, Inputs(method).SelectMany(parameter => parameter.Leaves.Select(_ => BatchShape.IsPoint(parameter))).ToEquatableArray())
            : module;
    }

    // What the declaration cannot have is refused elsewhere.
    private static bool IsDense(MethodModel method, int companion) =>
        (method.Derivatives & companion) != 0 && DenseShape.Fault(method, companion == CompanionSet.Hessian) is null;

    // What differentiation took to be memory of its own, the companions must find to be so.
    private static IEnumerable<int> Written(MethodModel method, Module module, string root)
    {
        int own = Inputs(method).Sum(parameter => parameter.Leaves.Count);
        return new Func<string, string>[] { FunctionNames.Gradient, FunctionNames.Vjp, FunctionNames.Jvp, FunctionNames.Hvp, FunctionNames.Jacobian, FunctionNames.Hessian, FunctionNames.GradientBatch }
            .Select(name => name(root))
            .SelectMany(name => module.Find(name)?.Unaliased ?? default)
            .Where(index => index < own)
            .Distinct();
    }

    private static IEnumerable<ParameterModel> Inputs(MethodModel method) =>
        method.Parameters.Where(parameter => parameter.Mode != ParameterMode.Out);
}
