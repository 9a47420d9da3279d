using System.Text;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <summary>Prints finished statements, whose variables have names.</summary>
internal sealed class StatementPrinter
{
    private readonly SourceWriter _writer;
    private readonly CommentLayout _layout;
    private readonly IReadOnlyList<Variable> _variables;
    private readonly Func<Variable, string> _typeText;
    private bool _isBackward;
    private SourceLine? _quoted;
    private SourceLine? _header;

    /// <param name="writer">Where to.</param>
    /// <param name="variables">The variables, by number.</param>
    /// <param name="typeText">The C# type of a variable.</param>
    /// <param name="isBackward">Whether all statements undo the user's.</param>
    public StatementPrinter(SourceWriter writer, IReadOnlyList<Variable> variables, Func<Variable, string> typeText, bool isBackward)
    {
        _writer = writer;
        _layout = new(writer);
        _variables = variables;
        _typeText = typeText;
        _isBackward = isBackward;
    }

    /// <summary>Whether statements carry the user's.</summary>
    public bool HasComments { get; init; } = true;

    public void Print(StatementBlock block)
    {
        foreach (Statement statement in block.Statements)
        {
            Print(statement);
        }

        _layout.Flush();
    }

    /// <summary>A text with the names of variables in place of their marks.</summary>
    public string Named(string text)
    {
        StringBuilder named = new();
        int position = 0;
        foreach (int number in Scoping.VariablesIn(text))
        {
            int start = text.IndexOf(Code.VariableStart, position);
            named.Append(text, position, start - position).Append(_variables[number].Text);
            position = text.IndexOf(Code.VariableEnd, start) + 1;
        }

        return named.Append(text.Substring(position)).ToString();
    }

    /// <summary>One line that belongs to no statement of the user's.</summary>
    public void Line(string text)
    {
        _layout.Lines(LineBreaking.Lines(Named(text), _writer.Column), null);
        _layout.Flush();
    }

    private void Print(Statement statement)
    {
        switch (statement)
        {
            case NoteStatement note:
                _quoted = null;
                _isBackward = _isBackward || note.Words.StartsWith("Backward", StringComparison.Ordinal);
                _layout.Flush();
                _writer.Blank();
                _writer.Line("// " + note.Words);
                break;
            case DeclarationStatement declaration:
                Simple(Declaration(declaration.Variable), null);
                break;
            case AssignmentStatement assignment:
                Simple(Assignment(assignment), statement);
                break;
            case CallStatement call:
                Simple(Call(call), statement);
                break;
            case LineStatement line:
                Simple(line.Text, statement);
                break;
            case JumpStatement jump:
                Simple(jump.Keyword, statement);
                break;
            case ThrowStatement raise:
                Simple("throw " + raise.Exception, statement);
                break;
            case IfStatement branch:
                If(branch, "");
                break;
            case ForStatement loop:
                Header("for (int " + loop.Index.Code.Text + " = " + loop.From + "; " + loop.Condition + ";" + (loop.Step.Length == 0 ? "" : " " + loop.Step) + ")", loop);
                Block(loop.Body);
                break;
            case WhileStatement { TestsLast: true } loop:
                Header("do", loop);
                _writer.OpenBrace();
                Print(loop.Body);
                _writer.CloseBrace();
                _writer.Line(Named(LineBreaking.Joined("while (" + loop.Condition.Text + ");")));
                _writer.Blank();
                break;
            case WhileStatement loop:
                Header("while (" + loop.Condition.Text + ")", loop);
                Block(loop.Body);
                break;
        }
    }

    private string Declaration(Variable variable)
    {
        // Without a value there is nothing that var could take its type from.
        string type = variable is { TypeText: null, Type: OpaqueType opaque } ? opaque.Name : _typeText(variable);
        return type.StartsWith("ref ", StringComparison.Ordinal)
            ? type + " " + variable.Code.Text + " = ref global::System.Runtime.CompilerServices.Unsafe.NullRef<" + type.Substring(type.StartsWith("ref readonly ", StringComparison.Ordinal) ? "ref readonly ".Length : "ref ".Length) + ">()"
            : type + " " + variable.Code.Text;
    }

    private string Assignment(AssignmentStatement assignment)
    {
        string target = (assignment.Declares ? _typeText(assignment.Target) + " " : "") + assignment.Target.Code.Text;
        return assignment.Value.Length == 0 ? target + assignment.Symbol : target + " " + assignment.Symbol + Code.SoftBreak + " " + assignment.Value;
    }

    private string Call(CallStatement call)
    {
        string Target(Variable? variable) =>
            variable is null ? "_" : (call.Declares.Contains(variable) ? _typeText(variable) + " " : "") + variable.Code.Text;

        string values = call.Values.Length switch
        {
            _ when call.Values.All(variable => variable is null) => "",
            1 => Target(call.Values[0]) + " = ",
            _ => "(" + string.Join(", ", call.Values.Select(Target)) + ") = ",
        };
        string outs = string.Concat(call.Outs.Select((variable, i) =>
            (i == 0 && call.Call.EndsWith("(", StringComparison.Ordinal) ? "" : ", ") + "out " + Target(variable)));
        return values + call.Call + outs + ")";
    }

    private void If(IfStatement branch, string prefix)
    {
        Header(prefix + "if (" + branch.Condition.Text + ")", branch);
        _writer.OpenBrace();
        Print(branch.Then);
        _writer.CloseBrace();
        if (branch.Otherwise.Statements.Count == 1 && branch.Otherwise.Statements[0] is IfStatement next)
        {
            If(next, "else ");
            return;
        }

        if (branch.Otherwise.Statements.Count > 0)
        {
            _writer.Line("else");
            Block(branch.Otherwise);
        }

        _writer.Blank();
        (_quoted, _header) = (null, null);
    }

    private void Block(StatementBlock block)
    {
        _writer.OpenBrace();
        Print(block);
        _writer.CloseBrace();
        _writer.Blank();
        (_quoted, _header) = (null, null);
    }

    private void Header(string text, Statement statement)
    {
        _layout.Flush();
        string named = Named(text);
        _layout.Lines(LineBreaking.Lines(named, _writer.Column), Comment(named, statement));
        _layout.Flush();
    }

    private void Simple(string text, Statement? statement)
    {
        string named = Named(text);
        _layout.Lines(LineBreaking.Lines(named + ";", _writer.Column), Comment(named, statement));
    }

    private string? Comment(string printed, Statement? statement)
    {
        if (!HasComments || statement?.Source is not { } source || source.Text.Length == 0)
        {
            return null;
        }

        if (SaysEnough(statement))
        {
            return null;
        }

        // In the forward sweep a statement of the user's that takes several of ours is quoted once.
        bool isHeader = statement is IfStatement or ForStatement or WhileStatement;
        bool isRepeated = source == _quoted && (!_isBackward || source == _header);
        string? comment = ((_isBackward && !isHeader) || !SourceLikeness.Same(printed, source.Text)) && !isRepeated ? source.Text : null;
        _quoted = source;
        _header = isHeader ? source : _header;
        return comment;
    }

    // A throw is the user's own. What is kept for later, counters of our own and first values belong to no one statement.
    private static bool SaysEnough(Statement statement) => statement switch
    {
        ThrowStatement => true,
        LineStatement line => line.Text.Contains(".Push("),
        AssignmentStatement assignment => assignment.IsLiteral || assignment.Target.Hint == "turns" || assignment.Value.EndsWith(".Pop()", StringComparison.Ordinal),
        _ => false,
    };
}
