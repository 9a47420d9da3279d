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
        IInstanceReferenceOperation instance => Instance(instance),
        IFieldReferenceOperation { Instance: { } owner } field when Types.PartIndex(owner.Type, field.Field) is not null => Part(owner, field.Field),
        IPropertyReferenceOperation { Instance: { } owner } property when Types.PartIndex(owner.Type, property.Property) is not null => Part(owner, property.Property),
        IPropertyReferenceOperation property when IsComputed(property) => Computed(property),
        IPropertyReferenceOperation property when IsMirrored(property) => MirroredProperty(property),
        IFieldReferenceOperation field when IsMirrored(field) => MirroredField(field),
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
            cell ? () => _state.Find(variable) ?? throw new RejectedException() : null)
        {
            Part = cell ? (first, count) => Referred((_state.Find(variable) ?? throw new RejectedException()).Skip(first).Take(count).ToArray()) : null,
        };
    }

    private Place Declared(IDeclarationExpressionOperation declaration)
    {
        if (declaration.Expression is ILocalReferenceOperation { Local: { } local })
        {
            Declare(local, null);
        }

        return PlaceOf(declaration.Expression);
    }

    private Place ContainerMember(IOperation reference, IOperation instance, ISymbol member)
    {
        ITypeSymbol type = member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;
        _module.CheckSeen(member);
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
    private bool IsForeign(IFieldReferenceOperation field) => field.Field is { ContainingType.IsTupleType: false } && !IsMirrored(field)
        && (field.Field.IsStatic || IsOpaqueType(field.Instance?.Type)
            || (field.Instance?.Type is INamedTypeSymbol owner && owner.IsContainer() && IsWithoutDerivative(field.Field, field.Field.Type)));

    /// <summary>Whether a property runs code of the project: that of a struct, a container or a static one.</summary>
    private bool IsComputed(IPropertyReferenceOperation property) => !ContainerMembers.IsAutomatic(property.Property) && !property.Property.HasNoDerivative()
        && (property.Property.GetMethod ?? property.Property.SetMethod) is { } accessor && MethodBodies.IsInSource(accessor, _module)
        && (property.Property.IsStatic || property.Property.ContainingType.IsExtension || property.Property.ContainingType.IsContainer() || IsStruct(property.Instance?.Type));

    private bool IsForeign(IPropertyReferenceOperation property) => (property.Property.IsStatic && !IsMirrored(property)) || IsOpaqueType(property.Instance?.Type)
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
        () => references)
    {
        Part = (first, count) => Referred(references.Skip(first).Take(count).ToArray()),
    };

    private Place ElementOf(IArrayElementReferenceOperation element)
    {
        Value array = Scalar(element.ArrayReference);
        if (array.Type is not MemoryType memory)
        {
            throw RefuseExpression(element, "the elements of this array are not followed", "use arrays of numbers");
        }

        if (element.Indices.Length == 1 && element.Indices[0].Type?.Name == "Range")
        {
            (Value start, Value count) = RangeOf(element.Indices[0], array, element.ArrayReference.Type);
            return new Place(() => [CopyOf(SliceOf(Spanned(array), start, count), Types.GroupOf(element.ArrayReference.Type) > 1)], _ => throw new RejectedException());
        }

        int group = Types.GroupOf(element.ArrayReference.Type);
        Value Length() => CountOf(array, element.ArrayReference.Type);
        Value[] indices = element.Indices.Select(index => Index(index, Length)).ToArray();
        return group > 1 ? PackedElement(element, array, memory, indices[0], group) : Element(element, array, memory, indices);
    }

    private Place Element(IOperation at, Value memory, MemoryType type, Value[] indices) => new(
        () => [_builder.Load(memory, indices)],
        values =>
        {
            if (_module.Outside.IsLost(_name, memory))
            {
                Lose(RejectionKind.LossThroughStorage, at, values, origin => [Rejections.Text(at.Syntax), origin, OutsideMemory.Why]);
            }

            _builder.Store(memory, values[0], indices);
            return values;
        },
        () => [_builder.Emit(OpCode.Element, MemoryType.Ref(type.Element), [memory, .. indices])]);

    private Place SpanElement(IPropertyReferenceOperation indexer)
    {
        Value span = Scalar(indexer.Instance!);
        MemoryType type = span.Type as MemoryType ?? throw RefuseExpression(indexer, "its elements are not followed", "use spans of numbers");
        int group = Types.GroupOf(indexer.Instance!.Type);
        Value index = Index(indexer.Arguments[0].Value, () => CountOf(span, indexer.Instance!.Type));
        return type.Kind == MemoryKind.Rows
            ? new Place(
                () => [_builder.Emit(OpCode.Row, MemoryType.ReadOnlySpan(type.Element), [span, index])],
                _ => throw RefuseExpression(indexer, "a row cannot be assigned", "assign the elements"))
            : group > 1 ? PackedElement(indexer, span, type, index, group) : Element(indexer, span, type, [index]);
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
