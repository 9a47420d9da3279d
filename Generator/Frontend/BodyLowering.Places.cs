using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>What can be assigned or referred to: variables, elements, fields of containers and of tuples.</summary>
internal sealed partial class BodyLowering
{
    private Place PlaceOf(IOperation target) => target switch
    {
        ILocalReferenceOperation local => Variable(local.Local),
        IParameterReferenceOperation parameter => Variable(parameter.Parameter),
        IDeclarationExpressionOperation declaration => Declared(declaration),
        IDiscardOperation => new Place(() => throw new RejectedException(), values => values),
        IParenthesizedOperation inner => PlaceOf(inner.Operand),
        IArrayElementReferenceOperation element => ElementOf(element),
        IFieldReferenceOperation { Field: { ContainingType: { IsTupleType: true } tuple } } field => TupleMember(field, tuple),
        IFieldReferenceOperation { Instance: { Type: INamedTypeSymbol owner } instance } field when owner.IsContainer() && !IsForeign(field) =>
            ContainerMember(field, instance, field.Field),
        IPropertyReferenceOperation { Instance: { Type: INamedTypeSymbol owner } instance, Property: { IsIndexer: false } property }
            when owner.IsContainer() && !IsForeign((IPropertyReferenceOperation)target) => ContainerMember(target, instance, property),
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: not null } indexer when IsSpanLike(indexer.Instance!.Type) => SpanElement(indexer),
        IImplicitIndexerReferenceOperation indexer => ImplicitIndexer(indexer),
        IConditionalOperation { IsRef: true } or IInvocationOperation { TargetMethod.RefKind: not RefKind.None } => Referred(Location(target)),
        IFieldReferenceOperation field when IsForeign(field) => ForeignPlace(field, field.Instance, field.Field),
        IPropertyReferenceOperation property when IsForeign(property) => ForeignPlace(property, property.Instance, property.Property),
        _ => throw RefuseExpression(target, "it cannot be followed as a place to read or assign", "keep the value in a local, a span or an array"),
    };

    private Place Variable(ISymbol variable)
    {
        bool cell = IsCell(variable);
        return new Place(
            () => ReadVariable(variable),
            values => WriteVariable(variable, values),
            cell ? () => _state.Find(variable) ?? throw new RejectedException() : null);
    }

    private Place Declared(IDeclarationExpressionOperation declaration)
    {
        if (declaration.Expression is ILocalReferenceOperation { Local: { } local })
        {
            Declare(local, null);
        }

        return PlaceOf(declaration.Expression);
    }

    private Place TupleMember(IFieldReferenceOperation field, INamedTypeSymbol tuple)
    {
        if (field.Instance is not { } instance)
        {
            throw new RejectedException();
        }

        IFieldSymbol member = field.Field.CorrespondingTupleField ?? field.Field;
        int index = tuple.TupleElements.Select(element => (element.CorrespondingTupleField ?? element).Name).ToList().IndexOf(member.Name);
        int offset = Types.TupleOffset(tuple, index);
        int count = Types.Leaves(field.Field.Type).Length;
        if (instance is not (ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IInstanceReferenceOperation))
        {
            // Of a value that has no place: read once, never assigned.
            Value[] whole = Expression(instance);
            return new Place(() => Part(whole), _ => throw new RejectedException());
        }

        Place parent = PlaceOf(instance);
        return new Place(
            () => Part(parent.Read()),
            values =>
            {
                parent.Write(parent.Read().Select((old, i) => i >= offset && i < offset + count ? values[i - offset] : old).ToArray());
                return values;
            },
            parent.Refer is { } refer ? () => Part(refer()) : null);

        Value[] Part(Value[] values) => values.Skip(offset).Take(count).ToArray();
    }

    private Place ContainerMember(IOperation reference, IOperation instance, ISymbol member)
    {
        ITypeSymbol type = member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;
        Value owner = Scalar(instance);
        IrType content = Types.Single(type);
        if (content is ScalarType)
        {
            return Referred([_builder.Emit(OpCode.Field, MemoryType.Ref(content), [owner], symbol: member.Name)]);
        }

        return new Place(
            () => [_builder.Emit(OpCode.Field, content, [owner], member.Name, symbol: member.Name)],
            _ => throw RefuseExpression(reference, "the arrays and parts of a container are not replaced in differentiated code", "assign the elements"));
    }

    /// <summary>Whether a field is outside of what is followed: static, of an object that is not followed, or without derivative.</summary>
    private bool IsForeign(IFieldReferenceOperation field) => field.Field is { ContainingType.IsTupleType: false }
        && (field.Field.IsStatic || IsOpaqueType(field.Instance?.Type)
            || (field.Instance?.Type is INamedTypeSymbol owner && owner.IsContainer() && IsWithoutDerivative(field.Field, field.Field.Type)));

    private bool IsForeign(IPropertyReferenceOperation property) => property.Property.IsStatic || IsOpaqueType(property.Instance?.Type)
        || (property.Instance?.Type is INamedTypeSymbol owner && owner.IsContainer()
            && (!ContainerMembers.IsAutomatic(property.Property) || IsWithoutDerivative(property.Property, property.Property.Type)));

    private static bool IsWithoutDerivative(ISymbol member, ITypeSymbol type) => member.HasNoDerivative() || !ContainerMembers.CanHold(type);

    /// <summary>The place that references refer to.</summary>
    private Place Referred(Value[] references) => new(
        () => LoadLeaves(references),
        values =>
        {
            StoreLeaves(references, values);
            return values;
        },
        () => references);

    private Place ElementOf(IArrayElementReferenceOperation element)
    {
        Value array = Scalar(element.ArrayReference);
        if (array.Type is not MemoryType memory)
        {
            throw RefuseExpression(element, "the elements of this array are not followed", "use arrays of numbers");
        }

        if (element.Indices.Length == 1 && element.Indices[0].Type?.Name == "Range")
        {
            (Value start, Value count) = RangeOf(element.Indices[0], array);
            return new Place(() => [CopyOf(SliceOf(Spanned(array), start, count))], _ => throw new RejectedException());
        }

        Value Length() => _builder.Emit(OpCode.Length, IrType.I32, [array]);
        Value[] indices = element.Indices.Select(index => Index(index, Length)).ToArray();
        return Element(element, array, memory, indices);
    }

    private Place Element(IOperation at, Value memory, MemoryType type, Value[] indices) => new(
        () => [_builder.Load(memory, indices)],
        values =>
        {
            if (_foreignMemory.Contains(memory.Id))
            {
                Lose(RejectionKind.LossThroughStorage, at, values, origin => [Rejections.Text(at.Syntax), origin, "the array is outside of the method"]);
            }

            bool constant = _constantMemory.Contains(memory.Id) && values[0].Type.IsFloating;
            _builder.Store(memory, constant ? _builder.Emit(OpCode.Stop, values[0].Type, [values[0]]) : values[0], indices);
            return values;
        },
        () => [_builder.Emit(OpCode.Element, MemoryType.Ref(type.Element), [memory, .. indices])]);

    private Place SpanElement(IPropertyReferenceOperation indexer)
    {
        Value span = Scalar(indexer.Instance!);
        MemoryType type = span.Type as MemoryType ?? throw RefuseExpression(indexer, "its elements are not followed", "use spans of numbers");
        Value index = Index(indexer.Arguments[0].Value, () => _builder.Emit(OpCode.Length, IrType.I32, [span]));
        return type.Kind == MemoryKind.Rows
            ? new Place(
                () => [_builder.Emit(OpCode.Row, MemoryType.ReadOnlySpan(type.Element), [span, index])],
                _ => throw RefuseExpression(indexer, "a row cannot be assigned", "assign the elements"))
            : Element(indexer, span, type, [index]);
    }

    /// <summary>An index as an i32. <c>^n</c> counts from the end.</summary>
    private Value Index(IOperation index, Func<Value> length)
    {
        IOperation plain = index is IConversionOperation { IsImplicit: true } conversion && conversion.Type?.Name == "Index" ? conversion.Operand : index;
        if (plain is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } hat)
        {
            return _builder.Binary(OpCode.Sub, length(), Scalar(hat.Operand));
        }

        Value value = Scalar(plain);
        if (value.Type == IrType.I32)
        {
            return value;
        }

        // An index of another integer type that does not fit is out of every range; checked, it cannot wrap into it.
        return value.Type.IsInteger
            ? _builder.Emit(OpCode.Convert, IrType.I32, [value], flags: OpFlags.Checked)
            : throw RefuseExpression(index, "it is not an integer", "index by integers or from the end by ^");
    }

    /// <summary>References to a place, one a leaf, for <c>ref</c> locals, arguments and results.</summary>
    private Value[] Location(IOperation operation)
    {
        if (operation is IConditionalOperation { WhenFalse: { } otherwise } choice)
        {
            return Branch(Scalar(choice.Condition), () => Location(choice.WhenTrue), () => Location(otherwise), keepNew: true);
        }

        if (operation is IInvocationOperation call)
        {
            return Invocation(call, wantsReference: true);
        }

        return PlaceOf(operation).Refer is { } refer
            ? refer()
            : throw RefuseExpression(operation, "a reference to it cannot be followed", "refer to a local, an element or a field of a container");
    }

    private static bool IsSpanLike(ITypeSymbol? type) => type is INamedTypeSymbol named
        && named.MetadataFullName() is ("System.Span`1" or "System.ReadOnlySpan`1" or WellKnown.Rows);
}
