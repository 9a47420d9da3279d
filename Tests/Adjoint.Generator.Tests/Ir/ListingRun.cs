using System.Globalization;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Tests.Ir;

/// <summary>Reads and executes a line <c>@"name"(argument, argument -> afterwards, …) = result, …</c>.</summary>
/// <remarks>Values: numbers, <c>true</c>, <c>{1, 2}</c> for memory, <c>{{1, 2}, {3, 4}}</c> for grids, <c>[2, 3: …]</c> for tensors of that shape.</remarks>
public static class ListingRun
{
    /// <summary>What differs from what the line says, none if nothing.</summary>
    public static IReadOnlyList<string> Faults(Module module, string line)
    {
        Reader reader = new(line);
        reader.Expect('@');
        string name = reader.Quoted();
        Function function = module.Find(name) ?? throw new FormatException($"no function '{name}'");
        List<object?> arguments = [];
        List<(string Place, object? Actual, object? Expected)> checks = [];
        reader.Expect('(');
        foreach (Value parameter in function.Parameters)
        {
            object argument = reader.Value(parameter.Type);
            arguments.Add(argument);
            if (reader.Try("->"))
            {
                checks.Add((parameter.ToString(), argument, reader.Value(parameter.Type)));
            }

            reader.Try(",");
        }

        reader.Expect(')');
        object?[] results = Interpreter.Run(module, name, [.. arguments]);
        if (reader.Try("="))
        {
            for (int i = 0; i < results.Length; i++)
            {
                checks.Add(($"result {i}", results[i], reader.Value(function.Results[i].Type)));
                reader.Try(",");
            }
        }

        reader.End();
        return [.. checks
            .Select(check => (check.Place, Actual: ValueText.Of(check.Actual), Expected: ValueText.Of(check.Expected)))
            .Where(check => check.Actual != check.Expected)
            .Select(check => $"{check.Place} is {check.Actual} and should be {check.Expected}")];
    }

    private sealed class Reader(string text)
    {
        private int _at;

        public object Value(IrType type) => type switch
        {
            ScalarType scalar => Scalar(scalar.Kind),
            MemoryType { Kind: MemoryKind.Grid, Rank: 2 } grid => Grid(((ScalarType)grid.Element).Kind),
            MemoryType { Element: ScalarType element } => Row(element.Kind),
            TensorType tensor => Tensor(tensor.Element),
            _ => throw new FormatException($"no value of type {type} can be written"),
        };

        public bool Try(string mark)
        {
            Skip();
            bool found = string.CompareOrdinal(text, _at, mark, 0, mark.Length) == 0;
            _at += found ? mark.Length : 0;
            return found;
        }

        public void Expect(char mark)
        {
            if (!Try(mark.ToString()))
            {
                throw new FormatException($"'{mark}' should stand at {_at} of: {text}");
            }
        }

        public string Quoted()
        {
            Expect('"');
            int end = text.IndexOf('"', _at);
            string result = text[_at..end];
            _at = end + 1;
            return result;
        }

        public void End()
        {
            Skip();
            if (_at < text.Length)
            {
                throw new FormatException($"too much at {_at} of: {text}");
            }
        }

        private void Skip()
        {
            while (_at < text.Length && text[_at] == ' ')
            {
                _at++;
            }
        }

        private object Scalar(ScalarKind kind)
        {
            Skip();
            int start = _at;
            while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '-' or '.' or '+'))
            {
                _at++;
            }

            string word = text[start.._at];
            return kind == ScalarKind.Bool
                ? bool.Parse(word)
                : Conversions.Convert(double.Parse(word, CultureInfo.InvariantCulture), kind, true);
        }

        private List<object> Elements(ScalarKind kind, char close)
        {
            List<object> elements = [];
            while (!Try(close.ToString()))
            {
                elements.Add(Scalar(kind));
                Try(",");
            }

            return elements;
        }

        private Array Row(ScalarKind kind)
        {
            Expect('{');
            List<object> elements = Elements(kind, '}');
            Array row = Array.CreateInstance(Scalars.ClassOf(kind), elements.Count);
            for (int i = 0; i < elements.Count; i++)
            {
                row.SetValue(elements[i], i);
            }

            return row;
        }

        private Array Grid(ScalarKind kind)
        {
            List<Array> rows = [];
            Expect('{');
            while (!Try("}"))
            {
                rows.Add(Row(kind));
                Try(",");
            }

            Array grid = Array.CreateInstance(Scalars.ClassOf(kind), rows.Count, rows[0].Length);
            for (int i = 0; i < grid.Length; i++)
            {
                grid.SetValue(rows[i / rows[0].Length].GetValue(i % rows[0].Length), i / rows[0].Length, i % rows[0].Length);
            }

            return grid;
        }

        private TensorValue Tensor(ScalarKind kind)
        {
            List<int> shape = [];
            Expect('[');
            while (!Try(":"))
            {
                shape.Add((int)Scalar(ScalarKind.I32));
                Try(",");
            }

            return new([.. shape], [.. Elements(kind, ']')]);
        }
    }
}
