using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Pipeline;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Frontend;

/// <summary>Lowers a root and, one after another, the methods that it reaches.</summary>
internal sealed partial class ModuleLowering
{
    private readonly Compilation _compilation;
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = [];
    private readonly Dictionary<IMethodSymbol, string> _names = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, IMethodSymbol?> _mirrors = new(SymbolEqualityComparer.Default);
    private readonly Queue<IMethodSymbol> _waiting = new();
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    // The root, where its companions are extension members.
    private IMethodSymbol? _outside;
    private IMethodSymbol? _root;

    public ModuleLowering(Compilation compilation, CancellationToken cancellation)
    {
        _compilation = compilation;
        Cancellation = cancellation;
        Types = new TypeMapping(compilation.Assembly);
        ThisUse = new ThisUse(this);
        FixedMembers = new FixedMembers(this);
    }

    public CancellationToken Cancellation { get; }

    /// <summary>Whether values must have the bits that the method itself gives.</summary>
    public bool IsStrict { get; set; }

    public Rejections Rejections { get; } = new();

    public TypeMapping Types { get; }

    public ThisUse ThisUse { get; }

    private FixedMembers FixedMembers { get; }

    public List<Loss> Losses { get; } = [];

    /// <summary>The types of static objects from which floating-point values are read.</summary>
    public HashSet<string> ReadKeepers { get; } = new(StringComparer.Ordinal);

    /// <summary>Memory that no companion has a derivative for.</summary>
    public OutsideMemory Outside { get; } = new();

    public Compilation Compilation => _compilation;

    public SemanticModel Model(SyntaxTree tree)
    {
        if (!_models.TryGetValue(tree, out SemanticModel? model))
        {
            model = (Mirrors.IsSource(tree) ? Mirrors.Of(_compilation).Compilation : _compilation).GetSemanticModel(tree);
            _models[tree] = model;
        }

        return model;
    }

    /// <summary>The method in source that mirrors a member of <c>System.Numerics</c>; null for every other member, and for those that have none.</summary>
    public IMethodSymbol? MirrorOf(ISymbol member)
    {
        if (!_mirrors.TryGetValue(member, out IMethodSymbol? mirror))
        {
            mirror = Mirrors.IsMirrored(member.ContainingType) ? Mirrors.Of(_compilation).Find(member) : null;
            _mirrors.Add(member, mirror);
        }

        return mirror;
    }

    /// <summary>The member that an operation reads, where it stays as it is while the root runs.</summary>
    public ISymbol? FixedMember(IOperation operation) => _root is null ? null : FixedMembers.Of(operation, _root);

    /// <summary>Refuses what the code names but companions cannot see, which stand outside of a type that is not partial.</summary>
    public void CheckSeen(ISymbol symbol)
    {
        if (_outside is { } root && symbol is not (ITypeParameterSymbol or IErrorTypeSymbol or IArrayTypeSymbol) && !_compilation.IsSymbolAccessibleWithin(symbol, _compilation.Assembly))
        {
            INamedTypeSymbol type = root.ContainingType;
            while (TypeShells.Of(type).Last().IsPartial && type.ContainingType is { } outer)
            {
                type = outer;
            }

            Rejections.Add(RejectionKind.NeedsPartial, root.Locations[0], root.Name, $"'{symbol.Name}' is not seen from outside", type.Name);
            throw new RejectedException();
        }

        if (_outside is null && _root is { ContainingType: { } around } inside && symbol is not (ITypeParameterSymbol or IErrorTypeSymbol or IArrayTypeSymbol)
            && !_compilation.IsSymbolAccessibleWithin(symbol, around))
        {
            Rejections.Add(RejectionKind.MethodForm, inside.Locations[0], inside.Name,
                $"its companions, in '{around.PlainText()}', do not see '{symbol.PlainText()}', which code that it reaches uses", "make that internal");
            throw new RejectedException();
        }
    }

