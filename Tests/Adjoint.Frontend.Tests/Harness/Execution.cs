using System.Collections;
using System.Globalization;

namespace Adjoint.Frontend.Tests;

/// <summary>What a run gave: its results and the memory it was given, as it left them, or the exception.</summary>
internal sealed record Execution(IReadOnlyList<object?> Results, IReadOnlyList<object?> Memory, string? Failure)
{
    public override string ToString() => Failure is not null
        ? "throws " + Failure
        : "gives " + Text(Results) + " leaves " + Text(Memory);

    private static string Text(object? value) => value switch
    {
        null => "null",
        double.NaN or float.NaN => "NaN",
        double number => number.ToString("R", CultureInfo.InvariantCulture) + "d",
        float number => number.ToString("R", CultureInfo.InvariantCulture) + "f",
        string text => text,
        Array { Rank: > 1 } grid => $"grid{grid.GetLength(0)}x{grid.GetLength(1)}[{string.Join(", ", grid.Cast<object?>().Select(Text))}]",
        IEnumerable items => "[" + string.Join(", ", items.Cast<object?>().Select(Text)) + "]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) + value.GetType().Name,
    };
}
