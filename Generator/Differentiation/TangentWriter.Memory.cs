using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation;

/// <summary>Tangents of memory: every reference to varied memory has a shadow, made, viewed and written beside it.</summary>
internal sealed partial class TangentWriter
{
    /// <summary>The shadows that memory holds or may hold, in the form that it holds them in.</summary>
    private readonly Dictionary<int, Value> _held = [];

    private Value ShadowOf(Operation operation, BlockBuilder builder)
    {
        Value primal = operation.Result;
        IrType type = ShadowTypes.OfTangent(primal.Type);
        Value[] rest = operation.Operands.Skip(1).ToArray();
        string? name = NameOf(primal);
        switch (operation.Code)
        {
            case OpCode.Alloc or OpCode.NewTape:
                return Hold(primal, type, builder, builder.Emit(operation.Code, operation.Has(OpFlags.Escapes) ? primal.Type : type,
                    operation.Operands.ToArray(), name, operation.Flags | SafeOf(operation)));
            case OpCode.Default:
                return builder.Emit(OpCode.Default, type, [], name);
            case OpCode.View:
                Value viewed = Shadow(operation.Operands[0]);
                return viewed.Type == type ? viewed : builder.Emit(OpCode.View, type, [viewed], name);
            case OpCode.Row:
                Value length = builder.Emit(OpCode.Length, IrType.I32, [operation.Operands[0]], number: 1);
                return builder.Emit(OpCode.Slice, type, [Shadow(operation.Operands[0]), builder.Binary(OpCode.Mul, rest[0], length), length],
                    name, OpFlags.Safe);
            case OpCode.Field or OpCode.Load:
                return Hold(primal, type, builder, builder.Emit(operation.Code, primal.Type, [Shadow(operation.Operands[0]), .. rest], name,
                    OpFlags.Safe, operation.Symbol));
            case OpCode.Pop:
                return Hold(primal, type, builder, builder.Emit(OpCode.Pop, primal.Type, [Shadow(operation.Operands[0])], name, operation.Flags));
            case OpCode.Slice or OpCode.Element:
                return builder.Emit(operation.Code, type, [Shadow(operation.Operands[0]), .. rest], name, OpFlags.Safe);
            case OpCode.Select:
                return builder.Select(operation.Operands[0], Shadow(operation.Operands[1]), Shadow(operation.Operands[2]), name);
            default:
                throw new ObstacleException(index.Function.Name, operation.Source ?? builder.Source,
                    "a value with a derivative is stored in memory that is neither passed in nor made here",
                    "keep it in a local or a parameter, or mark the storage [NoDerivative] and assign its elements by name");
        }
    }

    private Value Hold(Value primal, IrType type, BlockBuilder builder, Value shadow)
    {
        if (shadow.Type == type)
        {
            return shadow;
        }

        _held[primal.Id] = shadow;
        return builder.Emit(OpCode.View, type, [shadow], shadow.Name);
    }

    private void WriteToMemory(Operation operation, BlockBuilder builder)
    {
        bool toTensor = operation.Code == OpCode.FromTensor;
        Value memory = operation.Operands[operation.Code == OpCode.Copy || toTensor ? 1 : 0];
        if (!IsDiscarded(memory))
        {
            builder.Append(operation);
        }

        if (!activity.IsVaried(memory))
        {
            return;
        }

        Value shadow = Shadow(memory);
        Value value = operation.Operands[operation.Code == OpCode.Copy || toTensor ? 0 : 1];
        Value[] indices = operation.Operands.Skip(2).ToArray();
        switch (operation.Code)
        {
            case OpCode.Accumulate when TangentOf(value) is { } tangent:
                builder.Do(OpCode.Accumulate, [shadow, tangent, .. indices], OpFlags.Safe);
                break;
            case OpCode.Accumulate:
                break;
            case OpCode.Copy:
                WriteCopy(value, shadow, builder);
                break;
            case OpCode.FromTensor:
                builder.Do(OpCode.FromTensor, [TangentOrZero(builder, value), shadow], OpFlags.Safe);
                break;
            default:
                Value tangentOrZero = _held.TryGetValue(value.Id, out Value? held) ? held : TangentOrZero(builder, value);
                builder.Do(operation.Code, [shadow, tangentOrZero, .. indices], SafeOf(operation));
                break;
        }
    }

    private void WriteCopy(Value from, Value shadow, BlockBuilder builder)
    {
        if (TangentOf(from) is { } source)
        {
            builder.Do(OpCode.Copy, [source, shadow], OpFlags.Safe);
            return;
        }

        IrType element = ((MemoryType)from.Type).Element;
        Value length = builder.Emit(OpCode.Length, IrType.I32, [from]);
        Value written = builder.Emit(OpCode.Slice, MemoryType.Span(element), [shadow, builder.Const(0), length], flags: OpFlags.Safe);
        builder.Do(OpCode.Fill, [written, builder.Floating(element, 0)]);
    }
}
