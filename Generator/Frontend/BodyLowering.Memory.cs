using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>Members of spans and arrays, slices and allocations.</summary>
internal sealed partial class BodyLowering
{
    private Value[] Property(IPropertyReferenceOperation reference)
    {
        IPropertySymbol property = reference.Property;
        if ((ConstantOfNumber(reference) ?? PropertyOfConstraint(reference)) is { } constrained)
        {
            return constrained;
        }

        if (!property.ContainingType.IsExtension && reference.Instance is { Type: { } type } instance)
        {
            if (type.TypeKind == TypeKind.Array && property.Name is "Length" or "Rank" or "LongLength")
            {
                return [ArrayProperty(instance, property.Name)];
            }

            if (IsSpanLike(type) && SpanProperty(reference, instance) is { } value)
            {
                return value;
            }

            if (TypeMapping.NullableUnderlying(type) is not null)
            {
                Value[] nullable = Expression(instance);
                return property.Name == "HasValue" ? [nullable[0]] : ValueOfNullable(nullable);
            }
        }

        return PlaceOf(reference).Read();
    }

    private Value ArrayProperty(IOperation instance, string name)
    {
        Value array = Scalar(instance);
        if (array.Type is not MemoryType memory)
        {
            throw RefuseExpression(instance, "the elements of this array are not followed", "use arrays of numbers");
        }

        if (name == "Rank")
        {
            return _builder.Const(memory.Rank);
        }

        Value length = CountOf(array, instance.Type);
        for (int dimension = 1; dimension < memory.Rank; dimension++)
        {
            length = _builder.Binary(OpCode.Mul, length, LengthOf(array, dimension));
        }

        return name == "Length" ? length : _builder.Emit(OpCode.Convert, IrType.I64, [length]);
    }

    private Value LengthOf(Value memory, int dimension = 0)
    {
        Value length = _builder.Emit(OpCode.Length, IrType.I32, [memory], number: dimension);
        _counts.Add(length.Id);
        return length;
    }

    private Value[]? SpanProperty(IPropertyReferenceOperation reference, IOperation instance)
    {
        switch (reference.Property.Name)
        {
            case "Length" or "Count":
                return [CountOf(Scalar(instance), instance.Type)];
            case "RowLength":
                return [LengthOf(Scalar(instance), 1)];
            case "IsEmpty":
                return [_builder.Compare(OpCode.Equal, LengthOf(Scalar(instance)), _builder.Const(0))];
            case "Empty":
                return DefaultOf(reference.Type!);
            default:
                return reference.Property.IsIndexer ? SpanElement(reference).Read() : null;
        }
    }

