namespace Adjoint.Generator.Ir;

/// <summary>The types that each operation takes and gives. Counts and attributes are right when this is asked.</summary>
internal sealed class OperationRules(Dictionary<string, Function> functions, TypeRules types)
{
    public IEnumerable<string> Faults(Operation operation)
    {
        IrType[] operands = operation.Operands.Select(value => value.Type).ToArray();
        IrType[] results = operation.Results.Select(value => value.Type).ToArray();
        return operation.Code switch
        {
            OpCode.Const => Constant(operation.Literal!.Value, results[0]),
            OpCode.Default => [],
            OpCode.Add or OpCode.Sub or OpCode.Mul or OpCode.Div or OpCode.Rem or OpCode.Neg =>
                Same(operands, results).Concat(Require(IsNumeric(results[0]), "arithmetic is for numbers")),
            OpCode.Fma => Same(operands, results).Concat(Require(results[0].IsFloating, "only floating numbers")),
            OpCode.And or OpCode.Or or OpCode.Xor or OpCode.Not =>
                Same(operands, results).Concat(Require(ElementOf(results[0]) is not (null or ScalarKind.F32 or ScalarKind.F64), "only integers and bool")),
            OpCode.ShiftLeft or OpCode.ShiftRight or OpCode.ShiftRightUnsigned =>
                Require(operands[0].IsInteger && results[0] == operands[0], "an integer is shifted to one of its type")
                    .Concat(Require(operands[1] == IrType.I32, "the count is an i32")),
            OpCode.Equal or OpCode.NotEqual => Comparison(operands, results[0], ElementOf(operands[0]) is not null),
            OpCode.Less or OpCode.LessEqual or OpCode.Greater or OpCode.GreaterEqual =>
                Comparison(operands, results[0], IsNumeric(operands[0])),
            OpCode.Select => Select(operands, results[0]),
            OpCode.Convert => Require(
                IsNumeric(operands[0]) && IsNumeric(results[0]) && Shaped(operands[0], ScalarKind.I32) == Shaped(results[0], ScalarKind.I32),
                $"no conversion from {operands[0]} to {results[0]}"),
            OpCode.Elementary => ElementaryFunction(operation.Symbol!, operands, results[0]),
            OpCode.Follow or OpCode.Stop => Same(operands, results),
            >= OpCode.Alloc and <= OpCode.Pop => new MemoryRules(types).Faults(operation, operands, results),
            OpCode.If or OpCode.For or OpCode.While => RegionRules.Faults(operation, operands, results),
            OpCode.Call => Call(operation.Symbol!, operands, results),
            OpCode.Throw => Holes(operation.Symbol!, operands.Length),
            OpCode.Opaque => Holes(operation.Symbol!, operands.Length).Concat(Require(results.Length <= 1, "more than one result")),
            OpCode.Note => [],
            _ => ShapedRules.Faults(operation, operands, results),
        };
    }

    /// <summary>The kind of a scalar, a lane or an element of a tensor; null for all other types.</summary>
    public static ScalarKind? ElementOf(IrType type) => type switch
    {
        ScalarType scalar => scalar.Kind,
        VectorType vector => vector.Element,
        TensorType tensor => tensor.Element,
        _ => null,
    };

    /// <summary>A scalar, vector or tensor of the form of <paramref name="type"/> with elements of <paramref name="kind"/>.</summary>
    public static IrType Shaped(IrType type, ScalarKind kind) => type switch
    {
        VectorType vector => vector with { Element = kind },
        TensorType tensor => tensor with { Element = kind },
        _ => new ScalarType(kind),
    };

    public static bool IsNumeric(IrType type) => ElementOf(type) is not (null or ScalarKind.Bool);

    public static IEnumerable<string> Require(bool condition, string otherwise) => condition ? [] : [otherwise];

    private static IEnumerable<string> Same(IrType[] operands, IrType[] results) => operands
        .Where(type => type != results[0])
        .Select(type => $"an operand of type {type} for a result of type {results[0]}");

