using Xunit;

namespace Adjoint.Runtime.Tests;

/// <summary>Managed arrays of the workspace.</summary>
public sealed class RentedArrayTests
{
    [Fact]
    public void Arrays_are_of_the_shape_asked_for_and_zero()
    {
        for (int call = 0; call < 2; call++)
        {
            using Workspace.Frame frame = Workspace.Enter();
            double[] line = frame.RentArray<double>(3);
            double[,] grid = frame.RentArray<double>(2, 3);
            float[,,] cube = frame.RentArray<float>(1, 2, 3);
            double[][] jagged = frame.RentArray<double[]>(2);
            Assert.Equal([0, 0, 0], line);
            Assert.Equal([2, 3], [grid.GetLength(0), grid.GetLength(1)]);
            Assert.Equal([1, 2, 3], [cube.GetLength(0), cube.GetLength(1), cube.GetLength(2)]);
            Assert.All(grid.Cast<double>(), item => Assert.Equal(0, item));
            Assert.All(cube.Cast<float>(), item => Assert.Equal(0, item));
            Assert.All(jagged, Assert.Null);
            Array.Fill(line, 1);
            grid[1, 2] = cube[0, 1, 2] = 1;
            jagged[0] = line;
        }
    }

    [Fact]
    public void Two_of_one_shape_differ_within_a_frame_and_are_used_again_after_it()
    {
        double[] first, second;
        using (Workspace.Frame frame = Workspace.Enter())
        {
            first = frame.RentArray<double>(5);
            second = frame.RentArray<double>(5);
            Assert.NotSame(first, second);
            using Workspace.Frame inner = Workspace.Enter();
            double[] third = inner.RentArray<double>(5);
            Assert.NotSame(first, third);
            Assert.NotSame(second, third);
        }

        using Workspace.Frame later = Workspace.Enter();
        double[][] again = [later.RentArray<double>(5), later.RentArray<double>(5)];
        Assert.Contains(again, array => ReferenceEquals(array, first));
        Assert.Contains(again, array => ReferenceEquals(array, second));
    }

    [Fact]
    public void What_they_refer_to_is_not_kept_alive()
    {
        double[][] rented;
        using (Workspace.Frame frame = Workspace.Enter())
        {
            rented = frame.RentArray<double[]>(7);
            rented[3] = [1];
        }

        Assert.All(rented, Assert.Null);
    }

    [Fact]
    public void Nothing_is_allocated_once_warm()
    {
        Use();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Use();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Use()
        {
            using Workspace.Frame frame = Workspace.Enter();
            double[][] rows = frame.RentArray<double[]>(4);
            for (int i = 0; i < rows.Length; i++)
            {
                rows[i] = frame.RentArray<double>(7 + i);
            }

            frame.RentArray<double>(3, 4)[2, 3] = 1;
        }
    }

    [Fact]
    public void Changing_shapes_are_not_kept_for_ever_and_trimmed_ones_are_let_go()
    {
        WeakReference<ushort[]>[] lent = [.. Enumerable.Range(1, 1000).Select(Lend)];
        GC.Collect();
        Assert.InRange(lent.Count(reference => reference.TryGetTarget(out _)), 0, 64);
        Workspace.Current.Trim();
        GC.Collect();
        Assert.DoesNotContain(lent, reference => reference.TryGetTarget(out _));

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference<ushort[]> Lend(int length)
        {
            using Workspace.Frame frame = Workspace.Enter();
            return new(frame.RentArray<ushort>(length));
        }
    }

    [Fact]
    public void Wrong_use_is_told()
    {
        using Workspace.Frame frame = Workspace.Enter();
        Assert.Throws<OverflowException>(() => Rent(-1));
        Workspace.Frame ended = Workspace.Enter();
        ended.Dispose();
        try
        {
            ended.RentArray<double>(1);
            Assert.Fail("an ended frame has lent an array");
        }
        catch (InvalidOperationException)
        {
        }

        static double[,] Rent(int rows)
        {
            using Workspace.Frame frame = Workspace.Enter();
            return frame.RentArray<double>(rows, 2);
        }
    }
}
