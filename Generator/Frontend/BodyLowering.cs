using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Adjoint.Generator.Frontend;

/// <summary>
/// Lowers the body of one method into one IR function. SSA values are made on the fly: <see cref="Bindings"/> maps each
/// variable to its present values; branches lower their arms on copies and join what differs; loops carry what is assigned in
/// them.
/// </summary>
internal sealed partial class BodyLowering
{
    private readonly ModuleLowering _module;
    private readonly IMethodSymbol _method;
    private readonly bool _isRoot;
    private readonly HashSet<object> _cells;
    private readonly Dictionary<ISymbol, Value[]> _fixed = new(SymbolEqualityComparer.Default);
    private readonly SyntaxNode? _declaration;
    private readonly int _firstLine;
    private BlockBuilder _builder = new();
    private Bindings _state = new();
    private Activation _activation;
    private bool _failed;
    private bool _isFixing;
    private string _name = "";

    public BodyLowering(ModuleLowering module, IMethodSymbol method, bool isRoot)
    {
        _module = module;

        // The body speaks of the definition's parameters; what its type parameters stand for, the type mapping knows.
        _method = method.OriginalDefinition;
        _isRoot = isRoot;
        _cells = [];
        // What a mirror does is the statement that calls it.
        _declaration = Mirrors.Has(_method) ? null : method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(module.Cancellation);
        _firstLine = _declaration is null ? 0 : LineOf(_declaration);
        _activation = new Activation(_method, new ExitTarget("returned", LeavesFunction: true), ResultTypes(_method), null);
    }

    private TypeMapping Types => _module.Types;

    private bool IsConstructor => _method.MethodKind == MethodKind.Constructor;

    /// <summary>The function, or null after a rejection or where the code is incomplete.</summary>
    public Function? Lower(string name)
    {
        _name = name;
        IOperation? body;
        try
        {
            body = MethodBodies.Of(_method, _module);
            if (body is null ? !IsConstructor : IsIncomplete(body))
            {
                return null;
            }

            if (body is not null)
            {
                AddressTaken.Collect(body, _cells, _module.ThisUse);
                CollectShared(body);
                DeclareCaptures(body);
            }

            DeclareParameters();
            if (IsConstructor)
            {
                DeclareInstance();
            }
            else if (body is not null)
            {
                ReadFixedMembers(body);
            }
        }
        catch (RejectedException)
        {
            return null;
        }

        Sequence(body is null ? [] : [.. MethodBodies.ChainOf(_method, _module), body], 0);
        Value[] results = Results();
        return _failed ? null : Escapes.Mark(new Function(name, _builder.Build(results)));
    }

    private static bool IsIncomplete(IOperation body) => body.DescendantsAndSelf().Any(operation => operation is IInvalidOperation);

    private IrType[] ResultTypes(IMethodSymbol method)
    {
        try
        {
            ITypeSymbol made = method.MethodKind == MethodKind.Constructor ? method.ContainingType : method.ReturnType;
            IEnumerable<IrType> types = Types.Leaves(made).Select(leaf => leaf.Type);
            return (method.RefKind == RefKind.None ? types : types.Select(type => (IrType)MemoryType.Ref(type))).ToArray();
        }
        catch (RejectedException)
        {
            // An unknown type: the body is refused as incomplete.
            return [];
        }
    }

    private void DeclareParameters()
    {
        IParameterSymbol? extended = _method.ExtensionReceiver();
        if (!_method.IsStatic && extended is null && _method.MethodKind is not (MethodKind.LocalFunction or MethodKind.Constructor))
        {
            INamedTypeSymbol type = _method.ContainingType;
            bool byReference = _module.ThisUse.IsByReference(_method);
            if (byReference)
            {
                _cells.Add(type);
            }

            Bind(type, Types.Leaves(type)
                .Select(leaf => _builder.Parameter(byReference ? MemoryType.Ref(leaf.Type) : leaf.Type, IsStruct(type) ? LeafName("self", leaf) : "this"))
                .ToArray());
        }

        List<(IParameterSymbol Symbol, Value[] Values)> incoming = [];
        foreach (IParameterSymbol parameter in extended is null ? _method.Parameters : _method.Parameters.Insert(0, extended))
        {
            if (parameter.RefKind == RefKind.Out)
            {
                continue;
            }

            Leaf[] leaves = ParameterLeaves(parameter);
            incoming.Add((parameter, leaves.Select(leaf => _builder.Parameter(leaf.Type, LeafName(parameter.Name, leaf))).ToArray()));
        }

        // Only now, since parameters stand before operations.
        foreach ((IParameterSymbol parameter, Value[] values) in incoming)
        {
            if (parameter.RefKind == RefKind.Ref)
            {
                Bind(parameter, values);
            }
            else
            {
                Declare(parameter, FromCaller(parameter, values));
            }
        }

        foreach (IParameterSymbol parameter in _method.Parameters.Where(parameter => parameter.RefKind == RefKind.Out))
        {
            Declare(parameter, null);
        }
    }

