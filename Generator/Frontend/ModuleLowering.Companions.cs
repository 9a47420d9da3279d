using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>Companions that the lowered code calls: asked for while lowering, added to the module by the transforms at its end.</summary>
internal sealed partial class ModuleLowering
{
    private readonly Dictionary<string, CompanionRequest> _requests = new(StringComparer.Ordinal);
    private readonly List<(string Caller, string Companion, SyntaxNode Call)> _companionCalls = [];

    /// <summary>Adds the companions that are asked for, each after those that it needs; null where calls of companions are not followed.</summary>
    public Func<Module, EquatableArray<CompanionRequest>, CancellationToken, Expansion>? Expand { get; init; }

    public bool CanExpand => Expand is not null;

    /// <summary>The IR function of a companion, which is asked for when it is called first.</summary>
    public string Request(IInvocationOperation call, string caller, IMethodSymbol method, MethodModel model, CompanionKind kind)
    {
        string function = NameOf(method);
        string name = kind switch
        {
            CompanionKind.Vjp => FunctionNames.Vjp(function),
            CompanionKind.Jvp => FunctionNames.Jvp(function),
            CompanionKind.Hvp => FunctionNames.Hvp(function),
            _ => FunctionNames.Gradient(function),
        };
        _companionCalls.Add((caller, name, call.Syntax));
        if (!_requests.ContainsKey(name))
        {
            IEnumerable<ParameterModel> inputs = model.Parameters.Where(parameter => parameter.Mode != ParameterMode.Out);
            _requests.Add(name, new CompanionRequest(
                name,
                function,
                kind,
                inputs.SelectMany(parameter => parameter.Leaves).Select(leaf => leaf.Differentiable).ToEquatableArray(),
                model.Parameters.Where(parameter => parameter.Mode == ParameterMode.Out).Sum(parameter => parameter.Leaves.Count),
                model.Strict));
        }

        return name;
    }

    // Null where something stands in the way.
    private Module? WithCompanions(IMethodSymbol root, Module module)
    {
        if (_requests.Count == 0)
        {
            return module;
        }

        List<CompanionRequest> order = [];
        foreach (CompanionRequest request in _requests.Values)
        {
            Place(module, request, order, []);
        }

        if (Rejections.HasErrors)
        {
            return null;
        }

        Expansion expansion = Expand!(module, order.ToEquatableArray(), Cancellation);
        if (expansion.Obstacle is { } obstacle)
        {
            Refuse(root, obstacle);
        }

        return expansion.Module;
    }

    private void Place(Module module, CompanionRequest request, List<CompanionRequest> order, IReadOnlyList<string> path)
    {
        if (order.Contains(request))
        {
            return;
        }

        foreach ((string caller, string companion, SyntaxNode call) in ReachedCalls(module, request.Function))
        {
            if (companion == request.Name || path.Contains(companion))
            {
                Rejections.Add(RejectionKind.Companion, call, Rejections.Text(call),
                    $"it is a derivative of '{caller}' that needs itself", "differentiate a method that does not call its own derivative");
                continue;
            }

            Place(module, _requests[companion], order, [.. path, request.Name]);
        }

        order.Add(request);
    }

    // The calls of companions in a function and in all that it calls.
    private IEnumerable<(string Caller, string Companion, SyntaxNode Call)> ReachedCalls(Module module, string function)
    {
        HashSet<string> reached = ReachedFunctions(module, function);
        return _companionCalls.Where(call => reached.Contains(call.Caller)).ToList();
    }

    private static IEnumerable<string> Callees(Block block) => block.Operations.SelectMany(operation =>
        operation.Regions.SelectMany(Callees).Concat(operation.Code == OpCode.Call ? [operation.Symbol!] : []));
}
