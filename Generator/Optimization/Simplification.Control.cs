using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <content>Identities of control flow.</content>
internal sealed partial class Simplification
{
    // Above this, evaluating both arms costs more than a branch that is guessed wrong now and then.
    private const int SpeculationBudget = 6;

    private bool? KnownCondition(Value condition)
    {
        if (LiteralOf(condition) is { } literal)
        {
            return literal.Boolean;
        }

        return _known.TryGetValue(condition.Id, out bool known) ? known
            : DefinitionOf(condition, OpCode.Not) is { } negated && _known.TryGetValue(negated.Operands[0].Id, out known) ? !known
            : null;
    }

    private void VisitIf(Operation operation)
    {
        Value condition = operation.Operands[0];
        if (KnownCondition(condition) is { } known)
        {
            Splice(operation.Regions[known ? 0 : 1], operation.Results);
            return;
        }

        Block whenTrue = Arm(operation.Regions[0], condition, true);
        Block whenFalse = Arm(operation.Regions[1], condition, false);
        List<Value> results = [], first = [], second = [];
        bool select = CanSpeculate(whenTrue, whenFalse);
        if (select)
        {
            foreach (Operation moved in whenTrue.Operations.Concat(whenFalse.Operations))
            {
                Append(moved);
            }
        }

        for (int i = 0; i < operation.Results.Count; i++)
        {
            Value one = whenTrue.Yields[i], other = whenFalse.Yields[i];
            if (one.Id == other.Id)
            {
                Replace(operation.Results[i], one);
            }
            else if (select)
            {
                Visit(new Operation(OpCode.Select, new([condition, one, other]), new([operation.Results[i]]))
                {
                    Source = operation.Source,
                });
            }
            else
            {
                results.Add(operation.Results[i]);
                first.Add(one);
                second.Add(other);
            }
        }

        bool empty = whenTrue.Operations.Count == 0 && whenFalse.Operations.Count == 0 && results.Count == 0;
        if (!select && !empty)
        {
            Append(operation with
            {
                Results = new(results),
                Regions = new([whenTrue with { Yields = new(first) }, whenFalse with { Yields = new(second) }]),
            });
        }
    }

    private Block Arm(Block block, Value condition, bool value)
    {
        _known[condition.Id] = value;
        Block arm = RewriteBlock(block);
        _known.Remove(condition.Id);
        return arm;
    }

    /// <summary>Whether both arms may be evaluated: pure, without traps and cheap, or nothing but yields.</summary>
    private bool CanSpeculate(Block whenTrue, Block whenFalse)
    {
        Operation[] operations = whenTrue.Operations.Concat(whenFalse.Operations).ToArray();
        bool references = whenTrue.Yields.Any(value => value.Type.IsReference);
        return !references
            && operations.All(operation => operation.Effects == Effects.None && operation.Regions.Count == 0)
            && operations.Sum(Cost) <= SpeculationBudget;
    }

    private int Cost(Operation operation) => operation.Code switch
    {
        OpCode.Const or OpCode.Default => 0,
        OpCode.Add or OpCode.Sub or OpCode.Neg or OpCode.Select or OpCode.And or OpCode.Or or OpCode.Xor or OpCode.Not => 1,
        OpCode.Equal or OpCode.NotEqual or OpCode.Less or OpCode.LessEqual or OpCode.Greater or OpCode.GreaterEqual => 1,
        OpCode.Mul or OpCode.Fma or OpCode.Convert when _options.SpeculateArithmetic || !operation.Result.Type.IsFloating => 1,
        OpCode.Elementary when _options.SpeculateArithmetic && operation.Symbol is "Abs" or "Max" or "Min" => 1,
        OpCode.Div when _options.SpeculateArithmetic => 4,
        _ => SpeculationBudget + 1,
    };

    // The operations of a region that certainly runs, once, in the place of the operation that held it.
    private void Splice(Block region, EquatableArray<Value> results)
    {
        VisitOperations(region);
        for (int i = 0; i < results.Count; i++)
        {
            Replace(results[i], Current(region.Yields[i]));
        }
    }

