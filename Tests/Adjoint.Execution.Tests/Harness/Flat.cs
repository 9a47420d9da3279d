using System.Reflection;

namespace Adjoint.Execution.Tests.Harness;

/// <summary>Moves components between flat vectors and the arguments of a method, for drivers written by <see cref="DriverWriter"/>.</summary>
public static class Flat
{
    public static void Load(double[] from, ref int next, ref float to) => to = (float)from[next++];

    public static void Load(double[] from, ref int next, ref double to) => to = from[next++];

    public static void Load(double[] from, ref int next, ref float? to) => to = to is null ? null : (float)from[next++];

    public static void Load(double[] from, ref int next, ref double? to) => to = to is null ? null : from[next++];

    public static void Load(double[] from, ref int next, float[] to) => Fill(from, ref next, to);

    public static void Load(double[] from, ref int next, double[] to) => Fill(from, ref next, to);

    public static void Load(double[] from, ref int next, Array to) => Fill(from, ref next, to);

    public static void Load<T>(double[] from, ref int next, T to)
        where T : class, IParameters<T>
    {
        int count = to.ParameterCount;
        to.CopyFrom(from.AsSpan(next, count));
        next += count;
    }

    public static void Store(List<double> to, double from) => to.Add(from);

    public static void Store(List<double> to, float from) => to.Add(from);

    public static void Store(List<double> to, float? from) => to.AddRange(from is float value ? [value] : []);

    public static void Store(List<double> to, double? from) => to.AddRange(from is double value ? [value] : []);

    public static void Store(List<double> to, Array from)
    {
        foreach (object? item in from)
        {
            if (item is Array row)
            {
                Store(to, row);
            }
            else if (item is not null && IsStruct(item.GetType()))
            {
                typeof(Flat).GetMethod(nameof(StoreStruct))!.MakeGenericMethod(item.GetType()).Invoke(null, [to, item]);
            }
            else if (item is not null)
            {
                to.Add(Convert.ToDouble(item, System.Globalization.CultureInfo.InvariantCulture));
            }
        }
    }

    public static void Store<T>(List<double> to, T from)
        where T : class, IParameters<T>
    {
        double[] values = new double[from.ParameterCount];
        from.CopyTo(values);
        to.AddRange(values);
    }

    /// <summary>A variable of the same shape with every component set.</summary>
    public static T[] Like<T>(T[] shape, double value) => (T[])Like((Array)shape, value);

    public static T[,] Like<T>(T[,] shape, double value) => (T[,])Like((Array)shape, value);

    public static T[,,] Like<T>(T[,,] shape, double value) => (T[,,])Like((Array)shape, value);

    public static float Like(float shape, double value) => (float)value;

    public static double Like(double shape, double value) => value;

    public static T Container<T>(T shape, double value)
        where T : class, IParameters<T>
    {
        T made = shape.ZerosLike();
        double[] values = new double[made.ParameterCount];
        Array.Fill(values, value);
        made.CopyFrom(values);
        return made;
    }

    /// <summary>Sets the components of a struct, whatever its members are: fields in the order of their declaration.</summary>
    public static void LoadStruct<T>(double[] from, ref int next, ref T to)
        where T : struct => to = (T)Set(to, from, ref next);

    public static void StoreStruct<T>(List<double> to, T from)
        where T : struct
    {
        foreach (FieldInfo field in Fields(typeof(T)))
        {
            object? value = field.GetValue(from);
            if (value is double or float)
            {
                to.Add(Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture));
            }
            else if (value is Array array)
            {
                Store(to, array);
            }
            else if (value is not null && IsStruct(field.FieldType))
            {
                typeof(Flat).GetMethod(nameof(StoreStruct))!.MakeGenericMethod(field.FieldType).Invoke(null, [to, value]);
            }
        }
    }

    public static T LikeStruct<T>(T shape, double value)
        where T : struct => (T)Like((object)shape, value);

    private static object Like(object shape, double value)
    {
        object made = shape;
        foreach (FieldInfo field in Fields(shape.GetType()))
        {
            object? part = field.GetValue(made);
            field.SetValue(made, part switch
            {
                double => value,
                float => (float)value,
                Array array => Like(array, value),
                _ when IsStruct(field.FieldType) => Like(part!, value),
                _ => part,
            });
        }

        return made;
    }

    private static object Set(object boxed, double[] from, ref int next)
    {
        foreach (FieldInfo field in Fields(boxed.GetType()))
        {
            object? value = field.GetValue(boxed);
            switch (value)
            {
                case double:
                    field.SetValue(boxed, from[next++]);
                    break;
                case float:
                    field.SetValue(boxed, (float)from[next++]);
                    break;
                case Array array:
                    Fill(from, ref next, array);
                    break;
                case not null when IsStruct(field.FieldType):
                    field.SetValue(boxed, Set(value, from, ref next));
                    break;
            }
        }

        return boxed;
    }

    private static bool IsStruct(Type type) => type.IsValueType && !type.IsPrimitive && !type.IsEnum;

    // Those that are marked as constants, or belong to properties that are, have no component.
    private static IEnumerable<FieldInfo> Fields(Type type) => type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        .OrderBy(field => field.MetadataToken)
        .Where(field => !field.IsDefined(typeof(NoDerivativeAttribute), false) && !(PropertyOf(type, field)?.IsDefined(typeof(NoDerivativeAttribute), false) ?? false));

    private static PropertyInfo? PropertyOf(Type type, FieldInfo field) => field.Name.StartsWith('<')
        ? type.GetProperty(field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)], BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        : null;

    private static Array Like(Array shape, double value)
    {
        Array made = (Array)shape.Clone();
        if (made is Array[] rows)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                rows[i] = rows[i] is null ? null! : Like(rows[i], value);
            }

            return made;
        }

        for (int i = 0; made.Rank == 1 && IsStruct(made.GetType().GetElementType()!) && i < made.Length; i++)
        {
            made.SetValue(Like(made.GetValue(i)!, value), i);
        }

        if (IsStruct(made.GetType().GetElementType()!))
        {
            return made;
        }

        double[] values = new double[made.Length];
        Array.Fill(values, value);
        int next = 0;
        Fill(values, ref next, made);
        return made;
    }

    private static void Fill(double[] from, ref int next, Array to)
    {
        if (to is Array[] rows)
        {
            foreach (Array? row in rows)
            {
                if (row is not null)
                {
                    Fill(from, ref next, row);
                }
            }

            return;
        }

        for (int i = 0; IsStruct(to.GetType().GetElementType()!) && i < to.Length; i++)
        {
            to.SetValue(Set(to.GetValue(i)!, from, ref next), i);
        }

        if (IsStruct(to.GetType().GetElementType()!))
        {
            return;
        }

        int[] index = new int[to.Rank];
        for (int i = 0; i < to.Length; i++)
        {
            int rest = i;
            for (int dimension = to.Rank - 1; dimension >= 0; dimension--)
            {
                index[dimension] = rest % to.GetLength(dimension);
                rest /= to.GetLength(dimension);
            }

            double value = from[next++];
            to.SetValue(to is float[] or float[,] or float[,,]? (object)(float)value : value, index);
        }
    }
}
