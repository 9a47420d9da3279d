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
