using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>How a struct's members take their instance: by its values, or by reference where a member may change it or memory that it may be part of.</summary>
internal sealed class ThisUse(ModuleLowering module)
{
    private readonly Dictionary<IMethodSymbol, bool> _known = new(SymbolEqualityComparer.Default);

    /// <summary>Whether the method's source is in the compilation.</summary>
    public bool IsFollowed(IMethodSymbol method) => MethodBodies.IsInSource(method, module);

    /// <summary>Whether a method or accessor of a struct takes its instance by reference.</summary>
    public bool IsByReference(IMethodSymbol method)
    {
        if (method.ExtensionReceiver() is { } receiver)
        {
            return receiver.RefKind == RefKind.Ref;
        }

        method = module.Types.Substitution.Close(method);
        if (method.IsStatic || method.ContainingType?.TypeKind != TypeKind.Struct || method.MethodKind == MethodKind.Constructor
            || !MethodBodies.IsInSource(method, module) || module.Types.StructMembersOf(method.ContainingType) is null)
        {
            return false;
        }

        if (!_known.TryGetValue(method, out bool byReference))
        {
            // Of methods that call one another each may change what another changes.
            bool mayChange = !method.IsReadOnly && !method.ContainingType.IsReadOnly;
            _known[method] = mayChange;
            TypeSubstitution outer = module.Types.Substitution;
            module.Types.Substitution = TypeSubstitution.Of(method, module.Compilation);
            byReference = method.Parameters.Any(MayShare) || (mayChange && MethodBodies.Of(method, module) is { } body && Changes(body));
            module.Types.Substitution = outer;
            _known[method] = byReference;
        }

        return byReference;
    }

    // Memory through which the instance itself could be written, if it is an element there.
    private bool MayShare(IParameterSymbol parameter) => parameter.RefKind == RefKind.Ref
        || module.Types.Leaves(parameter.Type).Any(leaf => leaf.Type is Ir.ObjectType or Ir.MemoryType { Kind: not (Ir.MemoryKind.ReadOnlySpan or Ir.MemoryKind.Rows) });

    private bool Changes(IOperation body) => body.DescendantsAndSelf().Any(operation => operation switch
    {
        IDeconstructionAssignmentOperation deconstruction => deconstruction.Target.DescendantsAndSelf().Any(IsOwn),
        ISimpleAssignmentOperation { IsRef: true } assignment => IsOwn(assignment.Value),
        IAssignmentOperation assignment => IsOwn(assignment.Target),
        IIncrementOrDecrementOperation step => IsOwn(step.Target),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => IsOwn(argument.Value),
        IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } reference => reference.GetVariableInitializer() is { } value && IsOwn(value.Value),
        IInvocationOperation { Instance: { } instance } call => IsOwn(instance) && IsByReference(call.TargetMethod),
        IPropertyReferenceOperation { Instance: { } instance } property => IsOwn(instance)
            && new[] { property.Property.GetMethod, property.Property.SetMethod }.OfType<IMethodSymbol>().Any(IsByReference),
        _ => false,
    });

    /// <summary>Whether a place is the instance or a part of it.</summary>
    private static bool IsOwn(IOperation place) => place switch
    {
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => true,
        IFieldReferenceOperation { Instance: { } instance } => IsOwn(instance),
        IPropertyReferenceOperation { Instance: { } instance } => IsOwn(instance),
        IParenthesizedOperation inner => IsOwn(inner.Operand),
        _ => false,
    };
}
