using Adjoint.Generator.Analysis;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <summary>Makes one loop of two over the same range, so that they share what they load and compute: the loop of the value and that of its adjoint.</summary>
/// <remarks>
/// <code>
/// %5 = for 0, %n, %4 { (%i, %s) A yield %t }     gives    %5 = for 0, %n, %4 { (%i, %s) A B yield %t }
/// for 0, %n { (%j) B }
/// </code>
/// The first loop moves down to the second. It must not be needed before, nor meet in memory what it passes; and a turn of one loop must
/// meet in memory no other turn of the other. Both must have independent turns, so that none keeps the other from being vectorised.
/// </remarks>
internal sealed class LoopFusion
{
    private const int MaxOperations = 80;

    private readonly MemoryRoots _roots;
    private readonly Definitions _definitions;

    private LoopFusion(Function function)
    {
        _roots = new MemoryRoots(function);
        _definitions = new Definitions(function.Body);
    }

    /// <summary>Expects the facts of <see cref="LoopShape"/>.</summary>
    public static Function Run(Function function) => function with { Body = new LoopFusion(function).Rewrite(function.Body) };

    private Block Rewrite(Block block)
    {
        List<Operation> operations = block.Operations
            .Select(operation => operation.Regions.Count == 0 ? operation : operation with { Regions = new(operation.Regions.Select(Rewrite)) })
            .ToList();
        bool changed = false;
        for (int first = 0; first < operations.Count; first++)
        {
            int second = IsCandidate(operations[first]) ? Partner(operations, first) : -1;
            if (second < 0)
            {
                continue;
            }

            operations[second] = Fuse(operations[first], operations[second]);
            operations.RemoveAt(first);
            changed = true;
            first--;
        }

        return changed || operations.Any(operation => operation.Regions.Count > 0) ? block with { Operations = new(JoinNotes(operations)) } : block;
    }

    private static bool IsCandidate(Operation operation) =>
        operation is { Code: OpCode.For, Facts.Independent: true }
        && (operation.Effects & Effects.Once) == 0
        && MemoryEffects.All(operation.Regions[0]).All(nested => nested.Code is not (OpCode.For or OpCode.While));

    /// <summary>The next loop that <paramref name="first"/> can move down to and be one with.</summary>
    private int Partner(List<Operation> operations, int first)
    {
        Operation loop = operations[first];
        HashSet<int> results = new(loop.Results.Select(result => result.Id));
        for (int i = first + 1; i < operations.Count; i++)
        {
            Operation other = operations[i];
            if (IsCandidate(other) && CanFuse(loop, other, results))
            {
                return i;
            }

            if (!CanPass(loop, other, results))
            {
                return -1;
            }
        }

        return -1;
    }

    private bool CanPass(Operation loop, Operation other, HashSet<int> results)
    {
        if (other.Code == OpCode.Note)
        {
            return true;
        }

        Operation[] passed = MemoryEffects.All(other).ToArray();
        return !passed.Any(operation => operation.Code is OpCode.Opaque or OpCode.Throw or OpCode.Call or OpCode.While && !operation.IsFixedRead)
            && ((loop.Effects & Effects.Traps) == 0 || !Trapping.ThrowsOtherwise(other))
            && !Uses(other, results)
            && !MemoryEffects.All(loop).Any(own => passed.Any(operation => Meet(own, operation)));
    }

    private static bool Uses(Operation operation, HashSet<int> values) =>
        MemoryEffects.All(operation).Any(nested =>
            nested.Operands.Any(operand => values.Contains(operand.Id))
            || nested.Regions.Any(region => region.Yields.Any(value => values.Contains(value.Id))));

    private bool Meet(Operation left, Operation right) =>
        MemoryEffects.Writes(left).Any(written => _roots.MayWrite(right, written) || _roots.MayRead(right, written))
        || MemoryEffects.Writes(right).Any(written => _roots.MayRead(left, written));

