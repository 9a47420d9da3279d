using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Frontend;

/// <summary>Reading and writing of variables, as SSA values or, where their address is taken, through their cells.</summary>
internal sealed partial class BodyLowering
{
    /// <summary>Whether a variable is bound to locations and not to its values.</summary>
    private bool IsCell(object variable) => _cells.Contains(variable) || variable switch
    {
        ILocalSymbol local => local.RefKind != RefKind.None,
        IParameterSymbol parameter => parameter.RefKind == RefKind.Ref,
        IFieldSymbol or IPropertySymbol => !_fixed.ContainsKey((ISymbol)variable),
        _ => false,
    };

    // A method of this class, so that its arguments, which may put other bindings in place, are evaluated before the bindings are read.
    private void Bind(object key, Value[]? values) => _state.Set(key, values);

    /// <summary>Brings a variable into being, with its values or unassigned.</summary>
    private void Declare(ISymbol variable, Value[]? values)
    {
        // Structs may be assigned member by member.
        values ??= IsStruct(TypeOf(variable)) ? DefaultOf(TypeOf(variable)) : null;
        if (!_cells.Contains(variable))
        {
            Bind(variable, values);
            return;
        }

        IrType[] types = Types.Leaves(TypeOf(variable)).Select(leaf => leaf.Type).ToArray();
        Value[] cells = types.Select(type => _builder.Emit(OpCode.Alloc, MemoryType.Ref(type), [], NameOf(variable))).ToArray();
        Bind(variable, cells);
        if (values is not null)
        {
            StoreLeaves(cells, values);
        }
    }

    public static ITypeSymbol TypeOf(ISymbol variable) => variable switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        INamedTypeSymbol instance => instance,
        _ => throw new InvalidOperationException("not a variable: " + variable.Kind),
    };

    // An instance is known by its type.
    private static string NameOf(ISymbol variable) => variable is INamedTypeSymbol ? "self" : variable.Name;

    private Value[] ReadVariable(ISymbol variable, bool required = true)
    {
        Value[]? bound = _state.Find(variable);
        if (bound is null)
        {
            if (variable is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } owner } && !SymbolEqualityComparer.Default.Equals(owner, _method))
            {
                _module.Rejections.Add(RejectionKind.Expression, variable.Locations[0], variable.Name, "members use the parameter of the constructor", "keep it in a field");
            }

            // Unassigned where C# knows that nothing reads it, or left unbound by a statement that was refused.
            return required ? throw new RejectedException() : Types.Leaves(TypeOf(variable)).Select(leaf => Default(leaf.Type)).ToArray();
        }

        return IsCell(variable) ? LoadLeaves(bound, NameOf(variable)) : bound;
    }

    private Value[] WriteVariable(ISymbol variable, Value[] values)
    {
        if (IsCell(variable))
        {
            StoreLeaves(_state.Find(variable) ?? throw new RejectedException(), values);
            return values;
        }

        Value[] named = Named(values, variable);
        Bind(variable, named);
        return named;
    }

    /// <summary>Gives fresh values the name of the variable that they go to.</summary>
    private Value[] Named(Value[] values, ISymbol variable)
    {
        Leaf[] leaves = values.Length == 1 ? [] : Types.Leaves(TypeOf(variable));
        if (values.Length == 1 || leaves.Length == values.Length)
        {
            return values.Select((value, i) => _builder.Named(value, leaves.Length == 0 ? NameOf(variable) : LeafName(NameOf(variable), leaves[i]))).ToArray();
        }

        return values;
    }

    private Value[] LoadLeaves(Value[] cells, string? name = null) =>
        cells.Select(cell => _builder.Named(_builder.Load(cell), name)).ToArray();

    private void StoreLeaves(Value[] cells, Value[] values)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            _builder.Store(cells[i], values[i]);
        }
    }
}
