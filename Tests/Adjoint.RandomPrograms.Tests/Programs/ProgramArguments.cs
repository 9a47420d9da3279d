using System.Globalization;
using System.Text.RegularExpressions;
using Adjoint.Generator.Ir;
using Adjoint.Generator.Tests.Ir;

namespace Adjoint.RandomPrograms.Tests.Programs;

/// <summary>The values of a random program's parameters, as the interpreter takes them.</summary>
internal static partial class ProgramArguments
{
    /// <summary>New arguments for a function that a program was lowered to.</summary>
    public static object?[] Of(Function function, RandomCSharp program) =>
        [.. function.Parameters.Zip(program.Values.Values, (parameter, text) => Of(parameter.Type, text))];

    private static object Of(IrType type, string text)
    {
        double[] numbers = [.. Numbers().Matches(text).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture))];
        return type switch
        {
            ScalarType { Kind: ScalarKind.Bool } => text == "true",
            ScalarType { Kind: ScalarKind.I32 } => (int)numbers[0],
            ScalarType => numbers[0],
            MemoryType { Kind: MemoryKind.Ref } => Memory.Location(numbers),
            MemoryType { Kind: MemoryKind.Grid } => new[,] { { numbers[0], numbers[1] }, { numbers[2], numbers[3] } },
            MemoryType { Element: MemoryType } => new[] { numbers[..2], numbers[2..] },
            MemoryType { Element: ScalarType { Kind: ScalarKind.I32 } } => Array.ConvertAll(numbers, number => (int)number),
            _ => numbers,
        };
    }

    [GeneratedRegex(@"(?<![\w.])-?\d+(\.\d+)?")]
    private static partial Regex Numbers();
}