    private bool CanFuse(Operation first, Operation second, HashSet<int> results)
    {
        int size = MemoryEffects.All(first).Count() + MemoryEffects.All(second).Count();
        if (first.Number != second.Number
            || first.Operands[0].Id != second.Operands[0].Id
            || first.Operands[1].Id != second.Operands[1].Id
            || size > MaxOperations
            || Uses(second, results)
            || !ShareMemory(first, second))
        {
            return false;
        }

        LoopMemory own = new(first, _roots, _definitions), its = new(second, _roots, _definitions);
        return own.Effects.All(left => its.Effects.All(right => !Meet(left, right) || MeetInOneTurn(left, own, right, its)));
    }

    // Without anything in common two loops are better read as two.
    private bool ShareMemory(Operation first, Operation second)
    {
        HashSet<int> touched = new(Loaded(first).Concat(MemoryEffects.All(first).SelectMany(MemoryEffects.Writes).Select(Whole)));
        return Loaded(second).Any(touched.Contains);
    }

    private IEnumerable<int> Loaded(Operation loop) =>
        MemoryEffects.All(loop).Where(operation => operation.Code == OpCode.Load).Select(operation => Whole(operation.Operands[0]));

    private int Whole(Value memory)
    {
        while (_definitions.Of(memory, OpCode.View) is { } view)
        {
            memory = view.Operands[0];
        }

        return memory.Id;
    }

    private static bool MeetInOneTurn(Operation left, LoopMemory own, Operation right, LoopMemory its)
    {
        if (left.Code == OpCode.Accumulate && right.Code == OpCode.Accumulate)
        {
            return left.Has(OpFlags.Safe) && right.Has(OpFlags.Safe) && !left.Has(OpFlags.Strict);
        }

        Value[] first = Indices(left), second = Indices(right);
        if (first.Length == 0 || first.Length != second.Length)
        {
            return false;
        }

        Value memory = own.Base(left.Operands[0]);
        return memory.Id == its.Base(right.Operands[0]).Id
            && own.IsInvariant(memory)
            && its.IsInvariant(memory)
            && first.Zip(second, (one, other) => (Own: own.Affine(one), Its: its.Affine(other)))
                .Any(pair => pair.Own is { Coefficient: 1 or -1 } form && form == pair.Its);
    }

    private static Value[] Indices(Operation operation) => operation.Code switch
    {
        OpCode.Load => operation.Operands.Skip(1).ToArray(),
        OpCode.Store or OpCode.Accumulate => operation.Operands.Skip(2).ToArray(),
        _ => [],
    };

    private static Operation Fuse(Operation first, Operation second)
    {
        Block one = first.Regions[0], other = second.Regions[0];
        Block renamed = Substitution.Apply(other, other.Parameters[0], one.Parameters[0]);
        return second with
        {
            Operands = new(first.Operands.Concat(second.Operands.Skip(2))),
            Results = new(first.Results.Concat(second.Results)),
            Regions = new([new Block(
                new(one.Parameters.Concat(other.Parameters.Skip(1))),
                new(one.Operations.Concat(renamed.Operations)),
                new(one.Yields.Concat(renamed.Yields)))]),
            Facts = new LoopFacts(true, new(first.Facts!.Carried.Concat(second.Facts!.Carried))),
            Source = first.Source ?? second.Source,
        };
    }

    // A heading whose operations have all moved under the next one is joined with it.
    private static List<Operation> JoinNotes(List<Operation> operations)
    {
        for (int i = operations.Count - 1; i > 0; i--)
        {
            int previous = operations.FindLastIndex(i - 1, operation => !IsIndexArithmetic(operation));
            if (previous >= 0 && operations[i].Code == OpCode.Note && operations[previous] is { Code: OpCode.Note, Symbol: "Forward." })
            {
                string rest = operations[i].Symbol!;
                operations[i] = operations[i] with
                {
                    Symbol = rest.StartsWith("Backward,", StringComparison.Ordinal) ? "Forward and backward," + rest.Substring(9) : rest,
                };
                operations.RemoveAt(previous);
                i--;
            }
        }

        return operations;
    }

    private static bool IsIndexArithmetic(Operation operation) =>
        operation.Code == OpCode.Const || (operation.IsPure && operation.Results is [{ Type.IsInteger: true }]);
}
