using System.Collections.Immutable;
using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>
/// Switches become chains of branches, each section lowered once. With <c>goto case</c> a switch is a loop over the number of
/// the section to run.
/// </summary>
internal sealed partial class BodyLowering
{
    private void Switch(ISwitchOperation choice)
    {
        SetSource(choice);
        Value[] input = Expression(choice.Value);
        ITypeSymbol type = choice.Value.Type ?? throw new RejectedException();
        ImmutableStack<(ILabelSymbol, ExitTarget)> outer = _jumps;
        ExitTarget exit = new("chosen");
        if (BodyScan.Here(choice).Any(child => child is IBranchOperation { BranchKind: BranchKind.GoTo }))
        {
            SwitchByNumber(choice, input, type, exit);
        }
        else
        {
            _jumps = _jumps.Push((choice.ExitLabel, exit));
            Sections(choice, 0, input, type);
        }

        _jumps = outer;
        _state.Arrive(exit);
    }

    // The default section runs where no other does, wherever it stands.
    private static ISwitchCaseOperation? DefaultOf(ISwitchOperation choice) =>
        choice.Cases.FirstOrDefault(section => section.Clauses.Any(clause => clause.CaseKind == CaseKind.Default));

    private void Sections(ISwitchOperation choice, int index, Value[] input, ITypeSymbol type)
    {
        while (index < choice.Cases.Length && choice.Cases[index] == DefaultOf(choice) && choice.Cases[index].Clauses.Length == 1)
        {
            index++;
        }

        if (index == choice.Cases.Length)
        {
            if (DefaultOf(choice) is { } otherwise)
            {
                Sequence(otherwise.Body, 0);
            }

            return;
        }

        ISwitchCaseOperation section = choice.Cases[index];
        if (section == DefaultOf(choice))
        {
            // case 3: default: runs for everything that no other section takes.
            Sections(choice, index + 1, input, type);
            return;
        }

        BranchStatements(
            Matches(section, input, type),
            () => Sequence(section.Body, 0),
            () => Sections(choice, index + 1, input, type));
    }

    private Value Matches(ISwitchCaseOperation section, Value[] input, ITypeSymbol type)
    {
        Value? any = null;
        foreach (ICaseClauseOperation clause in section.Clauses)
        {
            Value? earlier = any;
            any = earlier is null
                ? Matches(clause, input, type)
                : Branch(earlier, () => [_builder.Const(true)], () => [Matches(clause, input, type)], keepNew: true)[0];
        }

        return any!;
    }

    private Value Matches(ICaseClauseOperation clause, Value[] input, ITypeSymbol type) => clause switch
    {
        ISingleValueCaseClauseOperation single => MatchConstant(single.Value, input, type),
        IPatternCaseClauseOperation pattern => pattern.Guard is { } guard
            ? Branch(Match(pattern.Pattern, input, type), () => Expression(guard), () => [_builder.Const(false)], keepNew: true)[0]
            : Match(pattern.Pattern, input, type),
        _ => throw RefuseStatement(clause, "this kind of case is not followed", "use constants and patterns"),
    };

    /// <summary><c>goto case</c>: the number of the section to run is carried by a loop that ends with none.</summary>
    private void SwitchByNumber(ISwitchOperation choice, Value[] input, ITypeSymbol type, ExitTarget exit)
    {
        Dictionary<ILabelSymbol, int> labels = new(SymbolEqualityComparer.Default);
        for (int i = 0; i < choice.Cases.Length; i++)
        {
            foreach (ILabelSymbol label in choice.Cases[i].Clauses.Select(clause => clause.Label).OfType<ILabelSymbol>())
            {
                labels[label] = i;
            }
        }

        ExitTarget number = new("section");
        Bind(number, [FirstSection(choice, 0, input, type)]);
        LoopOver(choice, number, labels, exit);
        _state.Remove(number);
    }

    private Value FirstSection(ISwitchOperation choice, int index, Value[] input, ITypeSymbol type)
    {
        ISwitchCaseOperation? otherwise = DefaultOf(choice);
        if (index == choice.Cases.Length)
        {
            return _builder.Const(otherwise is null ? -1 : choice.Cases.IndexOf(otherwise));
        }

        return choice.Cases[index] == otherwise
            ? FirstSection(choice, index + 1, input, type)
            : Branch(
                Matches(choice.Cases[index], input, type),
                () => [_builder.Const(index)],
                () => [FirstSection(choice, index + 1, input, type)],
                keepNew: true)[0];
    }

    private void LoopOver(ISwitchOperation choice, ExitTarget number, Dictionary<ILabelSymbol, int> labels, ExitTarget exit)
    {
        ExitTarget[] entries = choice.Cases.Select(_ => new ExitTarget("next")).ToArray();
        foreach (KeyValuePair<ILabelSymbol, int> label in labels)
        {
            _jumps = _jumps.Push((label.Key, entries[label.Value]));
        }

        _jumps = _jumps.Push((choice.ExitLabel, exit));
        LowerWhile(new LoopShape(choice, () => _builder.Compare(OpCode.GreaterEqual, _state.Find(number)![0], _builder.Const(0)), IsPure: true)
        {
            Counter = number,
            Assigned = Assigned(choice.Cases.SelectMany(section => section.Body)),
            Body = () =>
            {
                Value current = _state.Find(number)![0];
                Bind(number, [_builder.Const(-1)]);
                Numbered(choice, 0, current);
                _state.Arrive(exit);
                NextSection(number, entries);
            },
        });
    }

    private void Numbered(ISwitchOperation choice, int index, Value current)
    {
        if (index == choice.Cases.Length - 1)
        {
            Sequence(choice.Cases[index].Body, 0);
            return;
        }

        BranchStatements(
            _builder.Compare(OpCode.Equal, current, _builder.Const(index)),
            () => Sequence(choice.Cases[index].Body, 0),
            () => Numbered(choice, index + 1, current));
    }

    // Where a section left for another, its number is next.
    private void NextSection(ExitTarget number, ExitTarget[] entries)
    {
        for (int i = 0; i < entries.Length; i++)
        {
            if (!_state.Exits.ContainsKey(entries[i]))
            {
                continue;
            }

            Value taken = FlagHere(entries[i]);
            _state.Arrive(entries[i]);
            Value next = _builder.Select(taken, _builder.Const(i), _state.Find(number)![0]);
            Bind(number, [next]);
        }
    }

    private Value[] SwitchExpression(ISwitchExpressionOperation choice)
    {
        Value[] input = Expression(choice.Value);
        return Arms(choice, 0, input, choice.Value.Type ?? throw new RejectedException());
    }

    private Value[] Arms(ISwitchExpressionOperation choice, int index, Value[] input, ITypeSymbol type)
    {
        if (index == choice.Arms.Length)
        {
            _builder.Do(OpCode.Throw, [], symbol: "new global::System.Runtime.CompilerServices.SwitchExpressionException()");
            _state.IsDead = true;
            return [];
        }

        ISwitchExpressionArmOperation arm = choice.Arms[index];
        if (arm is { Guard: null, Pattern: IDiscardPatternOperation })
        {
            return Expression(arm.Value);
        }

        Value matches = Match(arm.Pattern, input, type);
        if (arm.Guard is { } guard)
        {
            matches = Branch(matches, () => Expression(guard), () => [_builder.Const(false)], keepNew: true)[0];
        }

        return Branch(matches, () => Expression(arm.Value), () => Arms(choice, index + 1, input, type), keepNew: true);
    }
}
