using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>Expressions: each gives one value a leaf of its type.</summary>
internal sealed partial class BodyLowering
{
    /// <summary>An expression of a type that is one value.</summary>
    private Value Scalar(IOperation operation)
    {
        Value[] values = Expression(operation);
        return values.Length == 1 ? values[0] : throw RefuseExpression(operation, "its type is not followed", "use scalars, tuples, spans or arrays");
    }

    private Value[] Expression(IOperation operation)
    {
        if (operation.ConstantValue is { HasValue: true } constant && Types.ScalarOf(operation.Type) is { } kind)
        {
            return [_builder.Const(Literals.Of(constant.Value, kind))];
        }

        if (operation.ConstantValue.HasValue && IsOpaqueType(operation.Type))
        {
            return OpaqueExpression(operation);
        }

        if (StackAllocation(operation) is { } allocated)
        {
            return allocated;
        }

        return operation switch
        {
            ILocalReferenceOperation local => ReadVariable(local.Local),
            IParameterReferenceOperation parameter => ReadVariable(parameter.Parameter),
            IInstanceReferenceOperation instance => Instance(instance).Read(),
            IParenthesizedOperation inner => Expression(inner.Operand),
            IConversionOperation conversion => Conversion(conversion),
            IBinaryOperation binary => Binary(binary),
            IUnaryOperation unary => Unary(unary),
            ISimpleAssignmentOperation assignment => Assignment(assignment),
            ICompoundAssignmentOperation compound => Compound(compound),
            IDeconstructionAssignmentOperation deconstruction => Deconstruction(deconstruction),
            IIncrementOrDecrementOperation step => Increment(step),
            IConditionalOperation choice => Conditional(choice),
            IInvocationOperation call => Invocation(call),
            IArrayElementReferenceOperation or IFieldReferenceOperation or IImplicitIndexerReferenceOperation => PlaceOf(operation).Read(),
            IPropertyReferenceOperation property => Property(property),
            ITupleOperation tuple => tuple.Elements.SelectMany(Expression).ToArray(),
            IDefaultValueOperation => DefaultOf(operation.Type!),
            ITypeParameterObjectCreationOperation creation => NewOfParameter(creation),
            ILiteralOperation => DefaultOf(operation.Type!),
            IDeclarationExpressionOperation declaration => Expression(declaration.Expression),
            IArrayCreationOperation creation => ArrayCreation(creation),
            IThrowOperation failure => ThrowExpression(failure),
            ISwitchExpressionOperation choice => SwitchExpression(choice),
            IIsTypeOperation { IsNegated: false } test => [IsOfType(test, Expression(test.ValueOperand), test.ValueOperand.Type ?? throw new RejectedException(), test.TypeOperand)],
            IIsPatternOperation test => [Match(test.Pattern, Expression(test.Value), test.Value.Type ?? throw new RejectedException())],
            IWithOperation { Type.IsValueType: true } copy => Initialized(Expression(copy.Operand), copy.Initializer.Initializers),
            IConditionalAccessOperation access => ConditionalAccess(access),
            IConditionalAccessInstanceOperation => _conditionalInstances.Peek(),
            ICoalesceOperation coalesce => Coalesce(coalesce),
            ICoalesceAssignmentOperation assignment => CoalesceAssignment(assignment),
            ITupleBinaryOperation comparison => TupleEquality(comparison),
            ICollectionExpressionOperation collection => Collection(collection),
            IObjectCreationOperation or IInterpolatedStringOperation or ITypeOfOperation => Created(operation),
            _ => throw RefuseExpression(operation, "this kind of expression is not followed", "write it with arithmetic, calls and assignments"),
        };
    }

    private bool IsOpaqueType(ITypeSymbol? type) => type is not null && Types.Leaves(type) is [{ Type: OpaqueType, Path.Length: 0 }];

    private Value[] Created(IOperation operation)
    {
        if (operation is IObjectCreationOperation { Type: { } type } creation && !IsOpaqueType(type))
        {
            return IsStruct(type) ? Construction(creation)
                : creation.Arguments.Length == 0 && TypeMapping.Scalar(type) is not null
                    ? DefaultOf(type)
                    : throw RefuseExpression(operation, $"making a '{type.PlainText()}' is not followed", "make it outside and pass it");
        }

        return OpaqueExpression(operation);
    }

    // default and null: zeros for scalars, no value for nullables, and references to nothing.
    private Value[] DefaultOf(ITypeSymbol type) => Types.Leaves(type)
        .Select(leaf => leaf.Type switch
        {
            ScalarType scalar => _builder.Const(Literal.Of(scalar.Kind, 0)),
            MemoryType { Kind: MemoryKind.Span } span => _builder.Emit(OpCode.Alloc, span, [_builder.Const(0)]),
            MemoryType { Kind: MemoryKind.ReadOnlySpan } span =>
                _builder.Emit(OpCode.View, span, [_builder.Emit(OpCode.Alloc, MemoryType.Span(span.Element), [_builder.Const(0)])]),
            _ => Default(leaf.Type),
        })
        .ToArray();

    private Value[] Conditional(IConditionalOperation choice)
    {
        if (choice.Condition.ConstantValue is { HasValue: true, Value: bool known })
        {
            return Expression(known ? choice.WhenTrue : choice.WhenFalse!);
        }

        return Branch(
            Scalar(choice.Condition),
            () => Expression(choice.WhenTrue),
            () => Expression(choice.WhenFalse!),
            keepNew: true);
    }

    private Value[] ThrowExpression(IThrowOperation failure)
    {
        Throw(failure);
        return [];
    }

    private void Throw(IThrowOperation failure)
    {
        if (failure.Exception is not { } exception)
        {
            throw RefuseStatement(failure, "it throws again what was caught", "throw a new exception");
        }

        OpaqueText text = new(this);
        string code = text.Write(Unconverted(exception));
        _builder.Do(OpCode.Throw, [.. text.Operands], symbol: code);
        _state.IsDead = true;
    }

    /// <summary>The operand below conversions that change nothing in the IR: to a base class, an interface, or the same type.</summary>
    private static IOperation Unconverted(IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null, IsImplicit: true } conversion
            && (conversion.Conversion.IsIdentity || conversion.Conversion.IsReference))
        {
            operation = conversion.Operand;
        }

        return operation;
    }
}
