using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>Nullable numbers: whether there is one, and the number.</summary>
internal sealed partial class BodyLowering
{
    private Value[] Coalesce(ICoalesceOperation coalesce)
    {
        if (IsFollowedReference(coalesce.Value.Type) && IsFollowedReference(coalesce.Type))
        {
            return CoalesceReferences(coalesce);
        }

        if (coalesce.Value.Type is not { } type || TypeMapping.NullableUnderlying(type) is not { } underlying || coalesce.Type is not { } result)
        {
            throw RefuseExpression(coalesce, "references are not compared", "check for null outside");
        }

        Value[] value = Expression(coalesce.Value);
        return Branch(
            value[0],
            () => TypeMapping.NullableUnderlying(result) is not null && SymbolEqualityComparer.Default.Equals(result, type)
                ? value
                : ConvertLeaves(coalesce, value.Skip(1).ToArray(), underlying, result, false),
            () => coalesce.WhenNull is IThrowOperation failure ? ThrowExpression(failure) : Expression(coalesce.WhenNull),
            keepNew: true);
    }

    private Value[] CoalesceAssignment(ICoalesceAssignmentOperation assignment)
    {
        if (assignment.Target.Type is not { } type || TypeMapping.NullableUnderlying(type) is not { } underlying)
        {
            throw RefuseExpression(assignment, "references are not compared", "check for null outside");
        }

        Place place = PlaceOf(assignment.Target);
        Value[] old = place.Read();
        bool unwraps = TypeMapping.NullableUnderlying(assignment.Type!) is null;
        return Branch(
            old[0],
            () => unwraps ? old.Skip(1).ToArray() : old,
            () =>
            {
                Value[] values = Expression(assignment.Value);
                ITypeSymbol given = assignment.Value.Type ?? type;
                Value[] wrapped = ConvertLeaves(assignment, values, given, type, false);
                place.Write(wrapped);
                return unwraps ? ConvertLeaves(assignment, wrapped.Skip(1).ToArray(), underlying, assignment.Type!, false) : wrapped;
            },
            keepNew: true);
    }

    /// <summary>An operator on nullables: null where an operand is; comparisons with null are false, but for equality.</summary>
    private Value[] Lifted(IOperation operation, BinaryOperatorKind kind, Value[] left, Value[] right, IrType type, bool isChecked)
    {
        Value both = _builder.Binary(OpCode.And, left[0], right[0]);
        bool isBool = type == IrType.Bool && kind is BinaryOperatorKind.And or BinaryOperatorKind.Or;
        if (isBool && left[1].Type == IrType.Bool)
        {
            throw RefuseExpression(operation, "nullable truth values are not followed", "use bool");
        }

        if (kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals)
        {
            Value equal = Branch(
                both,
                () => [_builder.Compare(OpCode.Equal, left[1], right[1])],
                () => [_builder.Compare(OpCode.Equal, left[0], right[0])],
                keepNew: false)[0];
            return [kind == BinaryOperatorKind.Equals ? equal : _builder.Emit(OpCode.Not, IrType.Bool, [equal])];
        }

        if (kind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual)
        {
            return Branch(both, () => [Operate(operation, kind, left[1], right[1], false)], () => [_builder.Const(false)], keepNew: false);
        }

        Value value = Branch(
            both,
            () => [Operate(operation, kind, left[1], right[1], isChecked)],
            () => [_builder.Const(Literal.Of(((ScalarType)left[1].Type).Kind, 0))],
            keepNew: false)[0];
        return [both, value];
    }

    /// <summary><c>a == null</c>, <c>a != null</c> for a nullable; null for anything else.</summary>
    private Value? NullTest(IBinaryOperation binary)
    {
        if (binary.OperatorKind is not (BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals))
        {
            return null;
        }

        IOperation? tested = IsNull(binary.RightOperand) ? binary.LeftOperand : IsNull(binary.LeftOperand) ? binary.RightOperand : null;
        if (tested?.Type is not { } type || TypeMapping.NullableUnderlying(type) is null)
        {
            return null;
        }

        Value present = Expression(tested)[0];
        return binary.OperatorKind == BinaryOperatorKind.NotEquals ? present : _builder.Emit(OpCode.Not, IrType.Bool, [present]);
    }

