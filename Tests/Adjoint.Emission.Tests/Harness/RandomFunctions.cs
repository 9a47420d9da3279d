using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Emission.Tests.Harness;

/// <summary>
/// Random modules that verify: arithmetic of every scalar type, loops of both kinds with carried values, branches, memory of
/// several kinds under aliasing views, calls, throws. Names repeat, so that values compete for variables.
/// </summary>
internal sealed class RandomFunctions
{
    private static readonly string?[] Names = ["x", "y", "z", "class", null, null, null];
    private static readonly string[] Functions = ["Exp", "Sin", "Abs", "Sqrt", "Max", "Floor", "Hypot", "Erf", "LogGamma"];
    private static readonly ScalarType[] Scalars = [IrType.F64, IrType.F32, IrType.I32, IrType.I64, IrType.Bool, new(ScalarKind.U8)];

    private readonly Random _random;
    private readonly List<Function> _callees = [];
    private BlockBuilder _builder = new();
    private List<Value> _visible = [];
    private int _budget;

    private RandomFunctions(int seed) => _random = new Random(seed);

    public static Module Module(int seed)
    {
        RandomFunctions random = new(seed);
        random._callees.Add(random.Function("Samples.Subject.First", 6));
        random._callees.Add(random.Function("Samples.Subject.Second", 12));
        Function root = random.Function($"Samples.Subject.F{seed}", 40);
        return new Module(default, new([root, .. random._callees]));
    }

    private Function Function(string name, int budget)
    {
        _builder = new BlockBuilder();
        _visible = [];
        _budget = budget;
        _visible.Add(_builder.Parameter(IrType.F64, "x"));
        _visible.Add(_builder.Parameter(IrType.F32, "scale"));
        _visible.Add(_builder.Parameter(IrType.I32, "n"));
        _visible.Add(_builder.Parameter(IrType.Bool, "flag"));
        _visible.Add(_builder.Parameter(MemoryType.Span(IrType.F64), "a"));
        _visible.Add(_builder.Parameter(MemoryType.ReadOnlySpan(IrType.F64), "r"));
        _visible.Add(_builder.Parameter(MemoryType.Array(IrType.F32), "w"));
        _visible.Add(_builder.Parameter(MemoryType.Grid(IrType.F64, 2), "grid"));
        _visible.Add(_builder.Parameter(MemoryType.Ref(IrType.F64), "place"));
        Statements(3);
        return new Function(name, _builder.Build(Pick(IrType.F64), Pick(IrType.F32), Pick(IrType.I32)));
    }

    private void Statements(int depth)
    {
        int count = _random.Next(2, 9);
        for (int i = 0; i < count && _budget > 0; i++)
        {
            _budget--;
            _builder.Source = new SourceLine(_random.Next(20), "statement " + _random.Next(20));
            Statement(depth);
        }
    }

    private void Statement(int depth)
    {
        switch (_random.Next(depth > 0 ? 22 : 15))
        {
            case < 7:
                Arithmetic();
                break;
            case < 9:
                Load();
                break;
            case < 12:
                Store();
                break;
            case 12:
                Memory();
                break;
            case 13:
                Compare();
                break;
            case 14:
                Call();
                break;
            case < 18:
                If(depth);
                break;
            case < 20:
                For(depth);
                break;
            default:
                While(depth);
                break;
        }
    }

    private string? Name() => Names[_random.Next(Names.Length)];

    private Value Pick(IrType type)
    {
        Value[] fitting = _visible.Where(value => value.Type == type).ToArray();
        if (fitting.Length == 0 || (type is ScalarType && _random.Next(6) == 0))
        {
            return _builder.Const(Literal.Of(((ScalarType)type).Kind, _random.Next(type == new ScalarType(ScalarKind.U8) ? 0 : -2, 5)));
        }

        // The newest more often.
        return fitting[fitting.Length - 1 - Math.Min(_random.Next(fitting.Length), _random.Next(fitting.Length))];
    }

    private ScalarType AnyScalar() => Scalars[Math.Min(_random.Next(Scalars.Length), _random.Next(Scalars.Length + 2))];

