using System.Collections.Immutable;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation.Rules;

/// <summary>The rules that a transform differentiates by. Tests exchange rows of <see cref="Default"/> to see that faults are caught.</summary>
internal sealed record RuleSet(ImmutableDictionary<string, Rule> Rules)
{
    public static readonly RuleSet Default =
        new(RuleTable.All.ToImmutableDictionary(rule => rule.Name, StringComparer.Ordinal));

    // One for each number of operands: operations whose result varies in steps or not at all.
    private static readonly Rule[] Constant = Enumerable.Range(0, 4)
        .Select(arity => new Rule("constant", new EquatableArray<string>(Enumerable.Repeat("0", arity))))
        .ToArray();

    /// <summary>
    /// The rule of an operation; null for operations that the transforms handle themselves (memory, control, calls, and what
    /// moves values between shapes). Integer and boolean primitives have a rule that is zero throughout.
    /// </summary>
    public Rule? Find(Operation operation)
    {
        string name = operation.Code == OpCode.Elementary ? operation.Symbol ?? "" : operation.Info.Mnemonic;
        if (!Rules.TryGetValue(name, out Rule? rule) || operation.Result.Type.IsReference || operation.Result.Type is RecordType)
        {
            return null;
        }

        bool steps = !operation.Result.Type.IsFloating
            || (operation.Code == OpCode.Convert && !operation.Operands[0].Type.IsFloating);
        return steps ? Constant[operation.Operands.Count] : rule;
    }

    /// <summary>This set with one row exchanged.</summary>
    public RuleSet With(Rule rule) => new(Rules.SetItem(rule.Name, rule));
}
