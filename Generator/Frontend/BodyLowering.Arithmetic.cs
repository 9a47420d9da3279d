using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>Operators and conversions, as C# defines them.</summary>
internal sealed partial class BodyLowering
{
    private static readonly Dictionary<BinaryOperatorKind, OpCode> BinaryCodes = new()
    {
        [BinaryOperatorKind.Add] = OpCode.Add,
        [BinaryOperatorKind.Subtract] = OpCode.Sub,
        [BinaryOperatorKind.Multiply] = OpCode.Mul,
        [BinaryOperatorKind.Divide] = OpCode.Div,
        [BinaryOperatorKind.Remainder] = OpCode.Rem,
        [BinaryOperatorKind.And] = OpCode.And,
        [BinaryOperatorKind.Or] = OpCode.Or,
        [BinaryOperatorKind.ExclusiveOr] = OpCode.Xor,
        [BinaryOperatorKind.LeftShift] = OpCode.ShiftLeft,
        [BinaryOperatorKind.RightShift] = OpCode.ShiftRight,
        [BinaryOperatorKind.UnsignedRightShift] = OpCode.ShiftRightUnsigned,
        [BinaryOperatorKind.Equals] = OpCode.Equal,
        [BinaryOperatorKind.NotEquals] = OpCode.NotEqual,
        [BinaryOperatorKind.LessThan] = OpCode.Less,
        [BinaryOperatorKind.LessThanOrEqual] = OpCode.LessEqual,
        [BinaryOperatorKind.GreaterThan] = OpCode.Greater,
        [BinaryOperatorKind.GreaterThanOrEqual] = OpCode.GreaterEqual,
    };

    private Value[] Binary(IBinaryOperation binary)
    {
        if (OperatorOf(binary.OperatorMethod, binary.ConstrainedToType) is var own && IsUserDefined(own) && !binary.IsLifted)
        {
            return binary.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr
                ? throw RefuseExpression(binary, "short-circuit operators of a type of your own are not followed", "write it with if")
                : UserOperator(binary, own!, Expression(binary.LeftOperand), Expression(binary.RightOperand));
        }

        if (binary is { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals, IsLifted: false, OperatorMethod.IsImplicitlyDeclared: true }
            && binary.LeftOperand.Type is { } record && IsStruct(record))
        {
            Value equal = RecordEquality(binary, record, Expression(binary.LeftOperand), Expression(binary.RightOperand));
            return [binary.OperatorKind == BinaryOperatorKind.Equals ? equal : _builder.Emit(OpCode.Not, IrType.Bool, [equal])];
        }

        if (binary.OperatorKind == BinaryOperatorKind.ConditionalAnd)
        {
            return Branch(Scalar(binary.LeftOperand), () => Expression(binary.RightOperand), () => [_builder.Const(false)], keepNew: true);
        }

        if (binary.OperatorKind == BinaryOperatorKind.ConditionalOr)
        {
            return Branch(Scalar(binary.LeftOperand), () => [_builder.Const(true)], () => Expression(binary.RightOperand), keepNew: true);
        }

        if (NullTest(binary) is { } test)
        {
            return [test];
        }

        if (binary.IsLifted)
        {
            return LiftedBinary(binary);
        }

        if (binary.Type?.SpecialType == SpecialType.System_String)
        {
            return OpaqueExpression(binary);
        }

        if (ReferenceComparison(binary) is { } answer)
        {
            return [answer];
        }

        if (!IsArithmetic(binary.LeftOperand.Type) || !IsArithmetic(binary.RightOperand.Type))
        {
            throw RefuseExpression(binary, "its operands are not numbers", "compute with double, float and integers");
        }

        CheckWidth(binary, binary.ConstrainedToType);
        Value left = Scalar(binary.LeftOperand);
        Value right = Scalar(binary.RightOperand);
        return [Operate(binary, binary.OperatorKind, left, right, binary.IsChecked)];
    }

    private bool IsArithmetic(ITypeSymbol? type) => Types.ScalarOf(type) is not null;