    private static bool IsNull(IOperation operation) => operation switch
    {
        { ConstantValue: { HasValue: true, Value: null } } => true,
        IConversionOperation conversion => IsNull(conversion.Operand),
        _ => false,
    };

    private Value[] LiftedBinary(IBinaryOperation binary)
    {
        Value[] left = AsNullable(binary.LeftOperand);
        Value[] right = AsNullable(binary.RightOperand);
        if (left.Length != 2 || right.Length != 2 || left[1].Type is not ScalarType || right[1].Type is not ScalarType)
        {
            throw RefuseExpression(binary, "its operands are not numbers", "compute with double, float and integers");
        }

        return Lifted(binary, binary.OperatorKind, left, right, left[1].Type, binary.IsChecked);
    }

    private Value[] AsNullable(IOperation operand)
    {
        Value[] values = Expression(operand);
        return operand.Type is { } type && TypeMapping.NullableUnderlying(type) is null ? [_builder.Const(true), .. values] : values;
    }

    private Value[] LiftedUnary(IUnaryOperation unary)
    {
        Value[] operand = Expression(unary.Operand);
        OpFlags flags = unary.IsChecked && operand[1].Type.IsInteger ? OpFlags.Checked : OpFlags.None;
        Value value = unary.OperatorKind switch
        {
            UnaryOperatorKind.Plus => operand[1],
            UnaryOperatorKind.Minus => _builder.Emit(OpCode.Neg, operand[1].Type, [operand[1]], flags: flags),
            UnaryOperatorKind.Not or UnaryOperatorKind.BitwiseNegation => _builder.Emit(OpCode.Not, operand[1].Type, [operand[1]]),
            _ => throw RefuseExpression(unary, "this operator is not followed", "write it with the usual operators"),
        };
        return [operand[0], value];
    }

    private Value[] LiftedCompound(ICompoundAssignmentOperation compound)
    {
        Place place = PlaceOf(compound.Target);
        Value[] old = place.Read();
        Value[] right = AsNullable(compound.Value);
        if (old.Length != 2 || right.Length != 2 || old[1].Type is not ScalarType || right[1].Type is not ScalarType type)
        {
            throw RefuseExpression(compound, "its operands are not numbers", "compute with double, float and integers");
        }

        Value[] left = [old[0], ConvertSingle(old[1], type, false)!];
        Value[] result = Lifted(compound, compound.OperatorKind, left, right, type, compound.IsChecked);
        return place.Write([result[0], ConvertSingle(result[1], old[1].Type, compound.IsChecked)!]);
    }

    /// <summary><c>GetValueOrDefault</c> of a nullable; null for any other method.</summary>
    private Value[]? NullableMember(IInvocationOperation call, IMethodSymbol method)
    {
        if (call.Instance?.Type is not { } type || TypeMapping.NullableUnderlying(type) is null || method.Name != "GetValueOrDefault")
        {
            return null;
        }

        Value[] nullable = Expression(call.Instance);
        if (call.Arguments.Length == 0)
        {
            return nullable.Skip(1).ToArray();
        }

        Value[] otherwise = Expression(call.Arguments[0].Value);
        return otherwise.Select((value, i) => _builder.Select(nullable[0], nullable[i + 1], value)).ToArray();
    }

    /// <summary>Tuples are equal where all members are.</summary>
    private Value[] TupleEquality(ITupleBinaryOperation binary)
    {
        Value[] left = Expression(binary.LeftOperand);
        Value[] right = Expression(binary.RightOperand);
        if (left.Length != right.Length || left.Any(value => value.Type is not ScalarType))
        {
            throw RefuseExpression(binary, "its members are not numbers", "compare the members one by one");
        }

        Value all = _builder.Const(true);
        for (int i = 0; i < left.Length; i++)
        {
            all = _builder.Binary(OpCode.And, all, _builder.Compare(OpCode.Equal, left[i], right[i]));
        }

        return [binary.OperatorKind == BinaryOperatorKind.Equals ? all : _builder.Emit(OpCode.Not, IrType.Bool, [all])];
    }
}