    private static IEnumerable<string> Constant(Literal literal, IrType result) =>
        Require(result == new ScalarType(literal.Kind), $"a literal of kind {literal.Kind} for a result of type {result}")
            .Concat(Require(
                literal.Kind switch
                {
                    ScalarKind.F64 => true,
                    ScalarKind.F32 => literal == Literal.Of((float)literal.Floating),
                    _ => LiteralReader.Holds(literal.Kind, literal.Integer),
                },
                $"the literal is not a value of its kind {literal.Kind}"));

    private static IEnumerable<string> Comparison(IrType[] operands, IrType result, bool comparable) =>
        Require(operands[0] == operands[1], $"{operands[0]} is compared with {operands[1]}")
            .Concat(Require(comparable, $"values of type {operands[0]} are not compared so"))
            .Concat(Require(result == BlockBuilder.ComparisonType(operands[0]), $"{result} is not the type of a comparison of {operands[0]}"));

    private static IEnumerable<string> Select(IrType[] operands, IrType result) =>
        Require(operands[1] == result && operands[2] == result, $"{operands[1]} or {operands[2]} for a result of type {result}")
            .Concat(Require(
                operands[0] == IrType.Bool || (result is VectorType or TensorType && operands[0] == Shaped(result, ScalarKind.Bool)),
                $"the condition is of type {operands[0]}"));

    private static IEnumerable<string> ElementaryFunction(string name, IrType[] operands, IrType result)
    {
        if (Elementary.Find(name) is not { } row)
        {
            return [$"there is no function '{name}'"];
        }

        IrType first = operands[0];
        IrType integer = Shaped(first, ScalarKind.I32);
        bool fits = row.Arity == operands.Length && first.IsFloating && result == (row.IntegerResult ? integer : first);
        for (int i = 1; fits && i < operands.Length; i++)
        {
            fits = row.IsIntegerOperand(i) ? operands[i] == IrType.I32 || operands[i] == integer : operands[i] == first;
        }

        return Require(fits, $"'{name}' of ({string.Join(", ", operands.Select(type => type.ToString()))}) to {result}");
    }

    private IEnumerable<string> Call(string callee, IrType[] arguments, IrType[] results)
    {
        if (!functions.TryGetValue(callee, out Function? function))
        {
            return [$"there is no function '{callee}'"];
        }

        return Match("argument", arguments, function.Parameters.Select(value => value.Type))
            .Concat(Match("result", results, function.Results.Select(value => value.Type)));
    }

    /// <summary>Faults where <paramref name="given"/> differs from <paramref name="expected"/>, one by one.</summary>
    public static IEnumerable<string> Match(string what, IEnumerable<IrType> given, IEnumerable<IrType> expected)
    {
        IrType[] left = given.ToArray();
        IrType[] right = expected.ToArray();
        return left.Length != right.Length
            ? [$"{left.Length} {what}s in the place of {right.Length}"]
            : left.Zip(right, (one, other) => (one, other))
                .Where(pair => pair.one != pair.other)
                .Select(pair => $"{what} of type {pair.one} in the place of {pair.other}");
    }

    // Doubled braces and braces that hold no number are C#'s own.
    private static IEnumerable<string> Holes(string text, int operands)
    {
        int end;
        for (int open = text.IndexOf('{'); open >= 0; open = text.IndexOf('{', end))
        {
            end = open + 1;
            if (end < text.Length && text[end] == '{')
            {
                end++;
                continue;
            }

            int number = 0;
            while (end < text.Length && text[end] is >= '0' and <= '9' && number < 100_000)
            {
                number = (number * 10) + text[end++] - '0';
            }

            if (end > open + 1 && end < text.Length && text[end] == '}' && number >= operands)
            {
                yield return $"the hole {{{number}}} has no operand";
            }
        }
    }
}
