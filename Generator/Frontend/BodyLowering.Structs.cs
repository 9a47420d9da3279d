using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>Structs: members of variables, instances of methods, construction, equality.</summary>
internal sealed partial class BodyLowering
{
    /// <summary>What object initializers and <c>with</c> assign to.</summary>
    private readonly Stack<Place> _receivers = new();

    private bool IsStruct(ITypeSymbol? type) => type is not null && Types.StructMembersOf(type) is not null;

    /// <summary>A field or automatic property of a tuple or struct.</summary>
    private Place Part(IOperation? instance, ISymbol member)
    {
        if (instance?.Type is not { } owner || Types.PartIndex(owner, member) is not { } index)
        {
            throw new RejectedException();
        }

        (int offset, int count) = Types.PartRange(owner, index);
        bool isConstant = member.HasNoDerivative();
        if (!HasPlace(instance))
        {
            // Of a value that has no place: read once, never assigned.
            Value[] whole = Expression(instance);
            return new Place(() => Range(whole), _ => throw new RejectedException());
        }

        Place parent = PlaceOf(instance);
        if (parent.Part is { } direct)
        {
            Place part = direct(offset, count);
            return isConstant ? part with { Write = values => part.Write(Stopped(values)), Part = null } : part;
        }

        return new Place(
            () => Range(parent.Read()),
            values =>
            {
                Value[] kept = isConstant ? Stopped(values) : values;
                parent.Write(Replaced(parent.Read(), offset, kept));
                return values;
            },
            parent.Refer is { } refer ? () => Range(refer()) : null);

        Value[] Range(Value[] values) => values.Skip(offset).Take(count).ToArray();
    }

    private static Value[] Replaced(Value[] whole, int offset, Value[] part) => [.. whole.Take(offset), .. part, .. whole.Skip(offset + part.Length)];

    private Value[] Stopped(Value[] values) =>
        values.Select(value => value.Type.IsFloating ? _builder.Emit(OpCode.Stop, value.Type, [value]) : value).ToArray();

