using System.Globalization;

namespace Adjoint.Generator.Tests.Ir;

/// <summary>Values as text, exact and the same in every culture, for logs and failures.</summary>
public static class ValueText
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        float number => number.ToString("R", CultureInfo.InvariantCulture) + "f",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        string text => text,
        Array array => $"{{{string.Join(", ", array.Cast<object?>().Select(Of))}}}",
        Memory { Shape.Count: 0 } memory => $"ref {Of(memory.Get(0))}",
        Memory memory => $"{{{string.Join(", ", memory.Elements.Select(Of))}}}",
        VectorValue vector => $"<{string.Join(", ", vector.Lanes.Select(Of))}>",
        TensorValue tensor => $"[{string.Join(" x ", tensor.Shape)}: {string.Join(", ", tensor.Elements.Select(Of))}]",
        ObjectValue fields => $"({string.Join(", ", fields.Names.Select(name => name + " = " + Of(fields[name])))})",
        Tape tape => $"tape of {tape.Count}",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.GetType().Name,
    };
}
