using Adjoint.Generator.Analysis;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <summary>Evaluates constants and applies identities that change no value: of arithmetic, of control flow and of memory views.</summary>
/// <remarks>
/// <code>
/// %3: f32 = mul %1, %2 (the constant 1)      gives  %1
/// %6: i32 = length %5 (slice %0, %1, %4)     gives  %4
/// %8: f32 = if %7 { yield %1 } { yield %2 }  gives  select %7, %1, %2
/// </code>
/// Floating point: only what is exact to the bit, signs of zeros included, but for operations flagged <c>Adjoint</c>, where
/// (1 / x) · y becomes y / x.
/// </remarks>
internal sealed partial class Simplification : Rewriter
{
    private readonly SimplificationOptions _options;

    // Conditions whose value is known inside the arm that is being written.
    private readonly Dictionary<int, bool> _known = [];

    private readonly UseCounts _uses;

    private Simplification(SimplificationOptions options, UseCounts uses)
    {
        _options = options;
        _uses = uses;
    }

    public static Function Run(Function function, SimplificationOptions? options = null) =>
        new Simplification(options ?? new SimplificationOptions(), new UseCounts(function.Body)).Rewrite(function);

    protected override void Visit(Operation operation)
    {
        switch (operation.Code)
        {
            case OpCode.If:
                VisitIf(operation);
                return;
            case OpCode.For:
                VisitFor(operation);
                return;
            case OpCode.While:
                VisitWhile(operation);
                return;
        }

        if (operation.Results.Count != 1)
        {
            VisitEffect(operation);
            return;
        }

        Value? value = Folded(operation) ?? Same(operation);
        if (value is not null)
        {
            Replace(operation.Result, value);
            return;
        }

        Append(Better(operation));
    }

    private Value? Folded(Operation operation)
    {
        if (operation.Operands.Count == 0)
        {
            return null;
        }

        Literal[] literals = new Literal[operation.Operands.Count];
        for (int i = 0; i < literals.Length; i++)
        {
            if (LiteralOf(operation.Operands[i]) is not { } literal)
            {
                return null;
            }

            literals[i] = literal;
        }

        return ConstantFolding.Fold(operation, literals) is { } folded ? Constant(folded) : null;
    }

    /// <summary>An existing or constant value equal to the operation's result.</summary>
    private Value? Same(Operation operation) => operation.Code switch
    {
        OpCode.Add or OpCode.Sub or OpCode.Mul or OpCode.Div or OpCode.Rem or OpCode.Neg or OpCode.Fma => SameArithmetic(operation),
        OpCode.And or OpCode.Or or OpCode.Xor or OpCode.Not => SameBitwise(operation),
        OpCode.ShiftLeft or OpCode.ShiftRight or OpCode.ShiftRightUnsigned =>
            LiteralOf(operation.Operands[1]) is { Bits: 0 } ? operation.Operands[0] : null,
        OpCode.Equal or OpCode.NotEqual or OpCode.Less or OpCode.LessEqual or OpCode.Greater or OpCode.GreaterEqual =>
            SameComparison(operation),
        OpCode.Select => SameSelect(operation),
        OpCode.Convert => SameConvert(operation),
        OpCode.Elementary => SameElementary(operation),
        OpCode.Length => SameLength(operation),
        OpCode.View => SameView(operation),
        _ => null,
    };

    /// <summary>The operation, or one that gives the same with less.</summary>
    private Operation Better(Operation operation) => operation.Code switch
    {
        OpCode.Add or OpCode.Sub or OpCode.Mul or OpCode.Neg => BetterArithmetic(operation),
        OpCode.Not => BetterNot(operation),
        OpCode.Select => BetterSelect(operation),
        OpCode.Convert => BetterConvert(operation),
        OpCode.Elementary => BetterElementary(operation),
        OpCode.View => BetterView(operation),
        OpCode.Length => BetterLength(operation),
        OpCode.Slice => BetterSlice(operation),
        OpCode.Alloc => BetterAlloc(operation),
        _ => operation,
    };

    // Adding a constant zero to a cotangent changes nothing; where the place is known to exist, nothing is left to do.
    private void VisitEffect(Operation operation)
    {
        bool addsNothing = operation.Code == OpCode.Accumulate
            && operation.Has(OpFlags.Safe)
            && (IsZero(operation.Operands[1], negative: true) || (operation.Has(OpFlags.Adjoint) && IsZero(operation.Operands[1])));
        if (!addsNothing)
        {
            Append(operation);
        }
    }

    private static Operation With(Operation operation, OpCode code, params Value[] operands) =>
        operation with { Code = code, Operands = new(operands), Symbol = null };

    private Operation? DefinitionOf(Value value, OpCode code) => Definition(value) is { } found && found.Code == code ? found : null;
}