    private bool HasPlace(IOperation instance) => instance switch
    {
        ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation => true,
        IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation => true,
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } memory } when IsSpanLike(memory.Type) => true,
        IConditionalOperation { IsRef: true } => true,
        IInvocationOperation { TargetMethod.RefKind: not RefKind.None } => true,
        IParenthesizedOperation inner => HasPlace(inner.Operand),
        IFieldReferenceOperation { Instance: { } owner } field => Types.PartIndex(owner.Type, field.Field) is not null && HasPlace(owner),
        IPropertyReferenceOperation { Instance: { } owner } property => Types.PartIndex(owner.Type, property.Property) is not null && HasPlace(owner),
        _ => false,
    };

    /// <summary>Whether a member that changes its instance changes this place, and not a copy of it.</summary>
    private bool IsVariable(IOperation instance) => instance switch
    {
        ILocalReferenceOperation { Local: var local } => (!local.IsForEach || local.RefKind == RefKind.Ref) && !local.IsUsing && local.RefKind != RefKind.RefReadOnly,
        IParameterReferenceOperation { Parameter.RefKind: var kind } => kind is not (RefKind.In or RefKind.RefReadOnlyParameter),
        IInstanceReferenceOperation => !_activation.Method.IsReadOnly && !_method.ContainingType.IsReadOnly,
        IParenthesizedOperation inner => IsVariable(inner.Operand),
        IFieldReferenceOperation { Instance: { } owner, Field: var field } => HasPlace(instance) && IsVariable(owner)
            && (!field.IsReadOnly || (_method.MethodKind == MethodKind.Constructor && owner is IInstanceReferenceOperation)),
        IArrayElementReferenceOperation => true,
        IImplicitIndexerReferenceOperation { Instance: { } memory } => !IsReadOnly(memory.Type),
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } memory } when IsSpanLike(memory.Type) => !IsReadOnly(memory.Type),
        IConditionalOperation { IsRef: true } choice => IsVariable(choice.WhenTrue),
        IInvocationOperation { TargetMethod.RefKind: RefKind.Ref } => true,
        _ => false,
    };

    private static bool IsReadOnly(ITypeSymbol? memory) => memory is INamedTypeSymbol { Name: "ReadOnlySpan" };

    /// <summary>The instance that a member runs on, or that an initializer assigns to.</summary>
    private Place Instance(IInstanceReferenceOperation instance)
    {
        if (instance.ReferenceKind != InstanceReferenceKind.ContainingTypeInstance)
        {
            return _receivers.Count > 0 ? _receivers.Peek() : throw new RejectedException();
        }

        return _state.Has(_method.ContainingType) ? Variable(_method.ContainingType)
            : throw RefuseExpression(instance, "there is no instance here", "pass what it needs as a parameter");
    }

    /// <summary>The operands by which a member of a struct or container takes its instance.</summary>
    private Value[] Receiver(IOperation instance, IMethodSymbol method)
    {
        if (method.ExtensionReceiver() is { } extended)
        {
            return extended.RefKind == RefKind.Ref ? Location(instance) : Expression(instance);
        }

        if (!IsStruct(instance.Type))
        {
            return [Scalar(instance)];
        }

        if (!_module.ThisUse.IsByReference(method))
        {
            return Expression(instance);
        }

        if (IsVariable(instance) && PlaceOf(instance).Refer is { } refer)
        {
            return refer();
        }

        // What has no place, or may not be changed, is copied, and the copy is changed.
        Value[] values = Expression(instance);
        Value[] cells = values.Select(value => _builder.Emit(OpCode.Alloc, MemoryType.Ref(value.Type), [])).ToArray();
        StoreLeaves(cells, values);
        return cells;
    }

    /// <summary>A property that is computed: its accessors are called, arguments and instance evaluated once.</summary>
    private Place Computed(IPropertyReferenceOperation reference)
    {
        IPropertySymbol property = reference.Property;
        IMethodSymbol[] accessors = new[] { property.GetMethod, property.SetMethod }.OfType<IMethodSymbol>().ToArray();
        bool shared = accessors.Any(_module.ThisUse.IsByReference);
        Value[] receiver = reference.Instance is { } instance ? Receiver(instance, accessors.FirstOrDefault(_module.ThisUse.IsByReference) ?? accessors[0]) : [];
        List<Value> arguments = reference.Arguments.SelectMany(argument => Expression(argument.Value)).ToList();
        Func<Value[]>? refer = property.RefKind == RefKind.None ? null : () => Run(property.GetMethod!, []);
        return new Place(
            () => property.GetMethod is { } getter ? refer is null ? Run(getter, []) : LoadLeaves(refer()) : throw new RejectedException(),
            values =>
            {
                if (refer is not null)
                {
                    StoreLeaves(refer(), values);
                }
                else
                {
                    Run(property.SetMethod ?? throw new RejectedException(), values);
                }

                return values;
            },
            refer);

        Value[] Run(IMethodSymbol accessor, Value[] value)
        {
            accessor = Types.Substitution.Close(accessor);
            CheckCallable(reference, accessor);
            Value[] taken = shared && !_module.ThisUse.IsByReference(accessor) ? LoadLeaves(receiver) : receiver;
            return Call(accessor, [.. taken, .. arguments, .. value], []);
        }
    }

    /// <summary>A call of an operator or conversion that a type of the project defines.</summary>
    private Value[] UserOperator(IOperation operation, IMethodSymbol method, params Value[][] operands)
    {
        method = MirrorOf(method) ?? method;
        if (!MethodBodies.IsInSource(method, _module))
        {
            throw RefuseExpression(operation, $"'{method.PlainText()}' is not in this project", "write the formula with numbers");
        }

        CheckCallable(operation, method);
        return Call(method, operands.SelectMany(values => values).ToList(), []);
    }

    private bool IsUserDefined(IMethodSymbol? method) => method is { MethodKind: MethodKind.UserDefinedOperator or MethodKind.Conversion, IsImplicitlyDeclared: false }
        && (MethodBodies.IsInSource(method, _module) || MirrorOf(method) is not null);

    /// <summary><c>new S(…) { A = … }</c>.</summary>
    private Value[] Construction(IObjectCreationOperation creation)
    {
        IMethodSymbol constructor = Types.Substitution.Close(creation.Constructor ?? throw new RejectedException());
        Value[] values;
        if (constructor.IsImplicitlyDeclared && constructor.Parameters.Length == 0)
        {
            values = HasInitializers(constructor.ContainingType)
                ? throw RefuseExpression(creation, "its fields have initializers that no constructor runs", "write default, or a constructor")
                : DefaultOf(creation.Type!);
        }
        else if (NumericsTypes.Has(constructor.ContainingType))
        {
            values = NumericsConstruction(creation, constructor);
        }
        else
        {
            CheckCallable(creation, constructor);
            (Value[]?[] arguments, List<(int Ordinal, Place Place)> outs) = Arguments(creation.Arguments, constructor);
            values = Call(constructor, arguments.OfType<Value[]>().SelectMany(value => value).ToList(), outs);
        }

        return creation.Initializer is null ? values : Initialized(values, creation.Initializer.Initializers);
    }

    private static bool HasInitializers(INamedTypeSymbol type) => type.DeclaringSyntaxReferences
        .Select(reference => reference.GetSyntax())
        .OfType<TypeDeclarationSyntax>()
        .SelectMany(declaration => declaration.Members)
        .Any(member => member is PropertyDeclarationSyntax { Initializer: not null }
            || (member is FieldDeclarationSyntax field && field.Declaration.Variables.Any(variable => variable.Initializer is not null)
                && !field.Modifiers.Any(modifier => modifier.ValueText is "static" or "const")));

    /// <summary>Values with the members replaced that an initializer names, in the order in which it does.</summary>
    private Value[] Initialized(Value[] values, IEnumerable<IOperation> initializers)
    {
        Value[] present = values;
        Place place = new(() => present, assigned => present = assigned);
        foreach (IOperation initializer in initializers)
        {
            if (initializer is not ISimpleAssignmentOperation assignment)
            {
                throw RefuseExpression(initializer, "this initializer is not followed", "assign the members one by one");
            }

            _receivers.Push(place);
            Place target = PlaceOf(assignment.Target);
            _receivers.Pop();
            target.Write(Expression(assignment.Value));
        }

        return present;
    }

    /// <summary>The instance that a constructor makes: zeros, then what the initializers of the members say.</summary>
    private void DeclareInstance()
    {
        INamedTypeSymbol type = _method.ContainingType;
        Declare(type, DefaultOf(type));
        if (MethodBodies.ChainsToOwn(_method, _module))
        {
            return;
        }

        foreach (StructMembers.Member member in Types.StructMembersOf(type) ?? [])
        {
            Value[]? value = MethodBodies.InitializerOf(member.Symbol, _module) is { } initializer ? Expression(initializer)
                : _method.Parameters.FirstOrDefault(parameter => IsPositional(member.Symbol, parameter)) is { } parameter ? ReadVariable(parameter)
                : null;
            if (value is not null)
            {
                int offset = Types.PartRange(type, Types.PartIndex(type, member.Symbol)!.Value).Offset;
                Value[] kept = member.Symbol.HasNoDerivative() ? Stopped(value) : value;
                WriteVariable(type, Replaced(ReadVariable(type), offset, kept));
            }
        }
    }

    // The property that a record makes of a parameter.
    private static bool IsPositional(ISymbol member, IParameterSymbol parameter) => member is IPropertySymbol && member.Name == parameter.Name
        && member.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is ParameterSyntax
            && parameter.DeclaringSyntaxReferences.Any(other => other.Span == reference.Span && other.SyntaxTree == reference.SyntaxTree));

    /// <summary><c>a == b</c> of records, which the compiler writes: member by member, NaN equal to itself.</summary>
    private Value RecordEquality(IOperation operation, ITypeSymbol type, Value[] left, Value[] right)
    {
        if (Types.Leaves(type).Any(leaf => leaf.Type is not ScalarType) || type.GetMembers("Equals").OfType<IMethodSymbol>().Any(method => !method.IsImplicitlyDeclared))
        {
            throw RefuseExpression(operation, "this comparison is not followed", "compare the members one by one");
        }

        Value equal = _builder.Const(true);
        for (int i = 0; i < left.Length; i++)
        {
            Value same = _builder.Compare(OpCode.Equal, left[i], right[i]);
            if (left[i].Type.IsFloating)
            {
                Value both = _builder.Binary(OpCode.And, _builder.Compare(OpCode.NotEqual, left[i], left[i]), _builder.Compare(OpCode.NotEqual, right[i], right[i]));
                same = _builder.Binary(OpCode.Or, same, both);
            }

            equal = i == 0 ? same : _builder.Binary(OpCode.And, equal, same);
        }

        return equal;
    }

    /// <summary>What a struct is taken apart into: its own <c>Deconstruct</c>, or the positions of a record.</summary>
    private List<(ITypeSymbol Type, Value[] Values)>? Deconstructed(IOperation at, ITypeSymbol type, Value[] values, int count)
    {
        IMethodSymbol? method = type.GetMembers("Deconstruct").OfType<IMethodSymbol>()
            .FirstOrDefault(candidate => candidate.Parameters.Length == count && candidate.Parameters.All(parameter => parameter.RefKind == RefKind.Out));
        if (method is null || !IsStruct(type))
        {
            return ExtensionDeconstruct(at, type, count) is { } extension ? DeconstructedBy(extension, at, values, first: 1) : null;
        }

        if (method.IsImplicitlyDeclared)
        {
            return method.Parameters.Select(parameter =>
            {
                StructMembers.Member member = Types.StructMembersOf(type)!.FirstOrDefault(member => member.Symbol.Name == parameter.Name)
                    ?? throw RefuseExpression(at, $"'{parameter.Name}' is computed", "take its parts one by one");
                (int offset, int length) = Types.PartRange(type, Types.PartIndex(type, member.Symbol)!.Value);
                return (member.Type, values.Skip(offset).Take(length).ToArray());
            }).ToList();
        }

        if (_module.ThisUse.IsByReference(method))
        {
            throw RefuseExpression(at, "its 'Deconstruct' changes the instance", "take its parts one by one");
        }

        return DeconstructedBy(method, at, values, first: 0);
    }

    private List<(ITypeSymbol Type, Value[] Values)> DeconstructedBy(IMethodSymbol method, IOperation at, Value[] values, int first)
    {
        CheckCallable(at, method);
        List<Value[]> outs = [.. method.Parameters.Select(_ => Array.Empty<Value>())];
        List<(int, Place)> places = method.Parameters.Skip(first)
            .Select(parameter => (parameter.Ordinal, new Place(() => outs[parameter.Ordinal], written => outs[parameter.Ordinal] = written))).ToList();
        Call(method, [.. values], places);
        return method.Parameters.Skip(first).Select(parameter => (parameter.Type, outs[parameter.Ordinal])).ToList();
    }

    // The compiler alone knows which extension method the left side is taken apart by.
    private IMethodSymbol? ExtensionDeconstruct(IOperation at, ITypeSymbol type, int count)
    {
        return at.Syntax is AssignmentExpressionSyntax assignment
            ? Find(_module.Model(assignment.SyntaxTree).GetDeconstructionInfo(assignment))
            : null;

        IMethodSymbol? Find(DeconstructionInfo info) =>
            info.Method is { } found && (found.ReducedFrom ?? found) is { IsExtensionMethod: true, IsGenericMethod: false } method && method.Parameters.Length == count + 1
            && method.Parameters[0].RefKind == RefKind.None && SymbolEqualityComparer.Default.Equals(method.Parameters[0].Type, type)
            && MethodBodies.IsInSource(method, _module)
                ? method
                : info.Nested.IsDefault ? null : info.Nested.Select(Find).FirstOrDefault(nested => nested is not null);
    }
}