    /// <summary>A built-in operator on two values of the type in which C# computes it.</summary>
    private Value Operate(IOperation operation, BinaryOperatorKind kind, Value left, Value right, bool isChecked)
    {
        if (!BinaryCodes.TryGetValue(kind, out OpCode code))
        {
            throw RefuseExpression(operation, "this operator is not followed", "write it with the usual operators");
        }

        bool comparison = code is OpCode.Equal or OpCode.NotEqual or OpCode.Less or OpCode.LessEqual or OpCode.Greater or OpCode.GreaterEqual;
        if (comparison)
        {
            return _builder.Compare(code, left, right);
        }

        bool overflows = isChecked && left.Type.IsInteger && code is OpCode.Add or OpCode.Sub or OpCode.Mul;
        return _builder.Binary(code, left, right, flags: overflows && left.Type.IsInteger ? OpFlags.Checked : OpFlags.None);
    }

    private Value[] Unary(IUnaryOperation unary)
    {
        if (OperatorOf(unary.OperatorMethod, unary.ConstrainedToType) is var own && IsUserDefined(own) && !unary.IsLifted)
        {
            return UserOperator(unary, own!, Expression(unary.Operand));
        }

        if (unary.IsLifted)
        {
            return LiftedUnary(unary);
        }

        if (!IsArithmetic(unary.Operand.Type))
        {
            throw RefuseExpression(unary, "its operand is not a number", "compute with double, float and integers");
        }

        CheckWidth(unary, unary.ConstrainedToType);
        Value operand = Scalar(unary.Operand);
        OpFlags flags = unary.IsChecked && operand.Type.IsInteger ? OpFlags.Checked : OpFlags.None;
        return unary.OperatorKind switch
        {
            UnaryOperatorKind.Plus => [operand],
            UnaryOperatorKind.Minus => [_builder.Emit(OpCode.Neg, operand.Type, [operand], flags: flags)],
            UnaryOperatorKind.Not or UnaryOperatorKind.BitwiseNegation => [_builder.Emit(OpCode.Not, operand.Type, [operand])],
            _ => throw RefuseExpression(unary, "this operator is not followed", "write it with the usual operators"),
        };
    }

    private Value[] Conversion(IConversionOperation conversion)
    {
        if (conversion.Operand is IThrowOperation failure)
        {
            return ThrowExpression(failure);
        }

        if (conversion.Type is not { } to)
        {
            throw new RejectedException();
        }

        if (conversion.Operand is IInvocationOperation { TargetMethod: { Name: "Clone", ContainingType.SpecialType: SpecialType.System_Array } } clone)
        {
            return Expression(clone);
        }

        if (OperatorOf(conversion.OperatorMethod, conversion.ConstrainedToType) is var own && IsUserDefined(own) && (IsStruct(to) || IsStruct(conversion.Operand.Type)))
        {
            return UserConversion(conversion, own!, to);
        }

        if (IsOpaqueType(to) || IsOpaqueType(conversion.Operand.Type))
        {
            IOperation inner = Unconverted(conversion);
            return inner != conversion && IsOpaqueType(inner.Type) ? Expression(inner) : OpaqueExpression(conversion);
        }

        if (conversion.Operand.ConstantValue is { HasValue: true, Value: null } || conversion.Operand.Type is not { } from)
        {
            return conversion.Operand.ConstantValue.HasValue ? DefaultOf(to) : Expression(conversion.Operand);
        }

        return ConvertLeaves(conversion, Expression(conversion.Operand), from, to, conversion.IsChecked);
    }

    // Around a user's conversion the compiler may convert to its parameter and from its result.
    private Value[] UserConversion(IConversionOperation conversion, IMethodSymbol method, ITypeSymbol to)
    {
        ITypeSymbol from = conversion.Operand.Type ?? throw new RejectedException();
        Value[] operand = ConvertLeaves(conversion, Expression(conversion.Operand), from, method.Parameters[0].Type, conversion.IsChecked);
        return ConvertLeaves(conversion, UserOperator(conversion, method, operand), method.ReturnType, to, conversion.IsChecked);
    }

