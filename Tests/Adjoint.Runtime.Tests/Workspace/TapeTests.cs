using Xunit;

namespace Adjoint.Runtime.Tests;

public sealed class TapeTests
{
    [Fact]
    public void AMillionPushesComeBackInReverse()
    {
        const int count = 1_000_000;
        using Workspace.Frame frame = Workspace.Enter();
        Tape<double> tape = frame.Tape<double>();
        for (int i = 0; i < count; i++)
        {
            tape.Push(i * 0.5);
        }

        Assert.Equal(count, tape.Count);
        for (int i = count - 1; i >= 0; i--)
        {
            if (tape.Pop() != i * 0.5)
            {
                Assert.Fail($"Element {i} is not what was pushed.");
            }
        }

        Assert.Equal(0, tape.Count);
    }

    [Fact]
    public void AnOuterTapeGrowsWhileInnerFramesComeAndGo()
    {
        using Workspace.Frame outer = Workspace.Enter();
        Tape<long> tape = outer.Tape<long>();
        for (int i = 0; i < 3000; i++)
        {
            using Workspace.Frame inner = Workspace.Enter();
            inner.Rent<long>(50).Fill(-1);
            Tape<long> own = inner.Tape<long>();
            own.Push(-2);
            tape.Push(i);
        }

        for (int i = 2999; i >= 0; i--)
        {
            Assert.Equal(i, tape.Pop());
        }
    }

    [Fact]
    public void PushesAndPopsAcrossASegmentEdgeKeepTheirOrder()
    {
        using Workspace.Frame frame = Workspace.Enter();
        Tape<int> tape = frame.Tape<int>();
        Stack<int> reference = new();
        Random random = new(7);
        for (int i = 0; i < 200_000; i++)
        {
            if (reference.Count == 0 || random.NextDouble() < 0.52)
            {
                tape.Push(i);
                reference.Push(i);
            }
            else
            {
                Assert.Equal(reference.Pop(), tape.Pop());
            }

            Assert.Equal(reference.Count, tape.Count);
        }
    }

    [Fact]
    public void StructsAndBytesAreStoredWhole()
    {
        using Workspace.Frame frame = Workspace.Enter();
        Tape<(double, byte)> pairs = frame.Tape<(double, byte)>();
        Tape<bool> flags = frame.Tape<bool>();
        for (int i = 0; i < 10_000; i++)
        {
            pairs.Push((i, (byte)i));
            flags.Push(i % 3 == 0);
        }

        for (int i = 9_999; i >= 0; i--)
        {
            Assert.Equal((i, (byte)i), pairs.Pop());
            Assert.Equal(i % 3 == 0, flags.Pop());
        }
    }

    [Fact]
    public void PoppingAnEmptyTapeThrows()
    {
        using Workspace.Frame frame = Workspace.Enter();
        Tape<int> tape = frame.Tape<int>();
        RefTape<string> names = frame.RefTape<string>();
        Assert.Throws<InvalidOperationException>(() => tape.Pop());
        Assert.Throws<InvalidOperationException>(() => names.Pop());
        tape.Push(1);
        tape.Pop();
        Assert.Throws<InvalidOperationException>(() => tape.Pop());
    }

    [Fact]
    public void ATapeOutlivingItsFrameThrows()
    {
        Tape<short> tape;
        RefTape<object> objects;
        using (Workspace.Frame frame = Workspace.Enter())
        {
            tape = frame.Tape<short>();
            objects = frame.RefTape<object>();
            tape.Push(1);
            objects.Push(this);
        }

        Assert.Throws<InvalidOperationException>(() => tape.Push(2));
        Assert.Throws<InvalidOperationException>(() => tape.Pop());
        Assert.Throws<InvalidOperationException>(() => objects.Push(this));
    }

    [Fact]
    public void TapesAreReusedEmpty()
    {
        Tape<ushort> first;
        using (Workspace.Frame frame = Workspace.Enter())
        {
            first = frame.Tape<ushort>();
            first.Push(9);
        }

        using Workspace.Frame again = Workspace.Enter();
        Assert.Same(first, again.Tape<ushort>());
        Assert.Equal(0, first.Count);
        Assert.NotSame(first, again.Tape<ushort>());
    }

    [Fact]
    public void ReferencesComeBackInReverseAndAreLetGo()
    {
        using Workspace.Frame frame = Workspace.Enter();
        RefTape<string> tape = frame.RefTape<string>();
        for (int i = 0; i < 5000; i++)
        {
            tape.Push(i % 5 == 0 ? null : i.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        Assert.Equal(5000, tape.Count);
        for (int i = 4999; i >= 0; i--)
        {
            Assert.Equal(i % 5 == 0 ? null : i.ToString(System.Globalization.CultureInfo.InvariantCulture), tape.Pop());
        }
    }

    [Fact]
    public void ElementsLargerThanASegmentAreRefused()
    {
        Assert.Throws<NotSupportedException>(() =>
        {
            using Workspace.Frame frame = Workspace.Enter();
            frame.Tape<Huge>();
        });
    }

    [System.Runtime.CompilerServices.InlineArray(8192)]
    private struct Huge
    {
        private byte first;
    }
}
