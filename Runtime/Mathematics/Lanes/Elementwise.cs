using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Adjoint;

/// <summary>Runs the body of a loop at the widest width that the machine has, then narrower ones, then one by one.</summary>
internal static class Elementwise
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Singles<TBody>(TBody body, int length)
        where TBody : struct, IElementwise<float>, allows ref struct
    {
        nuint i = 0;
        nuint end = (nuint)length;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i + 16 <= end; i += 16)
            {
                body.Step<Single512>(i);
            }
        }

        if (Vector256.IsHardwareAccelerated)
        {
            for (; i + 8 <= end; i += 8)
            {
                body.Step<Single256>(i);
            }
        }

        if (Vector128.IsHardwareAccelerated)
        {
            for (; i + 4 <= end; i += 4)
            {
                body.Step<Single128>(i);
            }
        }

        for (; i < end; i++)
        {
            body.Step<Single1>(i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Doubles<TBody>(TBody body, int length)
        where TBody : struct, IElementwise<double>, allows ref struct
    {
        nuint i = 0;
        nuint end = (nuint)length;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i + 8 <= end; i += 8)
            {
                body.Step<Double512>(i);
            }
        }

        if (Vector256.IsHardwareAccelerated)
        {
            for (; i + 4 <= end; i += 4)
            {
                body.Step<Double256>(i);
            }
        }

        if (Vector128.IsHardwareAccelerated)
        {
            for (; i + 2 <= end; i += 2)
            {
                body.Step<Double128>(i);
            }
        }

        for (; i < end; i++)
        {
            body.Step<Double1>(i);
        }
    }
}
