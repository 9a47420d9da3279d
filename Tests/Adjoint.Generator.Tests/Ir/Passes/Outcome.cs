using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Tests.Ir;

/// <summary>All that a run leaves behind, flattened to scalars with the place of each.</summary>
/// <param name="Failure">The type of the exception that ended the run, and for <c>throw</c> its text; empty where it ended well.</param>
/// <param name="Values">The results, then the arguments as they are after the run.</param>
/// <param name="Log">The operations that run exactly once.</param>
/// <param name="Detail">What the exception said, for the reader of a failure.</param>
public sealed record Outcome(string Failure, IReadOnlyList<(string Place, object? Value)> Values, IReadOnlyList<string> Log, string Detail)
{
    /// <summary>Far more operations than a random program takes, and few enough that one which never ends is soon given up.</summary>
    public const long MaxSteps = 100_000;

    /// <summary>Runs a function; <paramref name="noise"/> perturbs its arithmetic by rounding errors.</summary>
    /// <exception cref="InterpreterException">The program breaks a promise of its own: that is no outcome but a fault of what made it.</exception>
    public static Outcome Of(Module module, string function, object?[] arguments, Random? noise = null, long maxSteps = MaxSteps)
    {
        Interpreter interpreter = new(module) { Opaque = RandomProgram.Answers(), Noise = noise, MaxSteps = maxSteps };
        List<(string, object?)> values = [];
        string failure = "";
        string detail = "";
        try
        {
            object?[] results = interpreter.Call(function, arguments);
            Flatten("result", results, values);
        }
        catch (Exception exception) when (exception is not (InterpreterException or StepLimitException))
        {
            failure = exception is ThrownException thrown ? "throw " + thrown.Expression : exception.GetType().Name;
            detail = exception.Message;
        }

        Flatten("argument", arguments, values);
        return new(failure, values, [.. interpreter.Log], detail);
    }

    private static void Flatten(string place, object? value, List<(string, object?)> into)
    {
        switch (value)
        {
            case Memory memory:
                FlattenAll(place, memory.Elements, into);
                break;
            case Array array:
                FlattenAll(place, array.Cast<object?>(), into);
                break;
            case VectorValue vector:
                FlattenAll(place, vector.Lanes, into);
                break;
            case TensorValue tensor:
                FlattenAll(place, tensor.Elements, into);
                break;
            case ObjectValue fields:
                foreach (string name in fields.Names)
                {
                    Flatten($"{place}.{name}", fields[name], into);
                }

                break;
            case Tape tape:
                into.Add((place + ".Count", tape.Count));
                break;
            default:
                into.Add((place, value));
                break;
        }
    }

    private static void FlattenAll(string place, IEnumerable<object?> elements, List<(string, object?)> into)
    {
        int i = 0;
        foreach (object? element in elements)
        {
            Flatten($"{place}[{i++}]", element, into);
        }

        into.Add((place + ".Length", i));
    }
}