    private void Arithmetic()
    {
        ScalarType type = AnyScalar();
        if (type == IrType.Bool)
        {
            Show(_builder.Binary(_random.Next(3) switch { 0 => OpCode.And, 1 => OpCode.Or, _ => OpCode.Xor }, Pick(type), Pick(type), Name()));
            return;
        }

        OpFlags flags = type.IsInteger && _random.Next(4) == 0 ? OpFlags.Checked : OpFlags.None;
        switch (_random.Next(12))
        {
            case 0:
                Show(_builder.Emit(OpCode.Neg, type, [Pick(type)], Name(), flags));
                break;
            case 1:
                Show(_builder.Select(Pick(IrType.Bool), Pick(type), Pick(type), Name()));
                break;
            case 2 when type.IsFloating:
                string function = Functions[_random.Next(Functions.Length)];
                Show(_builder.Math(function, Enumerable.Range(0, Elementary.Find(function)!.Arity).Select(_ => Pick(type)).ToArray()));
                break;
            case 3:
                ScalarType from = AnyScalar();
                if (from != IrType.Bool && from != type)
                {
                    Show(_builder.Emit(OpCode.Convert, type, [Pick(from)], Name(), flags));
                }

                break;
            case 4 when type.IsFloating:
                Show(_builder.Emit(OpCode.Fma, type, [Pick(type), Pick(type), Pick(type)], Name()));
                break;
            case 5:
                Show(_builder.Binary(type.IsFloating ? OpCode.Div : OpCode.Rem, Pick(type), Pick(type), Name()));
                break;
            case 6 when type == IrType.I32 || type == IrType.I64:
                Show(_builder.Emit(OpCode.ShiftLeft, type, [Pick(type), Pick(IrType.I32)], Name()));
                break;
            case < 9:
                Show(_builder.Binary(OpCode.Mul, Pick(type), Pick(type), Name(), flags));
                break;
            default:
                Show(_builder.Binary(_random.Next(2) == 0 ? OpCode.Add : OpCode.Sub, Pick(type), Pick(type), Name(), flags));
                break;
        }
    }

    private void Compare()
    {
        ScalarType type = AnyScalar();
        OpCode code = type == IrType.Bool ? OpCode.Equal : OpCode.Equal + _random.Next(6);
        Show(_random.Next(5) == 0
            ? _builder.Emit(OpCode.Not, IrType.Bool, [Pick(IrType.Bool)], Name())
            : _builder.Compare(code, Pick(type), Pick(type), Name()));
    }

    private Value AnyMemory(Func<MemoryType, bool> fits)
    {
        Value[] fitting = _visible.Where(value => value.Type is MemoryType memory && fits(memory)).ToArray();
        return fitting[_random.Next(fitting.Length)];
    }

    // Mostly in bounds.
    private Value Index() =>
        _random.Next(12) == 0 ? Pick(IrType.I32)
            : _random.Next(3) == 0 && _visible.LastOrDefault(value => value.Name == "i") is { } index ? index
            : _builder.Const(_random.Next(0, 3));

    private Value[] Indices(Value memory) => Enumerable.Range(0, ((MemoryType)memory.Type).Rank).Select(_ => Index()).ToArray();

    private void Load()
    {
        Value memory = AnyMemory(_ => true);
        if (_random.Next(6) == 0 && ((MemoryType)memory.Type).Kind != MemoryKind.Ref)
        {
            Show(_builder.Emit(OpCode.Length, IrType.I32, [memory], Name()));
            return;
        }

        Show(_builder.Emit(OpCode.Load, ((MemoryType)memory.Type).Element, [memory, .. Indices(memory)], Name()));
    }

    private void Store()
    {
        Value memory = AnyMemory(type => type.Kind != MemoryKind.ReadOnlySpan);
        IrType element = ((MemoryType)memory.Type).Element;
        _builder.Do(element.IsFloating && _random.Next(2) == 0 ? OpCode.Accumulate : OpCode.Store, [memory, Pick(element), .. Indices(memory)]);
    }

    private void Memory()
    {
        switch (_random.Next(6))
        {
            case 0:
                Show(_builder.Emit(OpCode.Alloc, MemoryType.Span(IrType.F64), [_builder.Const(_random.Next(3, 6))], Name()));
                break;
            case 1:
                Show(_builder.Emit(OpCode.Alloc, MemoryType.Ref(IrType.F64), [], Name()));
                break;
            case 2:
                Value memory = AnyMemory(type => type.Kind is MemoryKind.Span or MemoryKind.ReadOnlySpan);
                Show(_builder.Emit(OpCode.Slice, memory.Type, [memory, _builder.Const(0), _builder.Const(3)], Name()));
                break;
            case 3:
                Value indexed = AnyMemory(type => type.Kind is MemoryKind.Span or MemoryKind.Array or MemoryKind.Grid);
                Show(_builder.Emit(OpCode.Element, MemoryType.Ref(((MemoryType)indexed.Type).Element), [indexed, .. Indices(indexed)], Name()));
                break;
            case 4:
                _builder.Do(OpCode.Fill, [AnyMemory(type => type.Kind == MemoryKind.Span), Pick(IrType.F64)]);
                break;
            default:
                Show(_builder.Emit(OpCode.Alloc, MemoryType.Array(IrType.F32), [_builder.Const(_random.Next(3, 6))], Name()));
                break;
        }
    }

