using Adjoint.Generator.Analysis;
using Adjoint.Generator.Differentiation.Rules;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;

namespace Adjoint.Generator.Differentiation;

/// <summary>Forward mode, IR to IR: adds <c>f:jvp</c> (see <see cref="FunctionNames"/>), and the tangent forms of the functions that it calls.</summary>
internal sealed class ForwardMode
{
    private readonly CallSummaries _summaries;
    private readonly RuleSet _rules;
    private readonly List<Function> _made = [];
    private readonly Dictionary<(string Callee, EquatableArray<bool> Active), (string Name, bool[] VariedResults)> _forms = [];
    private readonly Dictionary<string, int> _variants = new(StringComparer.Ordinal);

    private ForwardMode(Module module, RuleSet rules)
    {
        _summaries = new CallSummaries(module);
        _rules = rules;
    }

    public static Module Jvp(Module module, DifferentiationRequest request, RuleSet? rules = null)
    {
        ForwardMode mode = new(module, rules ?? RuleSet.Default);
        TangentWriter writer = mode.WriterFor(request.Function, request.Active);
        Function companion = writer.Write(FunctionNames.Jvp(request.Function), everyResult: true);
        return mode._made.Aggregate(module.With(companion), (result, made) => result.With(made));
    }

    /// <summary>The tangent form of a callee for the arguments that are varied, and which of its results are.</summary>
    public (string Name, bool[] VariedResults) FormOf(string callee, IEnumerable<bool> active)
    {
        (string Callee, EquatableArray<bool> Active) form = (callee, active.ToEquatableArray());
        if (_forms.TryGetValue(form, out (string, bool[]) known))
        {
            return known;
        }

        // An earlier transform may have left forms of its own in the module.
        int variant = _variants.TryGetValue(callee, out int count) ? count + 1 : 1;
        while (_summaries.Module.Find(FunctionNames.Tangent(callee, variant)) is not null)
        {
            variant++;
        }

        _variants[callee] = variant;
        string name = FunctionNames.Tangent(callee, variant);
        TangentWriter writer = WriterFor(callee, form.Active);
        _forms[form] = (name, writer.VariedResults);
        _made.Add(writer.Write(name, everyResult: false));
        return _forms[form];
    }

    private TangentWriter WriterFor(string name, EquatableArray<bool> active)
    {
        Function function = _summaries.Module.Find(name) ?? throw new ArgumentException($"there is no function '{name}'", nameof(name));
        FunctionIndex index = new(function);
        MemoryClasses classes = new(index, _summaries);
        return new TangentWriter(this, index, new Activity(index, _summaries, classes, active), _summaries, _rules, active);
    }
}
