using Adjoint.Generator.Differentiation.Rules;
using Xunit;

namespace Adjoint.Generator.Tests.Rules;

public sealed class RuleParserTests
{
    [Theory]
    [InlineData("d - x - y", "(d - x) - y")]
    [InlineData("-d * r / y", "((-d) * r) / y")]
    [InlineData("d * x + y / z", "(d * x) + (y / z)")]
    [InlineData("x > y && y != 0 || !(x < 1) ? d : x == y ? -d : 0", "(((x > y) && (y != 0)) || (!(x < 1))) ? d : ((x == y) ? (-d) : 0)")]
    [InlineData("d*cos( x )", "d * cos(x)")]
    [InlineData("d / y | d == 0 && y == 0: y = 1, r = -2.5", "d / y | (d == 0) && (y == 0) : y = 1 , r = -2.5")]
    public void Precedence_is_that_of_CSharp(string text, string parenthesised) =>
        Assert.Equal(RuleParser.Parse(parenthesised), RuleParser.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("d *")]
    [InlineData("d d")]
    [InlineData("(d")]
    [InlineData("w * d")]
    [InlineData("cos(x, y)")]
    [InlineData("cosine(x)")]
    [InlineData("x ? d")]
    [InlineData("d | x == 0")]
    [InlineData("d | x == 0: 1 = x")]
    [InlineData("d | x == 0: x = y")]
    [InlineData("1.2.3 * d")]
    [InlineData("scaleb(d, x)")]
    [InlineData("d * polygamma(x, 1.5)")]
    [InlineData("d * polygamma(x, n + y)")]
    public void What_is_not_of_the_language_is_refused(string text) =>
        Assert.Throws<FormatException>(() => RuleParser.Parse(text));

    [Fact]
    public void Every_row_parses()
    {
        foreach (Rule rule in RuleTable.All)
        {
            Assert.All(Enumerable.Range(0, rule.Contributions.Count), operand => rule.Contribution(operand));
        }
    }

    [Fact]
    public void Equal_texts_are_parsed_once() =>
        Assert.Same(RuleContribution.Of("d * cos(x)"), RuleContribution.Of("d * cos(x)"));
}