    /// <summary>The functions of the module; null where something stood in the way.</summary>
    /// <param name="root">The method.</param>
    /// <param name="active">For each parameter of its IR function that has a derivative, the name of the C# parameter; null for the others.</param>
    public Module? Lower(IMethodSymbol root, IReadOnlyList<string?> active)
    {
        _outside = root.MethodKind != MethodKind.LocalFunction && TypeShells.Of(root.ContainingType).Any(shell => !shell.IsPartial) ? root : null;
        _root = root;
        NameOf(root);
        List<Function> functions = [];
        bool complete = true;
        while (_waiting.Count > 0)
        {
            Cancellation.ThrowIfCancellationRequested();
            IMethodSymbol method = _waiting.Dequeue();
            List<Function> rules = [];
            Types.Substitution = TypeSubstitution.Of(method, _compilation);
            if (Lowered(method, functions.Count == 0, rules) is { } function)
            {
                functions.Add(function);
                functions.AddRange(Outlined);
                functions.AddRange(rules);
            }
            else
            {
                complete = false;
            }

            Outlined.Clear();
        }

        Types.Substitution = TypeSubstitution.None;
        if (!complete)
        {
            return Rejections.HasErrors || _names.Keys.Any(IsFaulty) ? null
                : throw new InvalidOperationException($"'{root.Name}' was left without a reason");
        }

        Module lowered = new(Types.Declarations, functions.ToEquatableArray());
        CheckCheckpoints(lowered, root);
        if (WithCompanions(root, lowered) is not { } module)
        {
            return null;
        }

        ReportLosses(module, active);
        return Rejections.HasErrors ? null : WithOutside(module, active, root);
    }

    private Module? WithOutside(Module module, IReadOnlyList<string?> active, IMethodSymbol root)
    {
        Module kept = Outside.Stop(module, active, (function, write, origin) =>
        {
            SyntaxNode? at = NodeOf(new Obstacle(function, write.Source?.Line, write.Source?.Text, "", ""), root);
            if (at is null)
            {
                Rejections.Add(RejectionKind.LossThroughStorage, root.Locations[0], root.Name, origin, OutsideMemory.Why);
            }
            else
            {
                Rejections.Add(RejectionKind.LossThroughStorage, at, Rejections.Text(at), origin, OutsideMemory.Why);
            }
        });
        return Rejections.HasErrors ? null : kept;
    }