    private Leaf[] ParameterLeaves(IParameterSymbol parameter) => ParameterShape.Leaves(parameter, Types, _isRoot);

    // Companions get enums as they are; the IR computes with their numbers.
    private Value[] FromCaller(IParameterSymbol parameter, Value[] values)
    {
        if (parameter.Type.TypeKind != TypeKind.Enum || !_isRoot)
        {
            return values;
        }

        IrType number = Types.Single(parameter.Type);
        Value converted = _builder.Emit(OpCode.Opaque, number, values, parameter.Name, symbol: $"({KeywordOf(number)}){{0}}");
        _module.Reads.Add((_name, converted.Id));
        return [converted];
    }

    private static string KeywordOf(IrType type) => ((ScalarType)type).Kind switch
    {
        ScalarKind.I8 => "sbyte",
        ScalarKind.U8 => "byte",
        ScalarKind.I16 => "short",
        ScalarKind.U16 => "ushort",
        ScalarKind.U32 => "uint",
        ScalarKind.I64 => "long",
        ScalarKind.U64 => "ulong",
        ScalarKind.Char => "char",
        ScalarKind.Bool => "bool",
        ScalarKind.F32 => "float",
        ScalarKind.F64 => "double",
        _ => "int",
    };

    private static string LeafName(string name, Leaf leaf)
    {
        string path = leaf.Path.Replace(".GetValueOrDefault()", "").Replace(".", "");
        return name + path;
    }

    private Value[] Results()
    {
        Value[] returned = IsConstructor ? ReadVariable(_method.ContainingType) : _state.Find(_activation.Return) ?? _activation.Results.Select(Default).ToArray();
        IEnumerable<Value> outs = _method.Parameters
            .Where(parameter => parameter.RefKind == RefKind.Out)
            .SelectMany(parameter => ReadVariable(parameter, required: false));
        return [.. returned, .. outs];
    }

    private Value Default(IrType type) => _builder.Emit(OpCode.Default, type, []);

    private void Reject(RejectionKind kind, IOperation operation, params string[] arguments) =>
        _module.Rejections.Add(kind, operation.Syntax, arguments);

    /// <summary>Records a rejection and leaves the statement.</summary>
    private RejectedException Refuse(RejectionKind kind, IOperation operation, params string[] arguments)
    {
        Reject(kind, operation, arguments);
        return new RejectedException();
    }

    private RejectedException RefuseExpression(IOperation operation, string why, string instead) =>
        Refuse(RejectionKind.Expression, operation, Rejections.Text(operation.Syntax), why, instead);

    private RejectedException RefuseStatement(IOperation operation, string why, string instead) =>
        Refuse(RejectionKind.Statement, operation, Rejections.Text(operation.Syntax), why, instead);

    private static int LineOf(SyntaxNode node) => node.SyntaxTree.GetLineSpan(node.Span).StartLinePosition.Line;

    /// <summary>What is written from here on belongs to this statement. Statements inlined from other methods count as their call.</summary>
    private void SetSource(IOperation statement)
    {
        if (_declaration is not null && statement.Syntax.SyntaxTree == _declaration.SyntaxTree
            && _declaration.Span.Contains(statement.Syntax.Span))
        {
            _builder.Source = new SourceLine(LineOf(statement.Syntax) - _firstLine, StatementText.Of(statement.Syntax));
        }
    }
}