    /// <summary>A call of a member of spans or arrays; null where it is something else.</summary>
    private Value[]? MemoryMember(IInvocationOperation call, IMethodSymbol method)
    {
        string owner = method.ContainingType.MetadataFullName();
        bool ofArray = owner == "System.Array";
        if (owner is not ("System.Span`1" or "System.ReadOnlySpan`1" or "System.MemoryExtensions") && !ofArray)
        {
            return null;
        }

        if (ofArray && method.Name == "Empty" && Types.Leaves(method.ReturnType) is [{ Type: MemoryType none }])
        {
            return [_builder.Emit(OpCode.Alloc, none, [_builder.Const(0)])];
        }

        List<IOperation> arguments = call.Arguments
            .Where(argument => argument.ArgumentKind != ArgumentKind.DefaultValue)
            .OrderBy(argument => argument.Parameter!.Ordinal)
            .Select(argument => Unconverted(argument.Value))
            .ToList();
        if (call.Instance is { } instance)
        {
            arguments.Insert(0, instance);
        }

        if (arguments.Count == 0 || arguments[0].Type is not { } first || Types.Leaves(first) is not [{ Type: MemoryType }])
        {
            return null;
        }

        Value memory = Scalar(arguments[0]);
        int group = Types.GroupOf(first);
        Value Argument(int index) => Scalar(arguments[index]);
        Value Counted(int index) => PlaceIn(Argument(index), group);
        switch (method.Name)
        {
            case "Slice" or "AsSpan" when arguments.Count == 1:
                return [Spanned(memory)];
            case "Slice" or "AsSpan" when arguments.Count == 2 && Argument(1) is { } start && start.Type == IrType.I32:
                return [SliceFrom(Spanned(memory), PlaceIn(start, group))];
            case "Slice" or "AsSpan" when arguments.Count == 3:
                return [SliceOf(Spanned(memory), Counted(1), Counted(2))];
            case "Fill" when arguments.Count == 2 && group > 1:
                FillPacked(memory, Expression(arguments[1]), first);
                return [];
            case "Fill" when arguments.Count == 2:
                _builder.Do(OpCode.Fill, [memory, ConvertSingle(Argument(1), ((MemoryType)memory.Type).Element, false)!]);
                return [];
            case "Fill" when ofArray && arguments.Count == 4 && group == 1:
                Value filler = ConvertSingle(Argument(1), ((MemoryType)memory.Type).Element, false)!;
                Value from = Argument(2);
                _builder.Do(OpCode.Fill, [SliceOf(Spanned(memory), from, Argument(3)), filler]);
                return [];
            case "Clear" when ofArray && arguments.Count == 3 && memory.Type is MemoryType { Rank: 1, Element: ScalarType cleared }:
                Value clearFrom = Counted(1);
                _builder.Do(OpCode.Fill, [SliceOf(Spanned(memory), clearFrom, Counted(2)), _builder.Const(Literal.Of(cleared.Kind, 0))]);
                return [];
            case "Clear" when arguments.Count == 1 && memory.Type is MemoryType { Element: ScalarType zero }:
                _builder.Do(OpCode.Fill, [memory, _builder.Const(Literal.Of(zero.Kind, 0))]);
                return [];
            case "CopyTo" when arguments.Count == 2:
                _builder.Do(OpCode.Copy, [memory, Argument(1)]);
                return [];
            case "ToArray" when arguments.Count == 1:
                return [CopyOf(memory, group > 1)];
            case "GetLength" when group == 1 && arguments.Count == 2 && arguments[1].ConstantValue is { HasValue: true, Value: int dimension }:
                return [LengthOf(memory, dimension)];
            case "GetUpperBound" when group == 1 && arguments.Count == 2 && arguments[1].ConstantValue is { HasValue: true, Value: int dimension }:
                return [_builder.Binary(OpCode.Sub, LengthOf(memory, dimension), _builder.Const(1))];
            case "GetLowerBound" when arguments.Count == 2 && arguments[1].ConstantValue is { HasValue: true, Value: int }:
                return [_builder.Const(0)];
            case "Copy" when ofArray && arguments.Count == 5 && memory.Type is MemoryType { Rank: 1 }:
                Value copyFrom = Counted(1);
                Value other = Argument(2);
                Value copyTo = Counted(3);
                Value copied = Counted(4);
                _builder.Do(OpCode.Copy, [SliceOf(Spanned(memory), copyFrom, copied), SliceOf(Spanned(other), copyTo, copied)]);
                return [];
            case "Copy" when ofArray && arguments.Count == 3:
                Value target = Argument(1);
                Value count = Counted(2);
                _builder.Do(OpCode.Copy, [
                    SliceOf(Spanned(memory), _builder.Const(0), count),
                    SliceOf(Spanned(target), _builder.Const(0), count)]);
                return [];
            case "Clone" when ofArray:
                return [CopyOf(memory, group > 1)];
            case "Reverse" when method.ReturnsVoid && group == 1 && memory.Type is MemoryType { Rank: 1, Element: ScalarType }:
                Reverse(arguments.Count == 1 ? memory : SliceOf(Spanned(memory), Counted(1), Counted(2)));
                return [];
            case "BinarySearch" or "IndexOf" or "LastIndexOf" or "Contains" when group == 1 && memory.Type is MemoryType { Element: ScalarType }:
                return null;
            default:
                throw RefuseExpression(call, $"'{method.PlainText()}' is not followed", "write the loop here");
        }
    }

    private Value Spanned(Value memory) => memory.Type is MemoryType { Kind: MemoryKind.Array } array
        ? _builder.Emit(OpCode.View, MemoryType.Span(array.Element), [memory])
        : memory;

