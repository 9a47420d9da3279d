using System.Runtime.CompilerServices;

namespace Adjoint;

public static partial class VectorMath
{
    // Lane by lane: for what has no vector code, and for arguments where vector code is not accurate.
    private static TLanes EachSingle<TLanes, TFunction>(TLanes x)
        where TLanes : struct, ILanes<TLanes, float>
        where TFunction : struct, IScalarFunction
    {
        TLanes result = x;
        for (int lane = 0; lane < TLanes.Count; lane++)
        {
            result = TLanes.WithLane(result, lane, TFunction.Invoke(TLanes.Lane(x, lane)));
        }

        return result;
    }

    private static TLanes EachSingle2<TLanes, TFunction>(TLanes x, TLanes y)
        where TLanes : struct, ILanes<TLanes, float>
        where TFunction : struct, IScalarFunction2
    {
        TLanes result = x;
        for (int lane = 0; lane < TLanes.Count; lane++)
        {
            result = TLanes.WithLane(result, lane, TFunction.Invoke(TLanes.Lane(x, lane), TLanes.Lane(y, lane)));
        }

        return result;
    }

    private static TLanes EachSingleN<TLanes, TFunction>(TLanes x, int n)
        where TLanes : struct, ILanes<TLanes, float>
        where TFunction : struct, IScalarFunctionN
    {
        TLanes result = x;
        for (int lane = 0; lane < TLanes.Count; lane++)
        {
            result = TLanes.WithLane(result, lane, TFunction.Invoke(TLanes.Lane(x, lane), n));
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TLanes EachSingleWhere<TLanes, TFunction>(TLanes where, TLanes x, TLanes result)
        where TLanes : struct, ILanes<TLanes, float>
        where TFunction : struct, IScalarFunction
    {
        for (int lane = 0; lane < TLanes.Count; lane++)
        {
            // A set lane is all ones, a NaN; one that is not set is 0.
            if (float.IsNaN(TLanes.Lane(where, lane)))
            {
                result = TLanes.WithLane(result, lane, TFunction.Invoke(TLanes.Lane(x, lane)));
            }
        }

        return result;
    }

    private static TLanes EachDouble<TLanes, TFunction>(TLanes x)
        where TLanes : struct, ILanes<TLanes, double>
        where TFunction : struct, IScalarFunction
    {
        TLanes result = x;
        for (int lane = 0; lane < TLanes.Count; lane++)
        {
            result = TLanes.WithLane(result, lane, TFunction.Invoke(TLanes.Lane(x, lane)));
        }

        return result;
    }

    private static TLanes EachDouble2<TLanes, TFunction>(TLanes x, TLanes y)
        where TLanes : struct, ILanes<TLanes, double>
        where TFunction : struct, IScalarFunction2
    {
        TLanes result = x;
        for (int lane = 0; lane < TLanes.Count; lane++)
        {
            result = TLanes.WithLane(result, lane, TFunction.Invoke(TLanes.Lane(x, lane), TLanes.Lane(y, lane)));
        }

        return result;
    }

    private static TLanes EachDoubleN<TLanes, TFunction>(TLanes x, int n)
        where TLanes : struct, ILanes<TLanes, double>
        where TFunction : struct, IScalarFunctionN
    {
        TLanes result = x;
        for (int lane = 0; lane < TLanes.Count; lane++)
        {
            result = TLanes.WithLane(result, lane, TFunction.Invoke(TLanes.Lane(x, lane), n));
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TLanes EachDoubleWhere<TLanes, TFunction>(TLanes where, TLanes x, TLanes result)
        where TLanes : struct, ILanes<TLanes, double>
        where TFunction : struct, IScalarFunction
    {
        for (int lane = 0; lane < TLanes.Count; lane++)
        {
            // A set lane is all ones, a NaN; one that is not set is 0.
            if (double.IsNaN(TLanes.Lane(where, lane)))
            {
                result = TLanes.WithLane(result, lane, TFunction.Invoke(TLanes.Lane(x, lane)));
            }
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TLanes EachDoubleWhere2<TLanes, TFunction>(TLanes where, TLanes x, TLanes y, TLanes result)
        where TLanes : struct, ILanes<TLanes, double>
        where TFunction : struct, IScalarFunction2
    {
        for (int lane = 0; lane < TLanes.Count; lane++)
        {
            // A set lane is all ones, a NaN; one that is not set is 0.
            if (double.IsNaN(TLanes.Lane(where, lane)))
            {
                result = TLanes.WithLane(result, lane, TFunction.Invoke(TLanes.Lane(x, lane), TLanes.Lane(y, lane)));
            }
        }

        return result;
    }

    private readonly struct SinScalar : IScalarFunction
    {
        public static double Invoke(double x) => double.Sin(x);

        public static float Invoke(float x) => float.Sin(x);
    }

    private readonly struct CosScalar : IScalarFunction
    {
        public static double Invoke(double x) => double.Cos(x);

        public static float Invoke(float x) => float.Cos(x);
    }

    private readonly struct TanScalar : IScalarFunction
    {
        public static double Invoke(double x) => double.Tan(x);

        public static float Invoke(float x) => float.Tan(x);
    }

    private readonly struct PowScalar : IScalarFunction2
    {
        public static double Invoke(double x, double y) => double.Pow(x, y);

        public static float Invoke(float x, float y) => float.Pow(x, y);
    }
}