    private void Call()
    {
        if (_callees.Count == 0)
        {
            return;
        }

        Function callee = _callees[_random.Next(_callees.Count)];
        Value[] arguments = callee.Parameters.Select(parameter =>
            parameter.Type is ScalarType ? Pick(parameter.Type) : AnyMemory(type => type == parameter.Type)).ToArray();
        foreach (Value result in _builder.Call(callee.Name, arguments, callee.Results.Select(result => result.Type).ToArray()))
        {
            Show(result);
        }
    }

    private IrType[] AnyTypes() => Enumerable.Range(0, _random.Next(0, 4)).Select(_ => (IrType)AnyScalar()).ToArray();

    private void If(int depth)
    {
        IrType[] types = AnyTypes();
        Value condition = Pick(IrType.Bool);
        bool throws = _random.Next(8) == 0;
        Block then = Region(types, depth, throws);
        Block otherwise = Region(types, depth, throws: false);
        foreach (Value result in _builder.If(condition, then, otherwise, types.Select(_ => Name()).ToArray()))
        {
            Show(result);
        }
    }

    private Block Region(IrType[] types, int depth, bool throws) => Nested(inner =>
    {
        Statements(depth - 1);
        if (throws)
        {
            inner.Do(OpCode.Throw, [Pick(IrType.I32)], symbol: "new global::System.InvalidOperationException({0}.ToString())");
        }

        return inner.Build(types.Select(Pick).ToArray());
    });

    private void For(int depth)
    {
        IrType[] types = AnyTypes();
        Value[] initial = types.Select(Pick).ToArray();
        int step = new[] { 1, 1, 2, -1 }[_random.Next(4)];
        Value from = _builder.Const(step > 0 ? 0 : 2);
        Value to = step < 0 ? _builder.Const(-1) : _random.Next(3) == 0 ? _builder.Emit(OpCode.Length, IrType.I32, [AnyMemory(type => type.Kind == MemoryKind.Span)]) : _builder.Const(3);
        Block body = Nested(inner =>
        {
            _visible.Add(inner.Parameter(IrType.I32, "i"));
            _visible.AddRange(types.Select(type => inner.Parameter(type, Name())));
            Statements(depth - 1);
            return inner.Build(types.Select(Pick).ToArray());
        });
        foreach (Value result in _builder.For(from, to, step, initial, body))
        {
            Show(result);
        }
    }

    private void While(int depth)
    {
        IrType[] types = [IrType.I32, .. AnyTypes()];
        Value[] initial = types.Select(Pick).ToArray();
        initial[0] = _builder.Const(0);
        string? name = Name();
        Block condition = Nested(inner =>
        {
            Value[] carried = types.Select(type => inner.Parameter(type, name)).ToArray();
            _visible.AddRange(carried);
            Value more = inner.Compare(OpCode.Less, carried[0], inner.Const(3));
            if (_random.Next(3) == 0)
            {
                // Something of its own in the condition.
                Value sum = inner.Binary(OpCode.Add, carried[0], Pick(IrType.I32));
                more = inner.Binary(OpCode.And, more, inner.Compare(OpCode.NotEqual, sum, inner.Const(2)));
            }

            return inner.Build(more);
        });
        Block body = Nested(inner =>
        {
            Value[] carried = types.Select(type => inner.Parameter(type, Name())).ToArray();
            _visible.AddRange(carried);
            Statements(depth - 1);
            Value[] next = types.Select(Pick).ToArray();
            next[0] = inner.Binary(OpCode.Add, carried[0], inner.Const(1));
            return inner.Build(next);
        });
        foreach (Value result in _builder.While(initial, condition, body))
        {
            Show(result);
        }
    }

    private Block Nested(Func<BlockBuilder, Block> write)
    {
        (BlockBuilder outer, List<Value> visible) = (_builder, _visible);
        _builder = outer.Nested();
        _visible = [.. visible];
        Block block = write(_builder);
        (_builder, _visible) = (outer, visible);
        return block;
    }

    private void Show(Value value) => _visible.Add(value);
}
