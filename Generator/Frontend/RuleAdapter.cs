using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Frontend;

/// <summary>The user's derivative in the form in which transforms call it (<see cref="CallRule"/>): values in another order, and zeros for what it does not give.</summary>
internal sealed class RuleAdapter
{
    private readonly ModuleLowering _module;
    private readonly UserRule _rule;
    private readonly BlockBuilder _builder = new();
    private readonly Dictionary<string, Value> _given = new(StringComparer.Ordinal);
    private readonly List<(LeafModel Leaf, IrType Type)> _leaves = [];

    /// <param name="module">The module.</param>
    /// <param name="function">The function of the method that the rule belongs to.</param>
    /// <param name="rule">The rule.</param>
    public RuleAdapter(ModuleLowering module, Function function, UserRule rule)
    {
        _module = module;
        _rule = rule;
        ParameterModel[] inputs = rule.Model.Parameters.Where(parameter => parameter.Mode != ParameterMode.Out).ToArray();
        _leaves.AddRange(inputs.SelectMany(parameter => parameter.Leaves).Zip(function.Parameters, (leaf, value) => (leaf, value.Type)));
        Active = Enumerable.Range(0, _leaves.Count).Where(i => _leaves[i].Leaf.Differentiable).ToArray();
        Queue<string> names = new(rule.Signature.Bindings);
        Value[] own = function.Parameters.Select(parameter => Named(names.Dequeue(), parameter.Type, parameter.Name)).ToArray();
        List<Value> operands = [.. own.Take(own.Length - inputs.Where(parameter => !parameter.IsReceiver).Sum(parameter => parameter.Leaves.Count))];
        if (rule.Kind == CompanionKind.Vjp)
        {
            foreach (Value result in function.Results.Where(result => result.Type.IsFloating))
            {
                Named(names.Dequeue(), result.Type, "cotangent");
            }

            foreach (int i in Active.Where(i => _leaves[i].Type.IsReference))
            {
                Named(names.Dequeue(), ShadowTypes.Of(_leaves[i].Type), own[i].Name + "Cotangent");
            }
        }
        else
        {
            foreach (int i in Active)
            {
                Named(names.Dequeue(), ShadowTypes.OfTangent(_leaves[i].Type), own[i].Name + "Tangent");
            }
        }

        CompanionParameter[] declared = rule.Signature.Parameters.ToArray();
        foreach (IParameterSymbol parameter in rule.Method.Parameters.Where(parameter => parameter.RefKind != RefKind.Out))
        {
            operands.AddRange(ParameterShape.Leaves(parameter, module.Types, isRoot: false)
                .Select(leaf => _given.TryGetValue(declared[parameter.Ordinal].Name + leaf.Path, out Value? value) ? As(value, leaf.Type) : Zero(leaf.Type)));
        }

        IrType[] returned = rule.Method.ReturnsVoid ? [] : module.Types.Leaves(rule.Method.ReturnType).Select(leaf => leaf.Type).ToArray();
        IEnumerable<IrType> outs = rule.Method.Parameters.Where(parameter => parameter.RefKind == RefKind.Out)
            .SelectMany(parameter => module.Types.Leaves(parameter.Type)).Select(leaf => leaf.Type);
        Value[] results = _builder.Call(module.NameOf(rule.Method), [.. operands], [.. returned, .. outs]);
        Function = new(module.Unique(function.Name + "." + rule.Kind), _builder.Build(rule.Kind == CompanionKind.Vjp ? Cotangents(inputs, results) : Tangents(function, results, returned.Length)));
    }

    public Function Function { get; }

    /// <summary>The positions of the parameters that the rule has a derivative for.</summary>
    public int[] Active { get; }

    private Value Named(string binding, IrType type, string? name) => _given[binding] = _builder.Parameter(type, name);

    // The shadow of an array is a span, which the rule may take as a read-only one.
    private Value As(Value value, IrType type) => value.Type == type || value.Type is not MemoryType ? value : _builder.Emit(OpCode.View, type, [value], value.Name);

    private Value Zero(IrType type) => type is ScalarType scalar ? _builder.Const(Literal.Of(scalar.Kind, 0)) : _builder.Emit(OpCode.Default, type, []);

    // The rule returns whole values; of their members those with a derivative count.
    private Value[] Cotangents(ParameterModel[] inputs, Value[] results)
    {
        int next = 0;
        List<Value> cotangents = [];
        foreach (ParameterModel parameter in inputs.Where(parameter => parameter.Differentiable && !parameter.ByReference))
        {
            foreach (LeafModel leaf in parameter.Leaves)
            {
                Value result = results[next++];
                if (leaf.Differentiable)
                {
                    cotangents.Add(result);
                }
            }
        }

        return [.. cotangents];
    }

    private Value[] Tangents(Function function, Value[] results, int returned)
    {
        int own = _rule.Model.ReturnLeaves.Count;
        bool moves = returned > own;
        int outs = function.Results.Count - own;
        Value[] values = [.. results.Take(own), .. results.Skip(returned).Take(outs)];
        Value?[] tangents = [.. Enumerable.Range(0, own).Select(i => moves ? results[own + i] : null), .. OutTangents(results, returned + outs)];
        return [.. values, .. values.Select((value, i) => (value, tangent: tangents[i])).Where(pair => pair.value.Type.IsFloating).Select(pair => pair.tangent ?? Zero(pair.value.Type))];
    }

    private IEnumerable<Value?> OutTangents(Value[] results, int first)
    {
        int next = first;
        foreach (ParameterModel parameter in _rule.Model.Parameters.Where(parameter => parameter.Mode == ParameterMode.Out))
        {
            foreach (LeafModel _ in parameter.Leaves)
            {
                yield return parameter.Differentiable ? results[next++] : null;
            }
        }
    }
}
