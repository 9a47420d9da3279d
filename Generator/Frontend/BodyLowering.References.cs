using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>Comparisons of references and of values of types that are not followed: constants to differentiation.</summary>
internal sealed partial class BodyLowering
{
    private static readonly Dictionary<BinaryOperatorKind, string> ComparisonTexts = new()
    {
        [BinaryOperatorKind.Equals] = "==",
        [BinaryOperatorKind.NotEquals] = "!=",
        [BinaryOperatorKind.LessThan] = "<",
        [BinaryOperatorKind.LessThanOrEqual] = "<=",
        [BinaryOperatorKind.GreaterThan] = ">",
        [BinaryOperatorKind.GreaterThanOrEqual] = ">=",
    };

    // What stands before each ?. whose member is being lowered.
    private readonly Stack<Value[]> _conditionalInstances = new();

    /// <summary>The answer of <c>a == null</c>, <c>a == b</c> on arrays and containers, and of comparisons of strings and the like; null where it is none.</summary>
    private Value? ReferenceComparison(IBinaryOperation binary)
    {
        if (!ComparisonTexts.TryGetValue(binary.OperatorKind, out string comparison))
        {
            return null;
        }

        IOperation left = Unconverted(binary.LeftOperand), right = Unconverted(binary.RightOperand);
        bool isEquality = binary.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals;
        if (isEquality && (IsFollowedReference(left.Type) || IsFollowedReference(right.Type)))
        {
            Value[] operands = new[] { left, right }.Where(side => !IsNull(side)).Select(Scalar).ToArray();
            string answer = operands.Length == 1 ? NullTest(comparison == "==") : Negated("object.ReferenceEquals({0}, {1})", comparison != "==");
            return Ask(answer, operands);
        }

        if (!IsOpaqueType(left.Type) && !IsOpaqueType(right.Type))
        {
            return null;
        }

        OpaqueText text = new(this);
        IOperation? tested = IsNull(right) ? left : IsNull(left) ? right : null;
        bool isBuiltIn = binary.OperatorMethod is null || binary.OperatorMethod.ContainingType.SpecialType == SpecialType.System_String;
        string code = isEquality && isBuiltIn && tested is { Type.IsReferenceType: true }
            ? NullTest(comparison == "==").Replace("{0}", text.Write(tested))
            : text.Write(left) + " " + comparison + " " + text.Write(right);
        return isBuiltIn && IsKnown(left) && IsKnown(right) ? Ask(code, [.. text.Operands]) : AskOnce(code, [.. text.Operands]);
    }

    /// <summary>Whether a value of such a type is or is not null.</summary>
    private Value IsNullReference(IOperation at, Value reference, bool wanted) => reference.Type is MemoryType { Kind: MemoryKind.Span }
        ? throw RefuseExpression(at, "whether an array of structs is null is not followed", "test its length")
        : Ask(NullTest(wanted), [reference]);

    /// <summary><c>ArgumentNullException.ThrowIfNull</c> looks at a reference and no further.</summary>
    private bool ThrowIfNull(IInvocationOperation call)
    {
        if (call.TargetMethod is not { Name: "ThrowIfNull", ContainingType: { } type }
            || type.MetadataFullName() != "System.ArgumentNullException"
            || call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0) is not { } tested
            || Unconverted(tested.Value) is not { } reference
            || !IsFollowedReference(reference.Type))
        {
            return false;
        }

        object? name = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 1)?.Value.ConstantValue.Value;
        string text = type.FullText() + ".ThrowIfNull({0}, " + ConstantText.Of(name, null) + ")";
        _builder.Do(OpCode.Opaque, [Scalar(reference)], symbol: text);
        return true;
    }

    // One that is given, which may do as it pleases but for the memory that it is not passed.
    private bool IsUnknownDelegate(IOperation target) => target switch
    {
        IConditionalAccessInstanceOperation => true,
        IParameterReferenceOperation reference => CallableOf(target) is null && _state.Find(reference.Parameter) is [{ Type: OpaqueType }],
        _ => false,
    };

    /// <summary><c>a?.b</c>: the member where there is an object, else null.</summary>
    private Value[] ConditionalAccess(IConditionalAccessOperation access)
    {
        ITypeSymbol type = access.Operation.Type ?? throw new RejectedException();
        ITypeSymbol result = access.WhenNotNull.Type ?? throw new RejectedException();
        if (type.TypeKind == TypeKind.Delegate && !(IsUnknownDelegate(access.Operation) && result.SpecialType == SpecialType.System_Void))
        {
            throw RefuseExpression(access, "whether a delegate is null is not followed", "pass one that does nothing, and call it");
        }

        Value[] value = Expression(access.Operation);
        bool isNullable = TypeMapping.NullableUnderlying(type) is not null;
        bool isVoid = result.SpecialType == SpecialType.System_Void;
        bool wraps = !isVoid && result.IsValueType && TypeMapping.NullableUnderlying(result) is null;
        if (!isVoid && !result.IsValueType)
        {
            throw RefuseExpression(access, "its result may be a null reference", "decide with if");
        }

        return Branch(
            isNullable ? value[0] : IsNullReference(access, value[0], false),
            () => Present(access, isNullable ? value.Skip(1).ToArray() : value, wraps),
            () => isVoid ? [] : DefaultOf(access.Type!),
            keepNew: true);
    }

    private Value[] Present(IConditionalAccessOperation access, Value[] instance, bool wraps)
    {
        _conditionalInstances.Push(instance);
        try
        {
            Value[] member = Expression(access.WhenNotNull);
            return wraps ? [_builder.Const(true), .. member] : member;
        }
        finally
        {
            _conditionalInstances.Pop();
        }
    }

    /// <summary><c>a ?? b</c> and <c>a ?? throw …</c> on arrays and containers.</summary>
    private Value[] CoalesceReferences(ICoalesceOperation coalesce)
    {
        Value value = Scalar(coalesce.Value);
        return Branch(
            IsNullReference(coalesce, value, true),
            () => coalesce.WhenNull is IThrowOperation failure ? ThrowExpression(failure) : [Scalar(coalesce.WhenNull)],
            () => [value],
            keepNew: true);
    }

    // An array or a container: a reference whose content is followed.
    private bool IsFollowedReference(ITypeSymbol? type) =>
        type is { IsReferenceType: true } && Types.GroupOf(type) == 1 && Types.Leaves(type) is [{ Type: MemoryType or ObjectType }];

    // By a method: "is null" would make the compiler warn wherever the reference is used behind it.
    private static string NullTest(bool wanted) => Negated("global::Adjoint.Guard.IsNull({0})", !wanted);

    private static string Negated(string text, bool isNegated) => isNegated ? "!" + text : text;

    private static bool IsKnown(IOperation operation) => operation.ConstantValue.HasValue || operation is ILocalReferenceOperation or IParameterReferenceOperation;

    private Value AskOnce(string question, Value[] operands) => _builder.Emit(OpCode.Opaque, IrType.Bool, operands, symbol: question);

    // Of what the operands are, and not of what they hold: the answer stays the same.
    private Value Ask(string question, Value[] operands) => _builder.Emit(OpCode.Opaque, IrType.Bool, operands, flags: OpFlags.Safe, symbol: question);
}
