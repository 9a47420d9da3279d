using Xunit;

namespace Adjoint.Runtime.Tests;

public sealed class DerivativeTests
{
    [Fact]
    public void StopReturnsItsArgument()
    {
        Assert.Equal(1.5f, Derivative.Stop(1.5f));
        Assert.Equal(double.NaN, Derivative.Stop(double.NaN));
        Assert.Equal((1, 2d), Derivative.Stop((1, 2d)));
        Span<int> span = [1, 2];
        Assert.True(span == Derivative.Stop(span));
        Derivative.Checkpoint(3);
    }
}
