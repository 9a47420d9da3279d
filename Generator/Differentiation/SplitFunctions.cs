using Adjoint.Generator.Analysis;
using Adjoint.Generator.Differentiation.Rules;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;

namespace Adjoint.Generator.Differentiation;

/// <summary>Makes the split forms that a transform asks for, each once; recursion ends because a form is named before it is made.</summary>
internal sealed partial class SplitFunctions(CallSummaries summaries, RuleSet rules, IReadOnlyList<ScalarKind> tapeKinds)
{
    private readonly Dictionary<SplitForm, (string Record, string Reverse, bool[] ActiveResults)> _forms = [];
    private readonly Dictionary<string, int> _variants = new(StringComparer.Ordinal);

    /// <summary>The kinds of tapes that every split function takes, in order.</summary>
    public IReadOnlyList<ScalarKind> TapeKinds => tapeKinds;

    /// <summary>The functions made so far.</summary>
    public List<Function> Functions { get; } = [];

    public (string Record, string Reverse, bool[] ActiveResults) Of(string callee, IEnumerable<bool> active, IEnumerable<bool> stable)
    {
        SplitForm form = new(callee, active.ToEquatableArray(), stable.ToEquatableArray(), "");
        if (_forms.TryGetValue(form, out (string, string, bool[]) made))
        {
            return made;
        }

        // An earlier transform may have left forms of its own in the module.
        string suffix = Suffix(NextVariant(callee));
        FunctionIndex index = new(summaries.Module.Find(callee)!);
        MemoryClasses classes = new(index, summaries);
        Activity activity = new(index, summaries, classes, form.Active);
        bool[] activeResults = index.Function.Results.Select(result => !result.Type.IsReference && activity.IsActive(result)).ToArray();
        _forms[form] = (FunctionNames.Record(callee) + suffix, FunctionNames.Reverse(callee) + suffix, activeResults);
        Make(form, _forms[form], index, classes, activity);
        return _forms[form];
    }

    private static string Suffix(int variant) =>
        variant == 1 ? "" : variant.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private void Make(SplitForm form, (string Record, string Reverse, bool[] ActiveResults) names, FunctionIndex index,
        MemoryClasses classes, Activity activity)
    {
        Function function = index.Function;
        Stability stability = new(index, classes, summaries, i => form.Stable[i]);
        BlockBuilder record = new(function.NextId());
        BlockBuilder reverse = new(function.NextId());
        foreach (Value parameter in function.Parameters)
        {
            record.AddParameter(parameter);
            if (parameter.Type.IsReference)
            {
                reverse.AddParameter(parameter);
            }
        }

        Dictionary<Value, Value> shadows = [];
        foreach (Value parameter in function.Parameters.Where((parameter, i) => parameter.Type.IsReference && form.Active[i]))
        {
            shadows[parameter] = reverse.Parameter(ShadowTypes.Of(parameter.Type), AdjointMap.NameOf(parameter));
        }

        Dictionary<ScalarKind, Value> recordTapes = Tapes(record);
        Dictionary<ScalarKind, Value> reverseTapes = Tapes(reverse);
        Value?[] seeds = function.Results.Select((result, i) => names.ActiveResults[i]
            ? reverse.Parameter(result.Type, AdjointMap.NameOf(result) ?? "seed")
            : null).ToArray();

        ReverseSweep sweep = new(index, activity, stability, summaries, rules, this, recordTapes);
        foreach (KeyValuePair<Value, Value> shadow in shadows)
        {
            sweep.SetShadow(shadow.Key, shadow.Value);
        }

        sweep.Plan(seeds);
        SweepStorage storage = sweep.Forward(record);
        Functions.Add(SettledNames.Run(new Function(names.Record, record.Build(function.Results.ToArray()))));
        sweep.UseTapes(reverseTapes);
        Value?[] adjoints = sweep.Reverse(reverse, seeds, storage);
        Value[] results = function.Parameters
            .Select((parameter, i) => (parameter, adjoint: adjoints[i], active: form.Active[i]))
            .Where(item => item.active && !item.parameter.Type.IsReference)
            .Select(item => item.adjoint ?? reverse.Floating(item.parameter.Type, 0)).ToArray();
        Functions.Add(SettledNames.Run(new Function(names.Reverse, reverse.Build(results))));
    }

    private Dictionary<ScalarKind, Value> Tapes(BlockBuilder builder) =>
        tapeKinds.ToDictionary(kind => kind, kind => builder.Parameter(new TapeType(kind), "tape"));
}
