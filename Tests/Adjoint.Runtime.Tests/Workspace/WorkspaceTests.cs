using System.Runtime.CompilerServices;
using Xunit;

namespace Adjoint.Runtime.Tests;

public sealed class WorkspaceTests
{
    [Fact]
    public unsafe void RentedMemoryIsZeroedAlignedAndApart()
    {
        for (int round = 0; round < 3; round++)
        {
            using Workspace.Frame frame = Workspace.Enter();
            Span<float> first = frame.Rent<float>(3);
            Span<double> second = frame.Rent<double>(5);
            Assert.All(first.ToArray(), value => Assert.Equal(0f, value));
            Assert.All(second.ToArray(), value => Assert.Equal(0d, value));
            Assert.False(first.Overlaps(System.Runtime.InteropServices.MemoryMarshal.Cast<double, float>(second)));
            fixed (double* start = second)
            {
                Assert.Equal(0, (long)start % 64);
            }

            first.Fill(7);
            second.Fill(8);
        }
    }

    [Fact]
    public void SpansSurviveGrowth() => OnNewThread(() =>
    {
        using Workspace.Frame frame = Workspace.Enter();
        Span<int> early = frame.Rent<int>(100);
        for (int i = 0; i < early.Length; i++)
        {
            early[i] = i;
        }

        for (int size = 1; size < 4_000_000; size *= 3)
        {
            frame.Rent<int>(size).Fill(-1);
        }

        for (int i = 0; i < early.Length; i++)
        {
            Assert.Equal(i, early[i]);
        }
    });

    [Fact]
    public void FramesNestAndRecursionKeepsItsValues() => OnNewThread(() =>
    {
        Assert.Equal(Expected(60), Recurse(60));
        Assert.Equal(0, Workspace.Current.BytesInUse);

        static long Recurse(int depth)
        {
            if (depth == 0)
            {
                return 0;
            }

            using Workspace.Frame frame = Workspace.Enter();
            Span<long> mine = frame.Rent<long>(depth * 97);
            mine.Fill(depth);
            long below = Recurse(depth - 1);
            long sum = 0;
            foreach (long value in mine)
            {
                sum += value;
            }

            return below + sum;
        }

        static long Expected(int depth) => depth == 0 ? 0 : (97L * depth * depth) + Expected(depth - 1);
    });

    [Fact]
    public void ExceptionsReleaseTheFrame() => OnNewThread(() =>
    {
        using Workspace.Frame outer = Workspace.Enter();
        outer.Rent<byte>(64);
        long before = Workspace.Current.BytesInUse;
        for (int i = 0; i < 100; i++)
        {
            Assert.Throws<InvalidDataException>(Throwing);
            Assert.Equal(before, Workspace.Current.BytesInUse);
        }

        static void Throwing()
        {
            using Workspace.Frame frame = Workspace.Enter();
            frame.Rent<double>(100_000)[5] = 1;
            frame.Tape<double>().Push(3);
            throw new InvalidDataException();
        }
    });

    [Fact]
    public void NegativeLengthsThrowAsArraysDo()
    {
        int length = -1;
        Assert.Throws<OverflowException>(() => new double[length].Length);
        Assert.Throws<OverflowException>(() => Rent(length));
        Assert.Equal(0, Rent(0));

        static int Rent(int length)
        {
            using Workspace.Frame frame = Workspace.Enter();
            return frame.Rent<double>(length).Length;
        }
    }

    [Fact]
    public void OnlyTheInnermostFrameRents()
    {
        using Workspace.Frame outer = Workspace.Enter();
        using (Workspace.Frame inner = Workspace.Enter())
        {
            inner.Rent<int>(4);
            try
            {
                outer.Rent<int>(4);
                Assert.Fail("An outer frame rented memory under an open inner frame.");
            }
            catch (InvalidOperationException)
            {
                inner.Rent<int>(4);
            }
        }

        Assert.Equal(4, outer.Rent<int>(4).Length);
    }

    [Fact]
    public void DisposingTwiceDoesNothing()
    {
        using Workspace.Frame outer = Workspace.Enter();
        Span<int> kept = outer.Rent<int>(10);
        Workspace.Frame inner = Workspace.Enter();
        inner.Rent<int>(10);
        inner.Dispose();
        inner.Dispose();
        Span<int> next = outer.Rent<int>(10);
        Assert.False(kept.Overlaps(next));
    }

