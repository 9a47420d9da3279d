using System.Globalization;
using System.Text;

namespace Adjoint.Generator.Emission;

/// <summary>The text of a C# expression, with what is needed to put it into a larger one.</summary>
/// <remarks>
/// Two kinds of marks stand in the text until it is printed: a variable is its number between <see cref="VariableStart"/> and
/// <see cref="VariableEnd"/>, because names are given when the scopes of all variables are known; <see cref="SoftBreak"/> is
/// a place where a long line may be broken.
/// </remarks>
/// <param name="Text">The text.</param>
/// <param name="Precedence">How tightly its outermost operator binds.</param>
/// <param name="Overflow">What its integer arithmetic needs of the context.</param>
/// <param name="IsConstant">Whether the C# compiler would fold it.</param>
internal readonly record struct Code(
    string Text, Precedence Precedence = Precedence.Primary, Overflow Overflow = Overflow.None, bool IsConstant = false)
{
    public const char SoftBreak = '\u0001';
    public const char VariableStart = '\u0002';
    public const char VariableEnd = '\u0003';

    public static Code Variable(int number) =>
        new(VariableStart + number.ToString(CultureInfo.InvariantCulture) + VariableEnd);

    /// <summary>The expression in parentheses where it binds less tightly than <paramref name="needed"/>.</summary>
    public string At(Precedence needed) => Precedence < needed ? "(" + Text + ")" : Text;

    public static Code Binary(string symbol, Precedence precedence, Code left, Code right, bool rightAssociates = false)
    {
        Precedence rightNeeded = rightAssociates ? precedence : precedence + 1;
        return new(
            left.At(precedence) + SoftBreak + " " + symbol + " " + right.At(rightNeeded),
            precedence,
            left.Overflow | right.Overflow,
            left.IsConstant && right.IsConstant);
    }

    /// <summary><c>left &amp;&amp; right</c>, without a side that is always true.</summary>
    public static Code AndAlso(Code left, Code right) =>
        left.Text == "true" ? right : right.Text == "true" ? left
            : Binary("&&", Precedence.AndAlso, left, right, rightAssociates: true);

    /// <summary><c>left || right</c>, without a side that is always false.</summary>
    public static Code OrElse(Code left, Code right) =>
        left.Text == "false" ? right : right.Text == "false" ? left
            : Binary("||", Precedence.OrElse, left, right, rightAssociates: true);

    public static Code Unary(string symbol, Code operand)
    {
        string text = operand.At(Precedence.Unary);

        // "- -x" and "-(-x)", never "--x".
        bool clash = symbol == "-" && text.Length > 0 && text[0] == '-';
        return new(symbol + (clash ? "(" + text + ")" : text), Precedence.Unary, operand.Overflow, operand.IsConstant);
    }

    public static Code Cast(string type, Code operand) =>
        new("(" + type + ")" + (operand.Text.StartsWith("-", StringComparison.Ordinal) ? "(" + operand.Text + ")" : operand.At(Precedence.Unary)),
            Precedence.Unary, operand.Overflow, operand.IsConstant);

    public static Code Conditional(Code condition, Code whenTrue, Code whenFalse) =>
        new(condition.At(Precedence.OrElse) + SoftBreak + " ? " + whenTrue.At(Precedence.OrElse) + SoftBreak + " : "
            + whenFalse.At(Precedence.Conditional),
            Precedence.Conditional, condition.Overflow | whenTrue.Overflow | whenFalse.Overflow,
            condition.IsConstant && whenTrue.IsConstant && whenFalse.IsConstant);

    public static Code Call(string function, params Code[] arguments) => Call(function, (IReadOnlyList<Code>)arguments);

    public static Code Call(string function, IReadOnlyList<Code> arguments) =>
        new(function + "(" + List(arguments) + ")", Precedence.Primary, Needs(arguments));

    public static Code Index(Code target, IReadOnlyList<Code> indices) =>
        new(target.At(Precedence.Primary) + "[" + List(indices) + "]", Precedence.Primary, target.Overflow | Needs(indices));

    public static Code Member(Code target, string member) =>
        new(target.At(Precedence.Primary) + "." + member, Precedence.Primary, target.Overflow);

    /// <summary>The opposite of a condition.</summary>
    public static Code Not(Code condition)
    {
        if (condition.Text == "true" || condition.Text == "false")
        {
            return condition with { Text = condition.Text == "true" ? "false" : "true" };
        }

        return condition.Precedence == Precedence.Unary && condition.Text.StartsWith("!", StringComparison.Ordinal)
            ? Unwrap(condition)
            : Unary("!", condition);
    }

    /// <summary>The expression under explicit <c>checked</c> or <c>unchecked</c>.</summary>
    public Code Under(Overflow context) =>
        new((context == Overflow.Throws ? "checked(" : "unchecked(") + Text + ")");

    private static Code Unwrap(Code negation)
    {
        string inner = negation.Text.Substring(1);
        bool parenthesised = inner.StartsWith("(", StringComparison.Ordinal) && ClosingOf(inner) == inner.Length - 1;
        return parenthesised
            ? new(inner.Substring(1, inner.Length - 2), Precedence.Assignment, negation.Overflow)
            : new(inner, Precedence.Primary, negation.Overflow);
    }

    private static int ClosingOf(string text)
    {
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        return -1;
    }

    private static string List(IReadOnlyList<Code> items)
    {
        StringBuilder text = new();
        for (int i = 0; i < items.Count; i++)
        {
            text.Append(i == 0 ? "" : "," + SoftBreak + " ").Append(items[i].Text);
        }

        return text.ToString();
    }

    private static Overflow Needs(IReadOnlyList<Code> items) => items.Aggregate(Overflow.None, (all, item) => all | item.Overflow);
}
