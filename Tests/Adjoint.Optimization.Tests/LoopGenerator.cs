using System.Globalization;
using System.Text;

namespace Adjoint.Optimization.Tests;

/// <summary>Writes innermost loops at random: one to three arrays, invariants, none to three reductions, elementary functions, conditions.</summary>
/// <remarks>Some loops hold, on purpose, a statement that cannot run many turns at once; <see cref="Culprit"/> is its text.</remarks>
internal sealed class LoopGenerator
{
    private static readonly string[] Functions =
        ["Exp", "Sin", "Cos", "Tanh", "Abs", "Atan", "Sigmoid", "Softplus", "Cbrt", "Floor", "ExpM1", "Sinh", "Log", "Sqrt", "Erf", "NormalCdf", "NormalPdf"];

    private static readonly string[] Obstacles =
    [
        "%90: i32 = load %idx, %i\n%91: T = load %a0, %90",
        "%90: T = add %r, %x\nopaque %90 [symbol = \"Log({0})\"]",
        "%90: i32 = div %k, %i",
        "store %a0, %x, %k",
        "%90: i32 = const [literal = 3]\n%91: i32 = mul %i, %90\n%92: T = load %a0, %91",
        "%90: i32 = const [literal = 1]\n%91: i32 = sub %i, %90\n%92: T = load %a0, %91\nstore %a0, %92, %i",
        "%90: T = rem %x, %r",
    ];

    private readonly Random _random;
    private readonly StringBuilder _body = new();
    private readonly List<string> _values = ["%x"];
    private int _next = 100;

    public LoopGenerator(int seed)
    {
        _random = new Random(seed);
        Type = seed % 3 == 0 ? "f64" : "f32";
        Arrays = 1 + _random.Next(3);
        Reductions = _random.Next(4);
        Text = Write(seed % 5 == 4 ? Obstacles[seed / 5 % Obstacles.Length] : null);
    }

    public string Type { get; }

    public int Arrays { get; }

    public int Reductions { get; }

    /// <summary>Why the loop cannot be vectorised: the source text of the statement; nothing if it must be.</summary>
    public string? Culprit { get; private set; }

    public string Text { get; }

    private string Write(string? obstacle)
    {
        for (int i = 0; i < Arrays; i++)
        {
            _values.Add(Emit($"load %a{i}, %i"));
        }

        for (int i = _random.Next(6); i >= 0; i--)
        {
            _values.Add(Step());
        }

        if (obstacle is not null)
        {
            Culprit = "the culprit";
            string[] lines = obstacle.Replace("%r", _values[1], StringComparison.Ordinal).Split('\n');
            lines[^1] += " @7 \"the culprit\"";
            bool carries = lines[^1].Contains("rem", StringComparison.Ordinal) || lines[^1].StartsWith("%92", StringComparison.Ordinal);
            _body.AppendLine(string.Join('\n', lines));
            if (carries)
            {
                _values.Add(lines[^1].Split(':')[0]);
                _body.AppendLine(CultureInfo.InvariantCulture, $"accumulate %a0, {_values[^1]}, %i");
            }
        }

        string[] carried = Enumerable.Range(0, Reductions).Select(Reduction).ToArray();
        if (Reductions == 0 || _random.Next(2) == 0)
        {
            _body.AppendLine(CultureInfo.InvariantCulture, $"{(_random.Next(2) == 0 ? "store" : "accumulate")} %a0, {_values[^1]}, %i");
        }

        return Assemble(carried);
    }

    private string Step()
    {
        string first = Any(), second = Any();
        switch (_random.Next(7))
        {
            case 0:
                return Emit($"math {first} [symbol = \"{Functions[_random.Next(Functions.Length)]}\"]");
            case 1:
                string condition = NewName();
                _body.AppendLine(CultureInfo.InvariantCulture, $"{condition}: bool = gt {first}, {second}");
                return Emit($"if {condition} {{ ()\n %{_next}: T = mul {first}, %x\n yield %{_next++}\n }} {{ ()\n yield {second}\n }}");
            case 2:
                return Emit("convert %i");
            default:
                string[] operations = ["add", "sub", "mul", "add", "div"];
                return Emit($"{operations[_random.Next(operations.Length)]} {first}, {second}");
        }
    }

    private string Reduction(int index)
    {
        string term = Any();
        string[] steps =
        [
            $"add %s{index}, {term}", $"sub %s{index}, {term}", $"math %s{index}, {term} [symbol = \"Max\"]",
            $"math %s{index}, {term} [symbol = \"Min\"]", $"add {term}, %s{index}",
        ];
        return Emit(steps[_random.Next(steps.Length)]);
    }

    private string Any() => _values[_random.Next(_values.Count)];

    private string NewName() => FormattableString.Invariant($"%{_next++}");

    private string Emit(string operation)
    {
        string name = NewName();
        _body.AppendLine(CultureInfo.InvariantCulture, $"{name}: T = {operation}");
        return name;
    }

    // Symbolic names become numbers: parameters from 0, the index 20, carried values from 30 and 40.
    private string Assemble(string[] carried)
    {
        string arrays = string.Join(", ", Enumerable.Range(0, Arrays).Select(i => $"%a{i}: span<T>"));
        string parameters = string.Join("", Enumerable.Range(0, Reductions).Select(i => $", %s{i}: T"));
        string initial = string.Concat(Enumerable.Repeat(", %x", Reductions));
        string results = string.Join(", ", Enumerable.Range(0, Reductions).Select(i => $"%4{i}: T"));
        string text = $$"""
            func @"F"({{arrays}}, %x: T, %k: i32, %idx: rospan<i32>) {
              %10: i32 = const [literal = 0]
              %11: i32 = length %a0
              {{(Reductions > 0 ? results + " = " : "")}}for %10, %11{{initial}} [number = 1] { (%i: i32{{parameters}})
            {{_body}}
                yield {{string.Join(", ", carried)}}
              } @2 "for (int i = 0; i < a.Length; i++)"
              yield {{string.Join(", ", Enumerable.Range(0, Reductions).Select(i => $"%4{i}"))}}
            }
            """;
        foreach ((string name, string number) in new[] { ("%idx", "%9"), ("%a", "%"), ("%x", "%7"), ("%k", "%8"), ("%i", "%20"), ("%s", "%3") })
        {
            text = text.Replace(name, number, StringComparison.Ordinal);
        }

        return text.Replace(": T", ": " + Type, StringComparison.Ordinal).Replace("<T>", $"<{Type}>", StringComparison.Ordinal);
    }
}
