using Xunit;

namespace Adjoint.Runtime.Tests;

public sealed class RowsTests
{
    [Fact]
    public void RowsAreSpansOfTheValues()
    {
        float[] values = [1, 2, 3, 4, 5, 6];
        Rows<float> rows = new(values, 2);
        Assert.Equal(3, rows.Count);
        Assert.Equal(2, rows.RowLength);
        Assert.Equal([3f, 4f], rows[1].ToArray());
        Assert.Equal([3f, 4f, 5f, 6f], rows.Slice(1, 2).Values.ToArray());
        Assert.Equal([5f, 6f], rows[1..][1].ToArray());
        List<float> firsts = [];
        foreach (ReadOnlySpan<float> row in rows)
        {
            firsts.Add(row[0]);
        }

        Assert.Equal([1f, 3f, 5f], firsts);
        values[2] = 9;
        Assert.Equal(9, rows[1][0]);
    }

    [Fact]
    public void WrongShapesAndIndicesThrow()
    {
        Assert.Throws<ArgumentException>(() => new Rows<int>(new int[5], 2).Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rows<int>(new int[5], 0).Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rows<int>([], -1).Count);
        Assert.Throws<IndexOutOfRangeException>(() => new Rows<int>(new int[4], 2)[2].Length);
        Assert.Throws<IndexOutOfRangeException>(() => new Rows<int>(new int[4], 2)[-1].Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rows<int>(new int[4], 2).Slice(1, 2).Count);
        Assert.Equal(0, new Rows<int>([], 0).Count);
        Assert.Equal(0, default(Rows<int>).Count);
    }
}
