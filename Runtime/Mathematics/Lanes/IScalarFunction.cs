namespace Adjoint;

/// <summary>A function of one number, in both precisions.</summary>
internal interface IScalarFunction
{
    static abstract double Invoke(double x);

    static abstract float Invoke(float x);
}
