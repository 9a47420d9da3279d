using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>
/// Finds static members, and members of the instance, that keep their value while the root runs: read-only ones, and those that nothing assigns in the
/// root or in what it reaches. They are read once, on entry, so that loops may count up to them.
/// </summary>
internal sealed class FixedMembers(ModuleLowering module)
{
    private readonly Dictionary<IMethodSymbol, Changes> _changes = new(SymbolEqualityComparer.Default);

    /// <summary>What a method and all that it calls may assign; everything where it calls what cannot be seen.</summary>
    private sealed record Changes(HashSet<ISymbol> Members, bool Unknown);

    /// <summary>The member that an operation reads, where it is one that stays as it is while <paramref name="root"/> runs.</summary>
    public ISymbol? Of(IOperation operation, IMethodSymbol root)
    {
        ISymbol? member = operation switch
        {
            IFieldReferenceOperation { Field: { IsConst: false, IsVolatile: false } field } reference => IsOwn(field, reference.Instance) ? field : null,
            IPropertyReferenceOperation { Property: { IsIndexer: false } property } reference =>
                ContainerMembers.IsAutomatic(property) && !property.IsVirtual && !property.IsOverride && IsOwn(property, reference.Instance) ? property : null,
            _ => null,
        };
        return member is not null && (IsReadOnly(member) || !MayChange(root, member)) ? member : null;
    }

    // A type that says when its static members are made is left to it.
    private static bool IsOwn(ISymbol member, IOperation? instance) => member.IsStatic
        ? member.ContainingType.StaticConstructors.All(constructor => constructor.IsImplicitlyDeclared)
            && !member.GetAttributes().Any(attribute => attribute.AttributeClass?.MetadataFullName() == "System.ThreadStaticAttribute")
        : instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance };

    private static bool IsReadOnly(ISymbol member) => member switch
    {
        IFieldSymbol field => field.IsReadOnly,
        IPropertySymbol property => property.SetMethod is null or { IsInitOnly: true },
        _ => false,
    };

    private bool MayChange(IMethodSymbol method, ISymbol member) =>
        method.MethodKind == MethodKind.Constructor || ChangesOf(method) is not { Unknown: false } changes || changes.Members.Contains(member.OriginalDefinition);

    private Changes ChangesOf(IMethodSymbol method)
    {
        if (_changes.TryGetValue(method, out Changes? known))
        {
            return known;
        }

        HashSet<ISymbol> members = new(SymbolEqualityComparer.Default);
        HashSet<IMethodSymbol> reached = new(SymbolEqualityComparer.Default) { method };
        Queue<IMethodSymbol> waiting = new([method]);
        bool unknown = false;
        while (waiting.Count > 0 && !unknown)
        {
            IOperation? body = MethodBodies.Of(waiting.Dequeue(), module);
            foreach (IOperation operation in body?.DescendantsAndSelf() ?? [])
            {
                members.UnionWith(AssignedBy(operation).Select(symbol => symbol.OriginalDefinition));
                foreach (IMethodSymbol target in Called(operation).Where(called => !MathIntrinsics.Knows(called)))
                {
                    IMethodSymbol called = CompanionTarget.Find(target, module)?.Method ?? target;
                    if (MethodBodies.IsInSource(called, module) && !called.IsAbstract && !called.IsVirtual && !called.IsOverride)
                    {
                        if (reached.Add(called))
                        {
                            waiting.Enqueue(called);
                        }
                    }
                    else
                    {
                        unknown |= !IsHarmless(called);
                    }
                }
            }
        }

        return _changes[method] = new(members, unknown);
    }

    private static IEnumerable<ISymbol> AssignedBy(IOperation operation) => operation switch
    {
        IDeconstructionAssignmentOperation deconstruction => deconstruction.Target.DescendantsAndSelf().Select(Member).OfType<ISymbol>(),
        IAssignmentOperation assignment => Within(assignment.Target),
        IIncrementOrDecrementOperation step => Within(step.Target),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => Within(argument.Value),
        IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } reference when reference.GetVariableInitializer() is { } value => Within(value.Value),
        IInvocationOperation { Instance: { Type.IsValueType: true } instance } => Within(instance),
        IPropertyReferenceOperation { Instance: { Type.IsValueType: true } instance } property when !ContainerMembers.IsAutomatic(property.Property) => Within(instance),
        IReturnOperation { ReturnedValue: { } value } => value.Syntax.Parent is Microsoft.CodeAnalysis.CSharp.Syntax.RefExpressionSyntax ? Within(value) : [],
        _ => [],
    };

    // A part of a member that is a struct is a part of it.
    private static IEnumerable<ISymbol> Within(IOperation place)
    {
        for (IOperation? at = place; at is not null; at = at switch
        {
            IFieldReferenceOperation field => field.Instance,
            IPropertyReferenceOperation property => property.Instance,
            IParenthesizedOperation inner => inner.Operand,
            IConditionalOperation { IsRef: true } choice => choice.WhenTrue,
            _ => null,
        })
        {
            if (Member(at) is { } member)
            {
                yield return member;
            }

            if (at is IConditionalOperation { IsRef: true, WhenFalse: { } otherwise })
            {
                foreach (ISymbol other in Within(otherwise))
                {
                    yield return other;
                }
            }
        }
    }

    private static ISymbol? Member(IOperation operation) => operation switch
    {
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation property => property.Property,
        _ => null,
    };

    private static IEnumerable<IMethodSymbol> Called(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod.MethodKind: not MethodKind.LocalFunction } call => [call.TargetMethod],
        IObjectCreationOperation { Constructor: { } constructor } => [constructor],
        IBinaryOperation { OperatorMethod: { } method } => [method],
        IUnaryOperation { OperatorMethod: { } method } => [method],
        IConversionOperation { OperatorMethod: { } method } => [method],
        IPropertyReferenceOperation { Property: var property } when !ContainerMembers.IsAutomatic(property) =>
            new[] { property.GetMethod, property.SetMethod }.OfType<IMethodSymbol>(),
        _ => [],
    };

    // The framework does not come back to the project's members, unless it is handed something to call.
    private bool IsHarmless(IMethodSymbol method) => method.MethodKind != MethodKind.DelegateInvoke
        && !MethodBodies.IsInSource(method, module)
        && IsFramework(method.ContainingType.ContainingNamespace)
        && method.ContainingType.TypeKind is TypeKind.Class or TypeKind.Struct
        && method.Parameters.All(parameter => parameter.Type.TypeKind is not (TypeKind.Delegate or TypeKind.Interface));

    private static bool IsFramework(INamespaceSymbol? space)
    {
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space?.Name is "System" or "Adjoint";
    }
}
