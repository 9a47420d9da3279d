namespace Adjoint;

/// <summary>A function of a number and an integer, in both precisions.</summary>
internal interface IScalarFunctionN
{
    static abstract double Invoke(double x, int n);

    static abstract float Invoke(float x, int n);
}