    /// <summary>A value of one type as a value of another, member by member.</summary>
    private Value[] ConvertLeaves(IOperation operation, Value[] values, ITypeSymbol from, ITypeSymbol to, bool isChecked)
    {
        (from, to) = (Types.Closed(from), Types.Closed(to));
        if (SymbolEqualityComparer.Default.Equals(from, to))
        {
            return values;
        }

        if (TypeMapping.NullableUnderlying(to) is { } wanted)
        {
            return TypeMapping.NullableUnderlying(from) is { } had
                ? [values[0], .. ConvertLeaves(operation, values.Skip(1).ToArray(), had, wanted, isChecked)]
                : [_builder.Const(true), .. ConvertLeaves(operation, values, from, wanted, isChecked)];
        }

        if (TypeMapping.NullableUnderlying(from) is { } underlying)
        {
            return ConvertLeaves(operation, ValueOfNullable(values), underlying, to, isChecked);
        }

        if (from is INamedTypeSymbol { IsTupleType: true } source && to is INamedTypeSymbol { IsTupleType: true } target)
        {
            List<Value> converted = [];
            for (int i = 0; i < source.TupleElements.Length; i++)
            {
                ITypeSymbol member = source.TupleElements[i].Type;
                Value[] part = values.Skip(Types.PartRange(source, i).Offset).Take(Types.Leaves(member).Length).ToArray();
                converted.AddRange(ConvertLeaves(operation, part, member, target.TupleElements[i].Type, isChecked));
            }

            return [.. converted];
        }

        IrType type = Types.Single(to);
        if (values is [{ Type.IsFloating: true }] && type.IsInteger)
        {
            Lose(RejectionKind.ZeroDerivative, operation, values, origin => [Rejections.Text(operation.Syntax), origin]);
        }

        return values.Length == 1 && ConvertSingle(values[0], type, isChecked) is { } single
            ? [single]
            : throw RefuseExpression(operation, $"'{to.PlainText()}' is not followed", "use double, float, integers, tuples, spans or arrays");
    }

    private Value? ConvertSingle(Value value, IrType to, bool isChecked) => (value.Type, to) switch
    {
        _ when value.Type == to => value,
        (ScalarType from, ScalarType target) => _builder.Emit(OpCode.Convert, target, [value],
            flags: isChecked && !target.IsFloating && !Widens(from.Kind, target.Kind) ? OpFlags.Checked : OpFlags.None),
        (MemoryType { Kind: MemoryKind.Array } from, MemoryType { Kind: MemoryKind.Span or MemoryKind.ReadOnlySpan } target)
            when from.Element == target.Element => _builder.Emit(OpCode.View, target, [value]),
        (MemoryType { Kind: MemoryKind.Span } from, MemoryType { Kind: MemoryKind.ReadOnlySpan } target)
            when from.Element == target.Element => _builder.Emit(OpCode.View, target, [value]),
        _ => null,
    };

    // Every value of the source has a place in the target, so that a checked conversion cannot fail.
    private static bool Widens(ScalarKind from, ScalarKind to) => (from, to) switch
    {
        (ScalarKind.I8, ScalarKind.I16 or ScalarKind.I32 or ScalarKind.I64) => true,
        (ScalarKind.U8, not (ScalarKind.I8 or ScalarKind.Bool)) => true,
        (ScalarKind.I16, ScalarKind.I32 or ScalarKind.I64) => true,
        (ScalarKind.U16 or ScalarKind.Char, ScalarKind.U16 or ScalarKind.Char or ScalarKind.I32 or ScalarKind.U32 or ScalarKind.I64 or ScalarKind.U64) => true,
        (ScalarKind.I32, ScalarKind.I64) => true,
        (ScalarKind.U32, ScalarKind.I64 or ScalarKind.U64) => true,
        _ => false,
    };

    private Value[] ValueOfNullable(Value[] nullable)
    {
        Guard(nullable[0], "new global::System.InvalidOperationException(\"Nullable object must have a value.\")");
        return nullable.Skip(1).ToArray();
    }

    /// <summary>Throws unless a condition holds.</summary>
    private void Guard(Value condition, string exception) => BranchStatements(
        condition,
        () => { },
        () =>
        {
            _builder.Do(OpCode.Throw, [], symbol: exception);
            _state.IsDead = true;
        });
}
