using Adjoint.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace Adjoint.Generator.Frontend;

/// <summary>
/// What is known at one place of a body: the SSA values of each variable, the targets of delegates, the exits that control
/// may be on its way to, and whether control gets here at all.
/// </summary>
/// <remarks>Keys are local and parameter symbols, the containing type for the instance that a member runs on, and the <see cref="ExitTarget"/> of a function for its returned value.</remarks>
internal sealed class Bindings
{
    private readonly List<object> _keys;
    private readonly Dictionary<object, Value[]?> _values;
    private readonly Dictionary<object, Callable> _callables;
    private readonly Dictionary<ExitTarget, Value?> _exits;
    private readonly List<ExitTarget> _hidden;

    public Bindings()
    {
        _keys = [];
        _values = [];
        _callables = [];
        _exits = [];
        _hidden = [];
    }

    private Bindings(Bindings other)
    {
        _keys = [.. other._keys];
        _values = new(other._values);
        _callables = new(other._callables);
        _exits = new(other._exits);
        IsDead = other.IsDead;
        _hidden = [.. other._hidden];
    }

    /// <summary>Whether control never gets here by falling through.</summary>
    public bool IsDead { get; set; }

    /// <summary>The variables in the order of their declarations, so that what is made of them is deterministic.</summary>
    public IReadOnlyList<object> Keys => _keys;

    /// <summary>The exits that may have been taken, with the flag that tells; a null flag means certainly.</summary>
    public IReadOnlyDictionary<ExitTarget, Value?> Exits => _exits;

    public IReadOnlyDictionary<object, Callable> Callables => _callables;

    public Bindings Clone() => new(this);

    public bool Has(object key) => _values.ContainsKey(key);

    /// <summary>The values of a variable, null where it is not declared here or not assigned yet.</summary>
    public Value[]? Find(object key) => _values.TryGetValue(key, out Value[]? values) ? values : null;

    /// <summary>Binds a variable; null means declared but not assigned.</summary>
    public void Set(object key, Value[]? values)
    {
        if (!_values.ContainsKey(key))
        {
            _keys.Add(key);
        }

        _values[key] = values;
    }

    public void Remove(object key)
    {
        if (_values.Remove(key))
        {
            _keys.Remove(key);
        }
    }

    public Callable? FindCallable(ISymbol symbol) => _callables.TryGetValue(symbol, out Callable? callable) ? callable : null;

    public void SetCallable(ISymbol symbol, Callable? callable)
    {
        if (callable is null)
        {
            _callables.Remove(symbol);
        }
        else
        {
            _callables[symbol] = callable;
        }
    }

    /// <summary>Control leaves for a target here.</summary>
    public void Take(ExitTarget target)
    {
        _exits[target] = null;
        IsDead = true;
    }

    public void SetExit(ExitTarget target, Value? flag) => _exits[target] = flag;

    public void ClearExits() => _exits.Clear();

    /// <summary>Forgets the flag of an exit, which the caller keeps in other ways. The place stays as dead as it is.</summary>
    public void Hide(ExitTarget target)
    {
        _exits.Remove(target);
        _hidden.Add(target);
    }

    /// <summary>This is where a target is: what left for it is here again.</summary>
    public void Arrive(ExitTarget target)
    {
        if (_exits.ContainsKey(target))
        {
            _exits.Remove(target);
            IsDead = false;
        }
    }

    /// <summary>Whether something that control may still reach reads the variable, if control is at this place.</summary>
    public bool IsRelevant(object key)
    {
        if (!IsDead)
        {
            return true;
        }

        IEnumerable<ExitTarget> targets = _exits.Keys.Concat(_hidden);
        return targets.Any(target => !target.LeavesFunction)
            || (targets.Any() && (key is ExitTarget or INamedTypeSymbol or IParameterSymbol { RefKind: RefKind.Out }));
    }

    /// <summary>Whether no path from here reaches anything: every one throws.</summary>
    public bool AlwaysThrows => IsDead && _exits.Count == 0 && _hidden.Count == 0;
}
