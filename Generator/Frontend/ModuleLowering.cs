using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Frontend;

/// <summary>Lowers a root and, one after another, the methods that it reaches.</summary>
internal sealed class ModuleLowering
{
    private readonly Compilation _compilation;
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = [];
    private readonly Dictionary<IMethodSymbol, string> _names = new(SymbolEqualityComparer.Default);
    private readonly Queue<IMethodSymbol> _waiting = new();
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public ModuleLowering(Compilation compilation, CancellationToken cancellation)
    {
        _compilation = compilation;
        Cancellation = cancellation;
    }

    public CancellationToken Cancellation { get; }

    public Rejections Rejections { get; } = new();

    public TypeMapping Types { get; } = new();

    public Compilation Compilation => _compilation;

    public SemanticModel Model(SyntaxTree tree)
    {
        if (!_models.TryGetValue(tree, out SemanticModel? model))
        {
            model = _compilation.GetSemanticModel(tree);
            _models[tree] = model;
        }

        return model;
    }

    /// <summary>The functions of the module; null where something stood in the way.</summary>
    public Module? Lower(IMethodSymbol root)
    {
        NameOf(root);
        List<Function> functions = [];
        bool complete = true;
        while (_waiting.Count > 0)
        {
            Cancellation.ThrowIfCancellationRequested();
            IMethodSymbol method = _waiting.Dequeue();
            if (new BodyLowering(this, method, functions.Count == 0).Lower(_names[method]) is { } function)
            {
                functions.Add(function);
            }
            else
            {
                complete = false;
            }

            // Functions that recursive local functions became.
            functions.AddRange(_lifted);
            _lifted.Clear();
        }

        return complete && !Rejections.HasErrors ? new Module(Types.Declarations, functions.ToEquatableArray()) : null;
    }

    private readonly List<Function> _lifted = [];

    public void AddLifted(Function function) => _lifted.Add(function);

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

    // A function of the declarations alone: overloads are told apart by their parameter types.
    private static string BaseName(IMethodSymbol method)
    {
        string name = method.MethodKind == MethodKind.LocalFunction
            ? "Program." + method.Name
            : method.ContainingType.PlainText() + "." + method.Name;
        bool overloaded = method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().Count() > 1;
        return overloaded
            ? name + "(" + string.Join(", ", method.Parameters.Select(parameter => parameter.Type.PlainText())) + ")"
            : name;
    }
}
