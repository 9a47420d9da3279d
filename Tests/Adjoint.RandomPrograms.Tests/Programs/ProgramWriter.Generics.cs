namespace Adjoint.RandomPrograms.Tests.Programs;

internal sealed partial class ProgramWriter
{
    /// <summary>A helper over a type parameter, which calls a generic record's members and itself.</summary>
    private IEnumerable<Node> GenericHelper(string name)
    {
        const string constraint = "where T : System.Numerics.IFloatingPointIeee754<T>";
        yield return new Node($"private readonly record struct Two<T>(T A, T B) {constraint}",
        [
            new Node($"public T Bent => {Generic(2, "A", "B")};"),
            new Node($"public static Two<T> operator +(Two<T> x, Two<T> y) => new({Generic(1, "x.A", "y.B")}, x.B + y.A);"),
        ]);
        yield return new Node($"private static T {name}<T>(T x, T y, int n = 2) {constraint}",
        [
            new Node($"if (n <= 0 || {Generic(1, "x", "y")} > {Generic(1, "x", "y")} + T.One)", [new Node($"return {Generic(2, "x", "y")};")]),
            new Node("T s = T.Zero;"),
            new Node("for (int i = 0; i < n; i++)", [new Node($"s += {Generic(2, "x", "y", "s")} / T.CreateChecked(i + 2);")]),
            new Node($"Two<T> two = new Two<T>(s, {Generic(1, "x", "y", "s")}) + new Two<T>({Generic(1, "x", "y")}, s);"),
            new Node(OneIn(2) ? "(T a, T b) = two;" : "T a = two is { A: var first } ? first : y; T b = two.Bent;"),
            new Node($"return {name}({Generic(1, "a", "b")}, {Generic(1, "b", "s")}, n - 1) + two.Bent * T.Cos(y);"),
        ]);
    }

    // Of moderate values, as those of ExpressionWriter, with what numbers have by their constraints alone.
    private string Generic(int depth, params string[] variables)
    {
        string Next() => Generic(depth - 1, variables);
        if (depth <= 0)
        {
            return _random.Next(5) switch { 0 => $"T.CreateChecked({Number()})", 1 => "T.One", _ => variables[_random.Next(variables.Length)] };
        }

        return _random.Next(10) switch
        {
            0 => $"({Next()} + {Next()})",
            1 => $"({Next()} - {Next()})",
            2 or 3 => $"({Next()} * T.Sin({Next()}))",
            4 => $"({Next()} / (T.CreateChecked(2) + T.Abs({Next()})))",
            5 => $"T.Exp(T.Cos({Next()}))",
            6 => $"T.Max({Next()}, {Next()})",
            7 => $"({Next()} < {Next()} ? {Next()} : -{Next()})",
            8 => $"T.Sqrt(T.CreateChecked(1.5f) + {variables[0]} * {variables[0]})",
            _ => $"T.Tanh({Next()})",
        };
    }
}
