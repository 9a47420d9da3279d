using System.Globalization;
using System.Text;
using Adjoint.Generator.Ir;

namespace Adjoint.Generator.Emission;

/// <summary>The user's C# text with its holes <c>{0}</c> filled by operands.</summary>
internal static class OpaqueText
{
    public static string Fill(Operation operation, ExpressionBuilder expressions) =>
        Fill(operation.Symbol!.Trim().TrimEnd(';'), operation.Operands.Count, i => expressions.Whole(operation.Operands[i]));

    /// <summary>Fills holes; an operand is put into parentheses unless it stands alone between parentheses or commas.</summary>
    public static string Fill(string format, int count, Func<int, Code> operand)
    {
        StringBuilder text = new();
        int position = 0;
        while (position < format.Length)
        {
            int close = format[position] == '{' ? format.IndexOf('}', position) : -1;
            if (close > 0
                && int.TryParse(format.Substring(position + 1, close - position - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int hole)
                && hole < count)
            {
                Code code = operand(hole);
                text.Append(StandsAlone(format, position, close) ? code.Text : code.At(Precedence.Primary));
                position = close + 1;
            }
            else
            {
                text.Append(format[position++]);
            }
        }

        return text.ToString();
    }

    private static bool StandsAlone(string format, int open, int close)
    {
        string before = format.Substring(0, open).TrimEnd();
        string after = format.Substring(close + 1).TrimStart();
        return (before.Length == 0 || before[before.Length - 1] is '(' or ',' or '=') && (after.Length == 0 || after[0] is ')' or ',' or '}');
    }
}
