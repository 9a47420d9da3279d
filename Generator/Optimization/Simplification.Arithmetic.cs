using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Optimization;

/// <content>Identities of arithmetic.</content>
internal sealed partial class Simplification
{
    private Value? SameArithmetic(Operation operation)
    {
        Value left = operation.Operands[0];
        Value right = operation.Operands[^1];
        bool integer = operation.Result.Type.IsInteger;
        bool adjoint = _options.AdjointZeros && operation.Has(OpFlags.Adjoint) && !integer;
        bool anyZero = integer || adjoint;
        switch (operation.Code)
        {
            case OpCode.Add when IsZero(right, negative: true) || (anyZero && IsZero(right)):
                return left;
            case OpCode.Add when IsZero(left, negative: true) || (anyZero && IsZero(left)):
                return right;
            case OpCode.Sub when IsZero(right, negative: false) || (anyZero && IsZero(right)):
                return left;
            case OpCode.Sub when integer && left.Id == right.Id:
                return Constant(Literal.Of(((ScalarType)left.Type).Kind, 0));
            case OpCode.Sub when integer && DefinitionOf(left, OpCode.Add) is { } sum && !sum.Has(OpFlags.Checked):
                return sum.Operands[1].Id == right.Id ? sum.Operands[0] : sum.Operands[0].Id == right.Id ? sum.Operands[1] : null;
            case OpCode.Mul or OpCode.Div when IsNumber(right, 1):
                return left;
            case OpCode.Mul when IsNumber(left, 1):
                return right;
            case OpCode.Mul when anyZero && IsZero(left):
                return left;
            case OpCode.Mul when anyZero && IsZero(right):
                return right;
            case OpCode.Div when adjoint && IsZero(left):
                return left;
            case OpCode.Neg when adjoint && IsZero(left):
                return left;
            case OpCode.Neg when !operation.Has(OpFlags.Checked) && DefinitionOf(left, OpCode.Neg) is { } inner:
                return inner.Operands[0];
            case OpCode.Fma when adjoint && (IsZero(left) || IsZero(operation.Operands[1])):
                return right;
            default:
                return null;
        }
    }

    private Operation BetterArithmetic(Operation operation)
    {
        Value left = operation.Operands[0];
        Value right = operation.Operands[^1];
        if (operation.Has(OpFlags.Checked))
        {
            return operation;
        }

        if (operation.Result.Type.IsInteger)
        {
            return BetterIntegers(operation);
        }

        bool adjoint = _options.AdjointZeros && operation.Has(OpFlags.Adjoint);
        return operation.Code switch
        {
            OpCode.Add when DefinitionOf(right, OpCode.Neg) is { } negated => With(operation, OpCode.Sub, left, negated.Operands[0]),
            OpCode.Add when DefinitionOf(left, OpCode.Neg) is { } negated => With(operation, OpCode.Sub, right, negated.Operands[0]),
            OpCode.Sub when DefinitionOf(right, OpCode.Neg) is { } negated => With(operation, OpCode.Add, left, negated.Operands[0]),
            OpCode.Sub when IsZero(left, negative: true) || (adjoint && IsZero(left)) => With(operation, OpCode.Neg, right),
            OpCode.Mul when IsNumber(right, -1) => With(operation, OpCode.Neg, left),
            OpCode.Mul when IsNumber(left, -1) => With(operation, OpCode.Neg, right),
            OpCode.Mul when adjoint && Reciprocal(left) is { } divisor => With(operation, OpCode.Div, right, divisor),
            OpCode.Mul when adjoint && Reciprocal(right) is { } divisor => With(operation, OpCode.Div, left, divisor),
            OpCode.Mul when DefinitionOf(left, OpCode.Neg) is { } first && DefinitionOf(right, OpCode.Neg) is { } second =>
                With(operation, OpCode.Mul, first.Operands[0], second.Operands[0]),
            OpCode.Mul when DefinitionOf(left, OpCode.Neg) is { } negated && LiteralOf(right) is { } literal =>
                With(operation, OpCode.Mul, negated.Operands[0], Constant(Literal.OfFloating(literal.Kind, -literal.Floating))),
            OpCode.Mul when DefinitionOf(right, OpCode.Neg) is { } negated && LiteralOf(left) is { } literal =>
                With(operation, OpCode.Mul, Constant(Literal.OfFloating(literal.Kind, -literal.Floating)), negated.Operands[0]),
            OpCode.Neg when adjoint && DefinitionOf(left, OpCode.Sub) is { } difference =>
                With(operation, OpCode.Sub, difference.Operands[1], difference.Operands[0]),
            OpCode.Add when adjoint => BetterSum(operation),
            _ => operation,
        };
    }

