namespace Adjoint;

/// <summary>A function of two numbers, in both precisions.</summary>
internal interface IScalarFunction2
{
    static abstract double Invoke(double x, double y);

    static abstract float Invoke(float x, float y);
}
