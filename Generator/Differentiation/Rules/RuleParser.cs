using System.Globalization;
using Adjoint.Generator.Infrastructure;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Differentiation.Rules;

/// <summary>Reads the texts of the table: <c>expression [| condition: name = number, …]</c>, with C#'s operators and precedence.</summary>
internal sealed class RuleParser
{
    private static readonly (string Text, OpCode Code)[][] Levels =
    [
        [("||", OpCode.Or)],
        [("&&", OpCode.And)],
        [
            ("==", OpCode.Equal), ("!=", OpCode.NotEqual), ("<=", OpCode.LessEqual), (">=", OpCode.GreaterEqual),
            ("<", OpCode.Less), (">", OpCode.Greater),
        ],
        [("+", OpCode.Add), ("-", OpCode.Sub)],
        [("*", OpCode.Mul), ("/", OpCode.Div)],
    ];

    private static readonly Dictionary<string, RuleExpression> Names = new(StringComparer.Ordinal)
    {
        ["x"] = new RuleName(RuleVariable.X),
        ["y"] = new RuleName(RuleVariable.Y),
        ["z"] = new RuleName(RuleVariable.Z),
        ["r"] = new RuleName(RuleVariable.Result),
        ["d"] = new RuleName(RuleVariable.Seed),
        ["n"] = new RuleName(RuleVariable.Integer),
        ["infinity"] = new RuleNumber(double.PositiveInfinity),
        ["pi"] = new RuleNumber(Math.PI),
        ["ln2"] = new RuleNumber(0.69314718055994530942),
        ["ln10"] = new RuleNumber(2.30258509299404568402),
    };

    private static readonly Dictionary<string, Elementary> Functions =
        Elementary.All.ToDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);

    private readonly string _text;
    private int _position;

    private RuleParser(string text) => _text = text;

    /// <exception cref="FormatException">The text is not of the language.</exception>
    public static RuleContribution Parse(string text)
    {
        RuleParser parser = new(text);
        RuleExpression expression = parser.Expression();
        RuleExpression? condition = null;
        List<RuleSubstitution> substitutions = [];
        if (parser.Accept("|"))
        {
            condition = parser.Binary(0);
            parser.Expect(":");
            do
            {
                substitutions.Add(parser.Substitution());
            }
            while (parser.Accept(","));
        }

        return parser.AtEnd ? new(expression, condition, new(substitutions)) : throw parser.Error("end of text");
    }

    private bool AtEnd
    {
        get
        {
            while (_position < _text.Length && _text[_position] == ' ')
            {
                _position++;
            }

            return _position == _text.Length;
        }
    }

    private RuleSubstitution Substitution()
    {
        if (Primary() is not RuleName name)
        {
            throw Error("a variable");
        }

        Expect("=");
        return Unary() switch
        {
            RuleNumber number => new(name.Variable, number.Value),
            RuleUnary { Code: OpCode.Neg, Operand: RuleNumber number } => new(name.Variable, -number.Value),
            _ => throw Error("a number"),
        };
    }

    private RuleExpression Expression()
    {
        RuleExpression condition = Binary(0);
        if (!Accept("?"))
        {
            return condition;
        }

        RuleExpression whenTrue = Expression();
        Expect(":");
        return new RuleConditional(condition, whenTrue, Expression());
    }

    private RuleExpression Binary(int level)
    {
        if (level == Levels.Length)
        {
            return Unary();
        }

        RuleExpression left = Binary(level + 1);
        while (true)
        {
            OpCode? code = null;
            foreach ((string text, OpCode candidate) in Levels[level])
            {
                if (Accept(text))
                {
                    code = candidate;
                    break;
                }
            }

            if (code is not { } operation)
            {
                return left;
            }

            left = new RuleBinary(operation, left, Binary(level + 1));
        }
    }

    private RuleExpression Unary()
    {
        if (Accept("-"))
        {
            return new RuleUnary(OpCode.Neg, Unary());
        }

        return Accept("!") ? new RuleUnary(OpCode.Not, Unary()) : Primary();
    }

    private RuleExpression Primary()
    {
        if (Accept("("))
        {
            RuleExpression inner = Expression();
            Expect(")");
            return inner;
        }

        string word = Word();
        if (word.Length > 0 && char.IsDigit(word[0]))
        {
            return double.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
                ? new RuleNumber(value)
                : throw Error("a number");
        }

        if (Names.TryGetValue(word, out RuleExpression name))
        {
            return name;
        }

        return Accept("(") ? Call(word) : throw Error("an operand");
    }

    private RuleExpression Call(string name)
    {
        List<RuleExpression> arguments = [];
        do
        {
            arguments.Add(Expression());
        }
        while (Accept(","));
        Expect(")");

        if (name == "convert" && arguments.Count == 1)
        {
            return new RuleConvert(arguments[0]);
        }

        if (!Functions.TryGetValue(name, out Elementary function) || function.Arity != arguments.Count)
        {
            throw Error($"a function with {arguments.Count} operands, not {name},");
        }

        for (int i = 0; i < arguments.Count; i++)
        {
            if (function.IsIntegerOperand(i) && !IsInteger(arguments[i]))
            {
                throw Error($"n, a number, or n plus a number in an integer place of {name}");
            }
        }

        return new RuleCall(function, new EquatableArray<RuleExpression>(arguments));
    }

    private static bool IsInteger(RuleExpression expression) => expression switch
    {
        RuleName name => name.Variable == RuleVariable.Integer,
        RuleNumber number => number.Value == Math.Floor(number.Value),
        RuleBinary { Code: OpCode.Add, Left: RuleName, Right: RuleNumber } sum => IsInteger(sum.Left) && IsInteger(sum.Right),
        _ => false,
    };

    private string Word()
    {
        int start = AtEnd ? _text.Length : _position;
        while (_position < _text.Length && (char.IsLetterOrDigit(_text[_position]) || _text[_position] == '.'))
        {
            _position++;
        }

        return _text.Substring(start, _position - start);
    }

    private bool Accept(string token)
    {
        if (AtEnd || string.CompareOrdinal(_text, _position, token, 0, token.Length) != 0)
        {
            return false;
        }

        // A shorter token is not the beginning of a longer one: "|" is not "||", "!" is not "!=".
        char next = _position + token.Length < _text.Length ? _text[_position + token.Length] : ' ';
        if ((token == "|" && next == '|') || (token is "!" or "=" && next == '='))
        {
            return false;
        }

        _position += token.Length;
        return true;
    }

    private void Expect(string token)
    {
        if (!Accept(token))
        {
            throw Error($"'{token}'");
        }
    }

    private FormatException Error(string expected) => new($"{expected} expected at {_position} in rule '{_text}'");
}
