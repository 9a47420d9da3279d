using System.Globalization;
using System.Reflection;

namespace Adjoint.Execution.Tests.Numerics;

/// <summary>Values of <c>System.Numerics</c>, numbers and tuples of them, as rows of their components.</summary>
internal static class NumericValues
{
    /// <summary>The components in order; a truth is 1.</summary>
    public static IEnumerable<double> Components(object value) => value switch
    {
        float number => [number],
        double number => [number],
        bool truth => [truth ? 1 : 0],
        int => [],
        _ => Fields(value.GetType()).SelectMany(field => Components(field.GetValue(value)!)),
    };

    /// <summary>How to write each component behind the name of a variable.</summary>
    public static IEnumerable<string> Paths(Type type) => type.IsPrimitive ? type == typeof(bool) || type == typeof(int) ? [] : [""]
        : type == typeof(System.Numerics.Complex) ? [".Real", ".Imaginary"]
        : Fields(type).SelectMany(field => Paths(field.FieldType).Select(path => "." + field.Name + path));

    /// <summary>A value of the type, with components from a source of them.</summary>
    public static object Made(Type type, Func<double> next, int whole)
    {
        if (type.IsPrimitive)
        {
            return type == typeof(float) ? (float)next() : type == typeof(double) ? next() : Convert.ChangeType(whole, type, CultureInfo.InvariantCulture);
        }

        object made = Activator.CreateInstance(type)!;
        foreach (FieldInfo field in Fields(type))
        {
            field.SetValue(made, Made(field.FieldType, next, whole));
        }

        return made;
    }

    // In the order of their names where that is M11, M12…, which is that of their declaration.
    private static IEnumerable<FieldInfo> Fields(Type type) =>
        type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).OrderBy(field => field.MetadataToken);
}