    [Fact]
    public void DefaultFrameRentsNothing()
    {
        Workspace.Frame frame = default;
        frame.Dispose();
        try
        {
            frame.Rent<int>(1);
            Assert.Fail("A default frame rented memory.");
        }
        catch (InvalidOperationException exception)
        {
            Assert.Contains("innermost", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AWarmCallStaysInOneChunkAndAllocatesNothing() => OnNewThread(() =>
    {
        Work();
        Work();
        long reserved = Workspace.Current.BytesReserved;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 50; i++)
        {
            Work();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(reserved, Workspace.Current.BytesReserved);

        static void Work()
        {
            using Workspace.Frame frame = Workspace.Enter();
            for (int i = 0; i < 100; i++)
            {
                frame.Rent<double>(1000 * (i % 7));
            }

            Tape<double> tape = frame.Tape<double>();
            RefTape<string> names = frame.RefTape<string>();
            for (int i = 0; i < 10_000; i++)
            {
                tape.Push(i);
                names.Push("name");
            }
        }
    });

    [Fact]
    public void ReserveAndTrimCountBytes() => OnNewThread(() =>
    {
        Workspace workspace = Workspace.Current;
        Assert.Equal(0, workspace.BytesReserved);
        workspace.Reserve(1_000_000);
        long reserved = workspace.BytesReserved;
        Assert.InRange(reserved, 1_000_000, 2_000_000);
        using (Workspace.Frame frame = Workspace.Enter())
        {
            frame.Rent<byte>(1_000_000);
            Assert.Equal(1_000_000, workspace.BytesInUse);
            Assert.Equal(reserved, workspace.BytesReserved);
            workspace.Reserve(2_000_000);
            Assert.True(workspace.BytesReserved >= 3_000_000);
            workspace.Trim();
            Assert.Equal(reserved, workspace.BytesReserved);
        }

        Assert.Equal(0, workspace.BytesInUse);
        workspace.Trim();
        Assert.Equal(0, workspace.BytesReserved);
        Assert.Throws<ArgumentOutOfRangeException>(() => workspace.Reserve(-1));
        using Workspace.Frame again = Workspace.Enter();
        Assert.Equal(0, again.Rent<byte>(10)[9]);
    });

    [Fact]
    public void RandomNestingKeepsEveryLiveSpanIntact() => OnNewThread(() =>
    {
        Random random = new(12345);
        for (int round = 0; round < 200; round++)
        {
            Nest(random, 0);
            if (round % 50 == 0)
            {
                Workspace.Current.Trim();
            }
        }

        Assert.Equal(0, Workspace.Current.BytesInUse);

        static void Nest(Random random, int depth)
        {
            using Workspace.Frame frame = Workspace.Enter();
            int stamp = random.Next();
            Span<int> first = frame.Rent<int>(random.Next(20_000));
            first.Fill(stamp);
            Tape<int> tape = frame.Tape<int>();
            int pushes = random.Next(5000);
            for (int i = 0; i < pushes; i++)
            {
                tape.Push(stamp + i);
            }

            int children = depth < 6 ? random.Next(3) : 0;
            for (int child = 0; child < children; child++)
            {
                Nest(random, depth + 1);
                Span<int> more = frame.Rent<int>(random.Next(3000));
                Assert.False(more.ContainsAnyExcept(0));
                more.Fill(~stamp);
            }

            Assert.False(first.ContainsAnyExcept(stamp));
            for (int i = pushes - 1; i >= 0; i--)
            {
                Assert.Equal(stamp + i, tape.Pop());
            }
        }
    });

    [Fact]
    public void ThreadsHaveWorkspacesOfTheirOwn()
    {
        Workspace mine = Workspace.Current;
        Assert.Same(mine, Workspace.Current);
        OnNewThread(() => Assert.NotSame(mine, Workspace.Current));
    }

    /// <summary>Runs a test on a thread whose workspace nothing else has used.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void OnNewThread(Action test)
    {
        Exception? failure = null;
        Thread thread = new(() => failure = Record.Exception(test), 16 * 1024 * 1024);
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }
}
