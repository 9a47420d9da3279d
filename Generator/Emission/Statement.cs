using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <summary>A C# statement in the making. <see cref="Source"/> is the user's statement that it computes or undoes.</summary>
internal abstract class Statement
{
    public SourceLine? Source { get; set; }

    /// <summary>The blocks inside it.</summary>
    public virtual IEnumerable<StatementBlock> Blocks => [];

    /// <summary>The expressions that it evaluates outside of its blocks.</summary>
    public virtual IEnumerable<string> Texts => [];
}

/// <summary>Statements in braces.</summary>
internal sealed class StatementBlock
{
    public List<Statement> Statements { get; } = [];

    public StatementBlock? Parent { get; set; }
}

/// <summary>The declaration of a variable, without a value.</summary>
internal sealed class DeclarationStatement(Variable variable) : Statement
{
    public Variable Variable { get; } = variable;
}

/// <summary><c>x = e</c>, <c>x += e</c>; or, when scopes are known, <c>float x = e</c>.</summary>
internal sealed class AssignmentStatement(Variable target, string symbol, Code code) : Statement
{
    public AssignmentStatement(Variable target, string symbol, string value)
        : this(target, symbol, new Code(value, Precedence.Assignment))
    {
    }

    public Code Code { get; } = code;

    public Variable Target { get; } = target;

    /// <summary><c>=</c> or a compound assignment.</summary>
    public string Symbol { get; } = symbol;

    public string Value => Code.Text;

    public bool Declares { get; set; }

    /// <summary>Whether the value is a literal, so that leaving it out changes nothing else.</summary>
    public bool IsLiteral => Value.IndexOf(Emission.Code.VariableStart) < 0 && !Value.Contains("()") && !Value.Contains("new ");

    public override IEnumerable<string> Texts => [Target.Code.Text, Value];
}

/// <summary>Any other statement on one line, without its semicolon.</summary>
internal sealed class LineStatement(string text) : Statement
{
    public string Text { get; } = text;

    public override IEnumerable<string> Texts => [Text];
}

/// <summary>A heading.</summary>
internal sealed class NoteStatement(string words) : Statement
{
    public string Words { get; } = words;
}

/// <summary><c>break</c>, <c>continue</c>.</summary>
internal sealed class JumpStatement(string keyword) : Statement
{
    public string Keyword { get; } = keyword;
}

/// <summary><c>throw e</c>.</summary>
internal sealed class ThrowStatement(string exception) : Statement
{
    public string Exception { get; } = exception;

    public override IEnumerable<string> Texts => [Exception];
}

internal sealed class IfStatement(Code condition, StatementBlock then, StatementBlock otherwise) : Statement
{
    public Code Condition { get; set; } = condition;

    public StatementBlock Then { get; set; } = then;

    public StatementBlock Otherwise { get; set; } = otherwise;

    public override IEnumerable<StatementBlock> Blocks => [Then, Otherwise];

    public override IEnumerable<string> Texts => [Condition.Text];
}

/// <summary>A counted loop; its index is declared in the header and belongs to the body's scope.</summary>
internal sealed class ForStatement(Variable index, string from, string condition, string step, StatementBlock body) : Statement
{
    public Variable Index { get; } = index;

    public string From { get; } = from;

    public string Condition { get; } = condition;

    public string Step { get; } = step;

    public StatementBlock Body { get; } = body;

    public override IEnumerable<StatementBlock> Blocks => [Body];

    public override IEnumerable<string> Texts => [From, Condition, Step];
}

internal sealed class WhileStatement(Code condition, StatementBlock body) : Statement
{
    public Code Condition { get; set; } = condition;

    /// <summary>Whether it is a <c>do</c>.</summary>
    public bool TestsLast { get; set; }

    public StatementBlock Body { get; } = body;

    public override IEnumerable<StatementBlock> Blocks => [Body];

    public override IEnumerable<string> Texts => [Condition.Text];
}

/// <summary>A call whose results go to several variables: the values as a tuple, spans as <c>out</c> arguments.</summary>
/// <remarks>A null variable discards a result. The call's text ends before its closing parenthesis.</remarks>
internal sealed class CallStatement(Variable?[] values, string call, Variable?[] outs) : Statement
{
    public Variable?[] Values { get; } = values;

    public string Call { get; } = call;

    public Variable?[] Outs { get; } = outs;

    public HashSet<Variable> Declares { get; } = [];

    public override IEnumerable<string> Texts =>
        Values.Concat(Outs).Where(variable => variable is not null).Select(variable => variable!.Code.Text).Append(Call);
}