    /// <summary>The x of a 1 / x that is used once. Both are made in this block: what comes from outside a loop is divided by only once.</summary>
    private Value? Reciprocal(Value value) =>
        DefinitionOf(value, OpCode.Div) is { } division && IsNumber(division.Operands[0], 1) && !division.Has(OpFlags.Strict) && _uses[value] == 1
        && IsInThisBlock(division) && Definition(division.Operands[1]) is { } divisor && IsInThisBlock(divisor)
            ? division.Operands[1]
            : null;

    private bool IsInThisBlock(Operation operation) => Output.Any(other => ReferenceEquals(other, operation));

    // Sums of constants gather at the right: (x + 1) - 3 is x + -2. The opposite of a difference is another.
    private Operation BetterIntegers(Operation operation)
    {
        Value left = operation.Operands[0];
        Value right = operation.Operands[^1];
        if (operation.Code == OpCode.Add && LiteralOf(left) is not null && LiteralOf(right) is null)
        {
            (left, right) = (right, left);
            operation = With(operation, OpCode.Add, left, right);
        }

        if (operation.Code == OpCode.Neg && !operation.Has(OpFlags.Checked) && DefinitionOf(left, OpCode.Sub) is { } difference && !difference.Has(OpFlags.Checked))
        {
            return With(operation, OpCode.Sub, difference.Operands[1], difference.Operands[0]);
        }

        if (operation.Code is not (OpCode.Add or OpCode.Sub)
            || LiteralOf(right) is not { } outer
            || Definition(left) is not { Code: OpCode.Add or OpCode.Sub } inner
            || inner.Has(OpFlags.Checked)
            || LiteralOf(inner.Operands[1]) is not { } innerLiteral)
        {
            return operation;
        }

        Operation sum = operation with { Code = inner.Code == operation.Code ? OpCode.Add : OpCode.Sub };
        return ConstantFolding.Fold(sum, [innerLiteral, outer]) is { } total
            ? With(operation, inner.Code, inner.Operands[0], Constant(total))
            : operation;
    }

    private Value? SameBitwise(Operation operation)
    {
        Value left = operation.Operands[0];
        Value right = operation.Operands[^1];
        bool boolean = left.Type is ScalarType { Kind: ScalarKind.Bool };
        Literal? constant = LiteralOf(right) ?? LiteralOf(left);
        Value other = LiteralOf(right) is not null ? left : right;
        switch (operation.Code)
        {
            case OpCode.Not:
                return DefinitionOf(left, OpCode.Not)?.Operands[0];
            case OpCode.And or OpCode.Or when left.Id == right.Id:
                return left;
            case OpCode.And when constant is { Bits: 0 }:
                return LiteralOf(right) is not null ? right : left;
            case OpCode.Or or OpCode.Xor when constant is { Bits: 0 }:
                return other;
            case OpCode.And when boolean && constant is { Boolean: true }:
                return other;
            case OpCode.Or when boolean && constant is { Boolean: true }:
                return LiteralOf(right) is not null ? right : left;
            default:
                return null;
        }
    }

    // The opposite of a comparison; of floats only for equality, since both < and >= are false with NaN.
    private Operation BetterNot(Operation operation)
    {
        if (Definition(operation.Operands[0]) is not { Operands.Count: 2 } compared)
        {
            return operation;
        }

        bool floating = compared.Operands[0].Type.IsFloating;
        OpCode? opposite = compared.Code switch
        {
            OpCode.Equal => OpCode.NotEqual,
            OpCode.NotEqual => OpCode.Equal,
            OpCode.Less when !floating => OpCode.GreaterEqual,
            OpCode.LessEqual when !floating => OpCode.Greater,
            OpCode.Greater when !floating => OpCode.LessEqual,
            OpCode.GreaterEqual when !floating => OpCode.Less,
            _ => null,
        };
        return opposite is { } code ? With(operation, code, compared.Operands[0], compared.Operands[1]) : operation;
    }

    private Value? SameComparison(Operation operation)
    {
        Value left = operation.Operands[0];
        if (left.Id != operation.Operands[1].Id || left.Type is not ScalarType || left.Type.IsFloating)
        {
            return null;
        }

        return Constant(operation.Code is OpCode.Equal or OpCode.LessEqual or OpCode.GreaterEqual);
    }

    private Value? SameSelect(Operation operation)
    {
        Value condition = operation.Operands[0];
        Value whenTrue = operation.Operands[1];
        Value whenFalse = operation.Operands[2];
        if (KnownCondition(condition) is { } known)
        {
            return known ? whenTrue : whenFalse;
        }

        if (whenTrue.Id == whenFalse.Id)
        {
            return whenTrue;
        }

        return LiteralOf(whenTrue) is { } first && LiteralOf(whenFalse) is { } second
            ? first == second ? whenTrue : first is { Kind: ScalarKind.Bool, Boolean: true } ? condition : null
            : null;
    }