    // for (int i = 0; i < n / 2; i++) (m[i], m[n - 1 - i]) = (m[n - 1 - i], m[i])
    private void Reverse(Value memory)
    {
        Value length = LengthOf(memory), last = _builder.Binary(OpCode.Sub, length, _builder.Const(1));
        BlockBuilder turn = _builder.Nested();
        Value index = turn.Parameter(IrType.I32, "i");
        Value opposite = turn.Binary(OpCode.Sub, last, index);
        Value first = turn.Load(memory, index), second = turn.Load(memory, opposite);
        turn.Store(memory, second, index);
        turn.Store(memory, first, opposite);
        _builder.For(_builder.Const(0), _builder.Binary(OpCode.Div, length, _builder.Const(2)), 1, [], turn.Build([]));
    }

    private Value SliceFrom(Value memory, Value start) =>
        SliceOf(memory, start, _builder.Binary(OpCode.Sub, LengthOf(memory), start));

    private Value SliceOf(Value memory, Value start, Value count) => _builder.Emit(OpCode.Slice, memory.Type, [memory, start, count]);

    private Value CopyOf(Value memory, bool isPacked = false)
    {
        MemoryType type = (MemoryType)memory.Type;
        if (type.Kind == MemoryKind.Grid)
        {
            Value[] sizes = Enumerable.Range(0, type.Rank).Select(dimension => LengthOf(memory, dimension)).ToArray();
            Value grid = _builder.Emit(OpCode.Alloc, type, sizes, flags: OpFlags.Uninitialized);
            CopyElements(memory, grid, sizes, []);
            return grid;
        }

        Value copy = _builder.Emit(OpCode.Alloc, isPacked ? MemoryType.Span(type.Element) : MemoryType.Array(type.Element), [LengthOf(memory)], flags: OpFlags.Uninitialized);
        _builder.Do(OpCode.Copy, [memory, Spanned(copy)]);
        return copy;
    }

    private void CopyElements(Value from, Value to, Value[] sizes, Value[] outer)
    {
        if (outer.Length == sizes.Length)
        {
            _builder.Store(to, _builder.Load(from, outer), outer);
            return;
        }

        Arm body = LowerArm(_state, () =>
        {
            CopyElements(from, to, sizes, [.. outer, _builder.Parameter(IrType.I32)]);
            return [];
        });
        _builder.For(_builder.Const(0), sizes[outer.Length], 1, [], body.Builder.Build());
    }

    private static bool IsOfDelegates(ITypeSymbol? type) => type is IArrayTypeSymbol { ElementType.TypeKind: TypeKind.Delegate };

    private RejectedException RefuseDelegates(IOperation operation) => RefuseExpression(
        operation, "which delegate of an array is called shows only while it runs", "call each by its name, in a switch where they are chosen");

    private Value[] ArrayCreation(IArrayCreationOperation creation)
    {
        if (creation.Type is not IArrayTypeSymbol type || Types.Single(type) is not MemoryType memory)
        {
            throw IsOfDelegates(creation.Type)
                ? RefuseDelegates(creation)
                : RefuseExpression(creation, "the elements of this array are not followed", "use arrays of numbers");
        }

        int group = Types.GroupOf(type);
        Value[] sizes = creation.DimensionSizes.Select(size => PlaceIn(Index(size, () => throw new RejectedException()), group)).ToArray();
        OpFlags flags = creation.Initializer is null ? OpFlags.None : OpFlags.Uninitialized;
        Value array = _builder.Emit(OpCode.Alloc, memory, sizes, flags: flags);
        if (creation.Initializer is { } initializer)
        {
            Initialize(array, initializer, []);
        }

        return [array];
    }

    private void Initialize(Value array, IArrayInitializerOperation initializer, List<Value> indices)
    {
        for (int i = 0; i < initializer.ElementValues.Length; i++)
        {
            List<Value> here = [.. indices, _builder.Const(i)];
            if (initializer.ElementValues[i] is IArrayInitializerOperation nested)
            {
                Initialize(array, nested, here);
            }
            else
            {
                Value[] values = Expression(initializer.ElementValues[i]);
                if (values.Length == 1)
                {
                    _builder.Store(array, values[0], [.. here]);
                }
                else
                {
                    StorePacked(array, values, here[0]);
                }
            }
        }
    }

