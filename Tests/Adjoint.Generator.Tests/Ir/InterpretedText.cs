using Adjoint.Generator.Ir;
using Xunit;

namespace Adjoint.Generator.Tests.Ir;

/// <summary>Runs the text of one function, from its parameters on.</summary>
internal static class InterpretedText
{
    public const string Net = "class \"Net\" { W: array<f32>, B: f32, Inner: object \"Net\", P: record \"P\" {X: f64, N: i32} }\n";

    public static Module Module(string function) => Parser.Parse(Net + "func @\"f\"" + function);

    public static object?[] Run(string function, params object?[] arguments) => Interpreter.Run(Module(function), "f", arguments);

    /// <summary>The only result.</summary>
    public static object? Value(string function, params object?[] arguments) => Assert.Single(Run(function, arguments));
}
