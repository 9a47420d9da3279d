using System.Text;

namespace Adjoint.Generator.Emission;

/// <summary>Indented text with <c>\n</c> line ends and no white space at the ends of lines.</summary>
internal sealed class SourceWriter
{
    private const int SpacesPerLevel = 4;

    private readonly StringBuilder _text = new();
    private int _level;
    private bool _blankIsPending;
    private bool _atStartOfBlock = true;

    /// <summary>The column at which the next line starts.</summary>
    public int Column => _level * SpacesPerLevel;

    public void Line(string line)
    {
        if (line.Length == 0)
        {
            Blank();
            return;
        }

        if (_blankIsPending && !_atStartOfBlock)
        {
            _text.Append('\n');
        }

        _blankIsPending = false;
        _atStartOfBlock = false;
        _text.Append(' ', Column).Append(line.TrimEnd()).Append('\n');
    }

    /// <summary>One blank line before the next line; none at the start or end of a block, and never two.</summary>
    public void Blank() => _blankIsPending = true;

    public void OpenBrace()
    {
        Line("{");
        _level++;
        _atStartOfBlock = true;
    }

    public void CloseBrace(string after = "")
    {
        _level--;
        _blankIsPending = false;
        Line("}" + after);
    }

    public override string ToString() => _text.ToString();
}