    /// <summary>The start and count of a range over memory of a length.</summary>
    private (Value Start, Value Count) RangeOf(IOperation operation, Value memory, ITypeSymbol? type)
    {
        if (Unconverted(operation) is not IRangeOperation range)
        {
            throw RefuseExpression(operation, "a range held in a variable is not followed", "write the range in the brackets");
        }

        int group = Types.GroupOf(type);
        Value length = CountOf(memory, type);
        Value start = range.LeftOperand is { } left ? Index(left, () => length) : _builder.Const(0);
        Value end = range.RightOperand is { } right ? Index(right, () => length) : length;
        return (PlaceIn(start, group), PlaceIn(_builder.Binary(OpCode.Sub, end, start), group));
    }

    /// <summary><c>span[^1]</c>, <c>span[a..b]</c>.</summary>
    private Place ImplicitIndexer(IImplicitIndexerReferenceOperation reference)
    {
        Value span = Scalar(reference.Instance);
        if (span.Type is not MemoryType type)
        {
            throw RefuseExpression(reference, "its elements are not followed", "use spans of numbers");
        }

        if (reference.Argument.Type?.Name == "Range")
        {
            (Value start, Value count) = RangeOf(reference.Argument, span, reference.Instance.Type);
            return new Place(() => [SliceOf(span, start, count)], _ => throw new RejectedException());
        }

        Value index = Index(reference.Argument, () => CountOf(span, reference.Instance.Type));
        int group = Types.GroupOf(reference.Instance.Type);
        return group > 1 ? PackedElement(reference, span, type, index, group) : Element(reference, span, type, [index]);
    }

    /// <summary><c>stackalloc</c>, which the compiler's operations do not describe.</summary>
    private Value[]? StackAllocation(IOperation operation)
    {
        if (operation.Syntax is not (StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax))
        {
            return null;
        }

        SemanticModel model = _module.Model(operation.Syntax.SyntaxTree);
        TypeInfo info = model.GetTypeInfo(operation.Syntax, _module.Cancellation);
        ITypeSymbol? type = info.ConvertedType is INamedTypeSymbol named && IsSpanLike(named) ? named : info.Type;
        InitializerExpressionSyntax? initializer = operation.Syntax switch
        {
            StackAllocArrayCreationExpressionSyntax explicitly => explicitly.Initializer,
            ImplicitStackAllocArrayCreationExpressionSyntax implicitly => implicitly.Initializer,
            _ => null,
        };
        if (type is null || Types.Single(type) is not MemoryType { Kind: MemoryKind.Span or MemoryKind.ReadOnlySpan, Element: ScalarType element } memory)
        {
            throw RefuseExpression(operation, "pointers are not followed", "assign it to a Span of numbers");
        }

        int group = Types.GroupOf(type);
        Value length = initializer is not null
            ? _builder.Const(initializer.Expressions.Count)
            : Scalar(OperationOf(((ArrayTypeSyntax)((StackAllocArrayCreationExpressionSyntax)operation.Syntax).Type).RankSpecifiers[0].Sizes[0]));
        Value span = _builder.Emit(OpCode.Alloc, MemoryType.Span(element), [PlaceIn(length, group)]);
        for (int i = 0; i < (initializer?.Expressions.Count ?? 0); i++)
        {
            Value[] values = Expression(OperationOf(initializer!.Expressions[i]));
            if (group > 1)
            {
                StorePacked(span, values, _builder.Const(i));
            }
            else
            {
                _builder.Store(span, ConvertSingle(values[0], element, false)!, _builder.Const(i));
            }
        }

        return [memory.Kind == MemoryKind.Span ? span : _builder.Emit(OpCode.View, memory, [span])];
    }

    /// <summary>The operation of an expression. Parentheses and their kin have none, only what stands in them.</summary>
    private IOperation OperationOf(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax parentheses => OperationOf(parentheses.Expression),
        CheckedExpressionSyntax inner => OperationOf(inner.Expression),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } inner => OperationOf(inner.Operand),
        _ => _module.Model(expression.SyntaxTree).GetOperation(expression, _module.Cancellation)
            ?? throw new InvalidOperationException($"there is no operation of '{expression}'"),
    };
}