    private void VisitFor(Operation operation)
    {
        Block body = operation.Regions[0];
        Value[] initial = operation.Operands.Skip(2).ToArray();
        if (LiteralOf(operation.Operands[0]) is { } from && LiteralOf(operation.Operands[1]) is { } to)
        {
            long trips = Trips(from.Bits, to.Bits, operation.Number);
            if (trips == 0)
            {
                ReplaceAll(operation.Results, initial);
                return;
            }

            if (trips == 1)
            {
                Replace(body.Parameters[0], operation.Operands[0]);
                ReplaceAll(body.Parameters.Skip(1), initial);
                Splice(body, operation.Results);
                return;
            }
        }

        bool[] fixedValues = FixedValues(initial, body.Parameters.Skip(1).ToArray(), body.Yields, [], operation.Results);
        body = body with
        {
            Parameters = body.Parameters.Take(1).Concat(Kept(body.Parameters.Skip(1), fixedValues)).ToEquatableArray(),
            Yields = Kept(body.Yields, fixedValues).ToEquatableArray(),
        };
        Append(operation with
        {
            Operands = operation.Operands.Take(2).Concat(Kept(initial, fixedValues)).ToEquatableArray(),
            Results = Kept(operation.Results, fixedValues).ToEquatableArray(),
            Regions = new([RewriteBlock(body)]),
            Facts = operation.Facts is { } facts
                ? facts with { Carried = Kept(facts.Carried, fixedValues).ToEquatableArray() }
                : null,
        });
    }

    private static long Trips(long from, long to, int step) =>
        step > 0 ? Math.Max(0, (to - from + step - 1) / step) : Math.Max(0, (from - to - step - 1) / -(long)step);

    private void VisitWhile(Operation operation)
    {
        if (CountedLoop.From(operation, LiteralOf) is { } counted)
        {
            VisitCounted(operation, counted);
            return;
        }

        Block condition = operation.Regions[0], body = operation.Regions[1];
        Value[] initial = operation.Operands.ToArray();
        bool[] fixedValues = FixedValues(
            initial, body.Parameters.ToArray(), body.Yields, condition.Parameters.ToArray(), operation.Results);
        condition = condition with { Parameters = Kept(condition.Parameters, fixedValues).ToEquatableArray() };
        body = new(
            Kept(body.Parameters, fixedValues).ToEquatableArray(), body.Operations, Kept(body.Yields, fixedValues).ToEquatableArray());
        Append(operation with
        {
            Operands = Kept(initial, fixedValues).ToEquatableArray(),
            Results = Kept(operation.Results, fixedValues).ToEquatableArray(),
            Regions = new([RewriteBlock(condition), RewriteBlock(body)]),
        });
    }

    // Behind the loop the counter stands at the bound, or where it started if no turn ran.
    private void VisitCounted(Operation loop, CountedLoop counted)
    {
        foreach (Operation operation in counted.Before)
        {
            Visit(operation with { Operands = Current(operation.Operands) });
        }

        Value from = loop.Operands[counted.Counter];
        Value to = Current(counted.Bound);
        OpCode runs = counted.Step > 0 ? OpCode.Less : OpCode.Greater;
        Value any = Emit(runs, IrType.Bool, [from, to]);
        Value last = Emit(OpCode.Select, IrType.I32, [any, to, from], name: loop.Results[counted.Counter].Name);
        Replace(loop.Results[counted.Counter], last);
        VisitFor(new Operation(
            OpCode.For,
            new(new[] { from, to }.Concat(loop.Operands.Where((_, i) => i != counted.Counter))),
            new(loop.Results.Where((_, i) => i != counted.Counter)))
        {
            Number = counted.Step,
            Regions = new([counted.ForBody(loop.Regions[1])]),
            Source = loop.Source,
        });
    }

    /// <summary>Carried values that every turn hands on as it got them: they are replaced by what they start from.</summary>
    private bool[] FixedValues(
        Value[] initial, Value[] parameters, EquatableArray<Value> yields, Value[] conditionParameters, EquatableArray<Value> results)
    {
        bool[] isFixed = new bool[initial.Length];
        for (int i = 0; i < initial.Length; i++)
        {
            Value next = Current(yields[i]);
            isFixed[i] = next.Id == parameters[i].Id || next.Id == initial[i].Id;
            if (isFixed[i])
            {
                Replace(parameters[i], initial[i]);
                Replace(results[i], initial[i]);
                if (conditionParameters.Length > 0)
                {
                    Replace(conditionParameters[i], initial[i]);
                }
            }
        }

        return isFixed;
    }

    private static IEnumerable<T> Kept<T>(IEnumerable<T> items, bool[] removed) => items.Where((_, i) => !removed[i]);

    private void ReplaceAll(IEnumerable<Value> old, Value[] values)
    {
        int i = 0;
        foreach (Value value in old)
        {
            Replace(value, values[i++]);
        }
    }
}
