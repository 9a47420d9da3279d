using System.Globalization;
using Adjoint.Generator.Infrastructure;

namespace Adjoint.Generator.Ir;

/// <summary>A recursive descent over the tokens of a module.</summary>
internal sealed class ModuleReader(List<Token> tokens)
{
    private readonly TokenReader _tokens = new(tokens);

    // The values of the function being read, by number.
    private readonly Dictionary<int, Value> _values = [];

    public Module ReadModule()
    {
        List<TypeDeclaration> types = [];
        List<Function> functions = [];
        while (_tokens.Next.Kind != TokenKind.End)
        {
            if (_tokens.TryWord("class"))
            {
                string name = _tokens.Quoted();
                types.Add(new(name, TypeReader.Fields(_tokens)));
            }
            else if (_tokens.TryWord("func"))
            {
                functions.Add(ReadFunction());
            }
            else
            {
                throw _tokens.Unexpected("'class' or 'func'");
            }
        }

        return new(new(types), new(functions));
    }

    private Function ReadFunction()
    {
        _values.Clear();
        _tokens.Mark("@");
        string name = _tokens.Quoted();
        List<Value> parameters = ReadParameters();
        List<int> unaliased = [];
        if (_tokens.TryWord("unaliased"))
        {
            _tokens.Mark("(");
            while (!_tokens.TryMark(")"))
            {
                unaliased.Add(_tokens.Integer());
                _tokens.TryMark(",");
            }
        }

        CallRule? vjp = ReadRule("vjp");
        CallRule? jvp = ReadRule("jvp");
        CheckpointKind checkpoint = !_tokens.TryWord("checkpoint") ? CheckpointKind.None
            : _tokens.TryWord("loop") ? CheckpointKind.Loop
            : _tokens.TryWord("reversed") ? CheckpointKind.Reversed : CheckpointKind.Whole;
        _tokens.Mark("{");
        return new(name, ReadBody(parameters)) { Unaliased = new(unaliased), Vjp = vjp, Jvp = jvp, Checkpoint = checkpoint };
    }

    private CallRule? ReadRule(string mode)
    {
        if (!_tokens.TryWord(mode))
        {
            return null;
        }

        _tokens.Mark("(");
        _tokens.Mark("@");
        string function = _tokens.Quoted();
        List<int> active = [];
        while (_tokens.TryMark(","))
        {
            active.Add(_tokens.Integer());
        }

        _tokens.Mark(")");
        return new(function, new(active));
    }

    private List<Value> ReadParameters()
    {
        List<Value> parameters = [];
        _tokens.Mark("(");
        while (!_tokens.TryMark(")"))
        {
            parameters.Add(ReadDefinition());
            if (!_tokens.Next.Is(")"))
            {
                _tokens.Mark(",");
            }
        }

        return parameters;
    }

    /// <summary>Operations and the yield, up to and with the closing brace.</summary>
    private Block ReadBody(List<Value> parameters)
    {
        List<Operation> operations = [];
        while (!_tokens.TryWord("yield"))
        {
            operations.Add(ReadOperation());
        }

        List<Value> yields = ReadUses();
        _tokens.Mark("}");
        return new(new(parameters), new(operations), new(yields));
    }

    private Operation ReadOperation()
    {
        // Results are defined after the regions are read: no region sees the results of its own operation.
        List<(Token Token, IrType Type)> results = [];
        if (_tokens.Next.Kind == TokenKind.Value)
        {
            do
            {
                Token token = _tokens.Take(TokenKind.Value, "a value");
                _tokens.Mark(":");
                results.Add((token, TypeReader.Read(_tokens)));
            }
            while (_tokens.TryMark(","));
            _tokens.Mark("=");
        }

        Token mnemonic = _tokens.Take(TokenKind.Word, "an operation or 'yield'");
        OpCode code = OpInfo.Named(mnemonic.Text) ?? throw Lexer.Error(mnemonic.Line, $"{mnemonic} is not an operation");
        Operation operation = new(code, new(ReadUses()), default);
        if (_tokens.TryMark("["))
        {
            operation = ReadAttributes(operation, results.Count > 0 ? results[0].Type : null);
        }

        List<Block> regions = [];
        while (_tokens.TryMark("{"))
        {
            regions.Add(ReadBody(ReadParameters()));
        }

        SourceLine? source = _tokens.TryMark("@") ? new(_tokens.Integer(), _tokens.Quoted()) : null;
        return operation with
        {
            Results = results.Select(result => Define(result.Token, result.Type)).ToEquatableArray(),
            Regions = new(regions),
            Source = source,
        };
    }

