using System.Reflection;
using System.Runtime.CompilerServices;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Tests.Ir;
using Module = Adjoint.Generator.Ir.Module;

namespace Adjoint.Frontend.Tests;

/// <summary>Arguments of tests: scalars, arrays, tuples, and containers as <see cref="NewObject"/>.</summary>
internal static class Arguments
{
    /// <summary>A copy, so that each run starts from the same.</summary>
    public static object? Copy(object? argument, Assembly code) => argument switch
    {
        Array { Rank: 1 } array when array.GetType().GetElementType()!.IsArray => Jagged(array, code),
        Array array => array.Clone(),
        ITuple { Length: 2 } rows when rows[0] is Array values && rows[1] is int => Tuple(values, (int)rows[1]!),
        NewObject made => made.Create(code),
        _ => argument,
    };

    private static object Tuple(Array values, int length) => values is double[] doubles
        ? ((double[])doubles.Clone(), length)
        : ((float[])values.Clone(), length);

    private static Array Jagged(Array array, Assembly code)
    {
        Array copy = (Array)array.Clone();
        for (int i = 0; i < copy.Length; i++)
        {
            copy.SetValue(Copy(copy.GetValue(i), code), i);
        }

        return copy;
    }

    /// <summary>What of an argument both runs can be compared by.</summary>
    public static object? Contents(object? argument) => argument switch
    {
        Memory memory => memory.Shape.Count == 0 ? memory.Get(0) : memory.Elements.ToArray(),
        ObjectValue instance => instance.Names.Select(name => Contents(instance[name])).ToArray(),
        ITuple { Length: 2 } rows when rows[0] is Array values && rows[1] is int => values,
        Array items when items.GetType().GetElementType()!.IsClass && !items.GetType().GetElementType()!.IsArray => items.Cast<object?>().Select(Contents).ToArray(),
        null or string or Array => argument,
        _ when argument.GetType().IsPrimitive || argument is ITuple || argument.GetType().IsEnum => argument,
        _ when argument.GetType().Namespace == "Test" => Fields(argument).Select(field => Contents(field.GetValue(argument))).ToArray(),
        _ => "opaque",
    };

    private static IEnumerable<FieldInfo> Fields(object instance) =>
        instance.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(field => Holds(field.FieldType));

    private static bool Holds(Type type) => type == typeof(double) || type == typeof(float) || type.Namespace == "Test" || (type.IsArray && Holds(type.GetElementType()!));

    /// <summary>The values of an argument that a function of the IR takes.</summary>
    public static IEnumerable<object?> Flatten(object? argument, IReadOnlyList<IrType> types, bool byReference, Module module)
    {
        if (byReference)
        {
            return Flatten(argument, types, false, module).Select((value, i) =>
            {
                Array cell = Array.CreateInstance(value!.GetType(), 1);
                cell.SetValue(value, 0);
                return (object?)Memory.Location(cell);
            });
        }

        return argument switch
        {
            ITuple { Length: 2 } rows when rows[0] is Array values && rows[1] is int length => [Memory.Rows(values, length)],
            ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => Flatten(tuple[i], types, false, module)),
            _ when types.Count == 2 && types[0] == IrType.Bool => argument is null ? [false, 0.0] : [true, argument],
            _ when types is [ObjectType type] => [Object(argument!, type, module)],
            Array array when types is [MemoryType { Element: ObjectType type }] => [array.Cast<object>().Select(item => Object(item, type, module)).ToArray()],
            _ => [argument],
        };
    }

    private static ObjectValue Object(object instance, ObjectType type, Module module)
    {
        ObjectValue value = ObjectValue.Create(module, type.Name);
        foreach (FieldDeclaration field in value.Fields)
        {
            FieldInfo info = instance.GetType().GetField(field.Name) ?? instance.GetType().GetField($"<{field.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic)!;
            object? content = info.GetValue(instance);
            value[field.Name] = Flatten(content, [field.Type], false, module).Single();
        }

        return value;
    }
}