    private Operation BetterSelect(Operation operation)
    {
        Value condition = operation.Operands[0];
        Value whenTrue = operation.Operands[1];
        Value whenFalse = operation.Operands[2];
        if (operation.Result.Type is ScalarType { Kind: ScalarKind.Bool })
        {
            if (LiteralOf(whenFalse) is { Boolean: false })
            {
                return With(operation, OpCode.And, condition, whenTrue);
            }

            if (LiteralOf(whenTrue) is { Boolean: true })
            {
                return With(operation, OpCode.Or, condition, whenFalse);
            }
        }

        return DefinitionOf(condition, OpCode.Not) is { } negated
            ? With(operation, OpCode.Select, negated.Operands[0], whenFalse, whenTrue)
            : operation;
    }

    private Value? SameConvert(Operation operation)
    {
        Value operand = operation.Operands[0];
        if (operand.Type == operation.Result.Type)
        {
            return operand;
        }

        // There and back through a type that holds every value.
        return DefinitionOf(operand, OpCode.Convert) is { } inner
            && inner.Operands[0].Type == operation.Result.Type
            && inner.Operands[0].Type is ScalarType from
            && operand.Type is ScalarType through
            && Holds(through.Kind, from.Kind)
            ? inner.Operands[0]
            : null;
    }

    private Operation BetterConvert(Operation operation) =>
        DefinitionOf(operation.Operands[0], OpCode.Convert) is { } inner
        && inner.Operands[0].Type is ScalarType from
        && operation.Operands[0].Type is ScalarType through
        && operation.Result.Type is ScalarType to
        && Holds(through.Kind, from.Kind)
        && (Holds(to.Kind, from.Kind) || (from.Kind == ScalarKind.I32 && through.Kind == ScalarKind.F64 && to.Kind == ScalarKind.F32))
            ? operation with { Operands = inner.Operands, Flags = operation.Flags & ~OpFlags.Checked }
            : operation;

    /// <summary>Whether every value of <paramref name="inner"/> is one of <paramref name="outer"/>.</summary>
    private static bool Holds(ScalarKind outer, ScalarKind inner) => (inner, outer) switch
    {
        (ScalarKind.F32, ScalarKind.F64) => true,
        (ScalarKind.I8 or ScalarKind.U8 or ScalarKind.I16 or ScalarKind.U16 or ScalarKind.Char, ScalarKind.I32 or ScalarKind.I64) => true,
        (ScalarKind.I8 or ScalarKind.U8 or ScalarKind.I16 or ScalarKind.U16 or ScalarKind.Char, ScalarKind.F32 or ScalarKind.F64) => true,
        (ScalarKind.I32, ScalarKind.I64 or ScalarKind.F64) => true,
        (ScalarKind.U8 or ScalarKind.U16 or ScalarKind.Char, ScalarKind.U32 or ScalarKind.U64) => true,
        (ScalarKind.U32, ScalarKind.I64 or ScalarKind.U64 or ScalarKind.F64) => true,
        _ => false,
    };

    private Value? SameElementary(Operation operation) =>
        operation.Symbol is "Max" or "Min" or "MaxNumber" or "MinNumber" && operation.Operands[0].Id == operation.Operands[1].Id
            ? operation.Operands[0]
            : null;

    private Operation BetterElementary(Operation operation) =>
        operation.Symbol == "Abs"
        && operation.Result.Type.IsFloating
        && Definition(operation.Operands[0]) is { } inner
        && (inner.Code == OpCode.Neg || inner is { Code: OpCode.Elementary, Symbol: "Abs" })
            ? operation with { Operands = inner.Operands }
            : operation;

    private bool IsNumber(Value value, int number) =>
        LiteralOf(Unspread(value)) is { } literal && (literal.IsFloating ? literal.Floating == number : literal.Kind != ScalarKind.Bool && literal.Bits == number);

    // Zero of either sign, or of the one asked for.
    private bool IsZero(Value value, bool? negative = null) =>
        LiteralOf(Unspread(value)) is { Kind: not ScalarKind.Bool } literal
        && (literal.IsFloating ? literal.Floating == 0 && (negative is null || negative == literal.Bits < 0) : literal.Bits == 0);

    // Constants of vectors and tensors are spread scalars.
    private Value Unspread(Value value) =>
        Definition(value) is { Code: OpCode.Splat or OpCode.Broadcast } spread ? spread.Operands[0] : value;

    private Value Constant(bool value) => Constant(Literal.Of(value));
}