    private Operation ReadAttributes(Operation operation, IrType? resultType)
    {
        do
        {
            Token name = _tokens.Take(TokenKind.Word, "an attribute");
            operation = name.Text switch
            {
                "literal" => operation with { Literal = ReadLiteral(name, resultType) },
                "symbol" => operation with { Symbol = ReadSymbol() },
                "number" => operation with { Number = ReadNumber() },
                "independent" => operation with { Facts = ReadFacts(true) },
                "dependent" => operation with { Facts = ReadFacts(false) },
                _ => operation with { Flags = operation.Flags | ReadFlag(name) },
            };
        }
        while (_tokens.TryMark(","));
        _tokens.Mark("]");
        return operation;
    }

    private Literal ReadLiteral(Token name, IrType? resultType)
    {
        _tokens.Mark("=");
        Token token = _tokens.Take(TokenKind.Word, "a constant");
        if (resultType is not ScalarType scalar)
        {
            throw Lexer.Error(name.Line, "a literal needs a result of scalar type");
        }

        return LiteralReader.Read(scalar.Kind, token.Text)
            ?? throw Lexer.Error(token.Line, $"{token} is not a constant of type {scalar}");
    }

    private string ReadSymbol()
    {
        _tokens.Mark("=");
        return _tokens.Quoted();
    }

    private int ReadNumber()
    {
        _tokens.Mark("=");
        return _tokens.Integer();
    }

    private LoopFacts ReadFacts(bool independent)
    {
        List<CarriedKind> carried = [];
        _tokens.Mark("(");
        while (!_tokens.TryMark(")"))
        {
            Token token = _tokens.Take(TokenKind.Word, "the kind of a carried value");
            carried.Add(token.Text switch
            {
                "State" => CarriedKind.State,
                "Sum" => CarriedKind.Sum,
                "Product" => CarriedKind.Product,
                "Maximum" => CarriedKind.Maximum,
                "Minimum" => CarriedKind.Minimum,
                _ => throw Lexer.Error(token.Line, $"{token} is not the kind of a carried value"),
            });
            _tokens.TryMark(",");
        }

        return new(independent, new(carried));
    }

    private static OpFlags ReadFlag(Token name)
    {
        foreach (OpFlags flag in AttributeRules.Flags)
        {
            if (flag.ToString() == name.Text)
            {
                return flag;
            }
        }

        throw Lexer.Error(name.Line, $"{name} is not an attribute");
    }

    private List<Value> ReadUses()
    {
        List<Value> uses = [];
        if (_tokens.Next.Kind != TokenKind.Value || _tokens.AfterNext.Is(":"))
        {
            return uses;
        }

        do
        {
            Token token = _tokens.Take(TokenKind.Value, "a value");
            (int id, string? name) = Split(token);
            if (!_values.TryGetValue(id, out Value? value))
            {
                throw Lexer.Error(token.Line, $"{token} is used before it is defined");
            }

            if (name is not null && name != value.Name)
            {
                throw Lexer.Error(token.Line, $"{token} is defined as '{value}'");
            }

            uses.Add(value);
        }
        while (_tokens.TryMark(","));
        return uses;
    }

    private Value ReadDefinition()
    {
        Token token = _tokens.Take(TokenKind.Value, "a value");
        _tokens.Mark(":");
        return Define(token, TypeReader.Read(_tokens));
    }

    private Value Define(Token token, IrType type)
    {
        (int id, string? name) = Split(token);
        Value value = new(id, type, name);
        _values[id] = value;
        return value;
    }

    private static (int Id, string? Name) Split(Token token)
    {
        int dot = token.Text.IndexOf('.');
        string number = dot < 0 ? token.Text : token.Text.Substring(0, dot);
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int id) && dot != token.Text.Length - 1
            ? (id, dot < 0 ? null : token.Text.Substring(dot + 1))
            : throw Lexer.Error(token.Line, $"{token} is not the name of a value");
    }
}