    // What the C# compiler refuses need not be refused again.
    private bool IsFaulty(IMethodSymbol method) => method.DeclaringSyntaxReferences.Any(reference => Model(reference.SyntaxTree)
        .GetDiagnostics(reference.Span, Cancellation).Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

    private void ReportLosses(Module module, IReadOnlyList<string?> active)
    {
        if (Losses.Count == 0)
        {
            return;
        }

        Taint taint = new(module, active, IsSecondOrder);
        HashSet<(string, int)> reported = [];
        foreach (Loss loss in Losses.Where(loss => loss.Keeper is null || ReadKeepers.Contains(loss.Keeper) || ReadsBack(module, loss.Keeper)))
        {
            string? origin = loss.Values.Where(value => !reported.Contains((loss.Function, value.Id)))
                .Select(value => taint.Origin(loss.Function, value)).FirstOrDefault(name => name is not null);
            if (origin is not null)
            {
                reported.UnionWith(loss.Values.Where(value => value.Type is OpaqueType).Concat(loss.Made).Select(value => (loss.Function, value.Id)));
                Rejections.Add(loss.Kind, loss.Node, loss.Arguments(origin));
            }
        }
    }

    private static bool ReadsBack(Module module, string keeper) => module.Functions.Any(function => ReadsBack(function.Body, keeper));

    private static bool ReadsBack(Block block, string keeper) => block.Operations.Any(operation =>
        operation.Regions.Any(region => ReadsBack(region, keeper))
        || (operation.Code == OpCode.Opaque
            && operation.Results.Any(result => result.Type.IsFloating || result.Type.IsReference)
            && operation.Operands.Any(operand => operand.Type is OpaqueType opaque && opaque.Name == keeper)));

    /// <summary>Refuses what the later stages could not follow, at the statement that it comes from.</summary>
    public void Refuse(IMethodSymbol root, Obstacle obstacle)
    {
        SyntaxNode? at = NodeOf(obstacle, root);
        RejectionKind kind = obstacle.Kind switch
        {
            ObstacleKind.Rule => RejectionKind.CustomDerivative,
            ObstacleKind.Checkpoint => RejectionKind.Checkpoint,
            ObstacleKind.Cost => RejectionKind.RequiredCost,
            _ => RejectionKind.LostReference,
        };
        if (at is null)
        {
            Rejections.Add(kind, root.Locations[0], root.Name, obstacle.Why, obstacle.Instead);
        }
        else
        {
            Rejections.Add(kind, at, Rejections.Text(at), obstacle.Why, obstacle.Instead);
        }
    }

    private SyntaxNode? NodeOf(Obstacle obstacle, IMethodSymbol root) =>
        (_names.FirstOrDefault(pair => pair.Value == obstacle.Function).Key ?? root).DeclaringSyntaxReferences
            .Select(reference => StatementText.Find(reference.GetSyntax(Cancellation), obstacle))
            .FirstOrDefault(node => node is not null);

    /// <summary>Whether the C# compiler has an error in the method or in what it reaches; then it is for it to speak.</summary>
    public bool HasFaultyCode(IMethodSymbol root) => _names.Keys.Append(root)
        .SelectMany(method => method.DeclaringSyntaxReferences)
        .Select(reference => reference.GetSyntax(Cancellation))
        .Any(node => node.ContainsDiagnostics || Model(node.SyntaxTree).GetDiagnostics(node.FullSpan, Cancellation)
            .Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

    /// <summary>The IR function of a method, which is put in the queue when it is met first.</summary>
    public string NameOf(IMethodSymbol method)
    {
        if (!_names.TryGetValue(method, out string? name))
        {
            name = Unique(BaseName(method));
            _names[method] = name;
            _waiting.Enqueue(method);
        }

        return name;
    }

    /// <summary>A function name that no other function of the module has.</summary>
    public string Unique(string name)
    {
        string unique = name;
        for (int i = 2; !_taken.Add(unique); i++)
        {
            unique = name + "#" + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return unique;
    }

    private static string PlainName(IMethodSymbol method) => method.MethodKind == MethodKind.Constructor ? "New"
        : method.Name.StartsWith("op_", StringComparison.Ordinal) ? method.Name.Substring(3) : method.Name;

    // Blocks of extension members have no name.
    private static INamedTypeSymbol OwnerOf(IMethodSymbol method) => method.ContainingType is { IsExtension: true, ContainingType: { } owner } ? owner : method.ContainingType;

    private static ITypeSymbol[] TypeArgumentsIn(IMethodSymbol method) => method.ContainingType is { IsExtension: true } block
        ? [.. block.TypeArguments, .. method.TypeArguments]
        : [.. method.TypeArguments];

    // A function of the declarations alone: overloads are told apart by their parameter types.
    private static string BaseName(IMethodSymbol method)
    {
        string name = Mirrors.Has(method) ? Mirrors.NameOf(method) : method.MethodKind == MethodKind.LocalFunction
            ? (method.ContainingSymbol is IMethodSymbol { IsImplicitlyDeclared: true } ? "Program." : method.ContainingType.PlainText() + "." + method.ContainingSymbol.Name + ".") + method.Name
            : OwnerOf(method).PlainText() + "." + PlainName(method)
                + (TypeArgumentsIn(method) is { Length: > 0 } arguments ? "<" + string.Join(", ", arguments.Select(type => type.PlainText())) + ">" : "");
        bool overloaded = method.MethodKind != MethodKind.LocalFunction && method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().Count() > 1;
        return overloaded
            ? name + "(" + string.Join(", ", method.Parameters.Select(parameter => parameter.Type.PlainText())) + ")"
            : name;
    }
}
