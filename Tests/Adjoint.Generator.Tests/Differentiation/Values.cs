namespace Adjoint.Generator.Tests.Differentiation;

/// <summary>Arguments of interpreted functions as flat lists of doubles.</summary>
internal static class Values
{
    public static object Copy(object value) => Map(value, component => component);

    /// <summary>A copy with every floating component replaced; what holds none is the same object.</summary>
    public static object Map(object value, Func<double, double> change) => value switch
    {
        double scalar => change(scalar),
        float scalar => (float)change(scalar),
        double[] array => Array.ConvertAll(array, component => change(component)),
        float[] array => Array.ConvertAll(array, component => (float)change(component)),
        double[][] rows => Array.ConvertAll(rows, row => (double[])Map(row, change)),
        double[,] grid => MapGrid(grid, change),
        int[] array => array.Clone(),
        _ => value,
    };

    public static IEnumerable<double> Flatten(params object[] values) => values.SelectMany(One);

    private static IEnumerable<double> One(object value) => value switch
    {
        double scalar => [scalar],
        float scalar => [scalar],
        double[] array => array,
        float[] array => array.Select(component => (double)component),
        double[][] rows => rows.SelectMany(row => row),
        double[,] grid => grid.Cast<double>(),
        object[] several => several.SelectMany(One),
        _ => [],
    };

    private static double[,] MapGrid(double[,] grid, Func<double, double> change)
    {
        double[,] copy = new double[grid.GetLength(0), grid.GetLength(1)];
        for (int i = 0; i < copy.GetLength(0); i++)
        {
            for (int j = 0; j < copy.GetLength(1); j++)
            {
                copy[i, j] = change(grid[i, j]);
            }
        }

        return copy;
    }
}
