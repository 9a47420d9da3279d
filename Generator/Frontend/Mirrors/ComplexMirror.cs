using System;
using System.Numerics;

namespace Adjoint.Generator.Frontend.Mirrors;

/// <summary>Mirrors of <see cref="Complex"/>, as functions of two real numbers.</summary>
internal static class ComplexMirror
{
    private const double InverseOfLog10 = 0.43429448190325;

    public static Complex Zero() => new Complex(0, 0);

    public static Complex One() => new Complex(1, 0);

    public static Complex ImaginaryOne() => new Complex(0, 1);

    public static Complex From(double value) => new Complex(value, 0);

    public static Complex From(float value) => new Complex(value, 0);

    public static Complex From(sbyte value) => new Complex(value, 0);

    public static Complex From(byte value) => new Complex(value, 0);

    public static Complex From(short value) => new Complex(value, 0);

    public static Complex From(ushort value) => new Complex(value, 0);

    public static Complex From(char value) => new Complex(value, 0);

    public static Complex From(int value) => new Complex(value, 0);

    public static Complex From(uint value) => new Complex(value, 0);

    public static Complex From(long value) => new Complex(value, 0);

    public static Complex From(ulong value) => new Complex(value, 0);

    public static double Magnitude(Complex self) => Abs(self);

    public static double Phase(Complex self) => Math.Atan2(self.Imaginary, self.Real);

    public static Complex FromPolarCoordinates(double magnitude, double phase) => new Complex(magnitude * Math.Cos(phase), magnitude * Math.Sin(phase));

    public static Complex Plus(Complex value) => value;

    public static Complex Negate(Complex value) => new Complex(-value.Real, -value.Imaginary);

    public static Complex Increment(Complex value) => Add(value, 1);

    public static Complex Decrement(Complex value) => Subtract(value, 1);

    public static Complex Add(Complex left, Complex right) => new Complex(left.Real + right.Real, left.Imaginary + right.Imaginary);

    public static Complex Add(Complex left, double right) => new Complex(left.Real + right, left.Imaginary);

    public static Complex Add(double left, Complex right) => new Complex(left + right.Real, right.Imaginary);

    public static Complex Subtract(Complex left, Complex right) => new Complex(left.Real - right.Real, left.Imaginary - right.Imaginary);

    public static Complex Subtract(Complex left, double right) => new Complex(left.Real - right, left.Imaginary);

    public static Complex Subtract(double left, Complex right) => new Complex(left - right.Real, -right.Imaginary);

    public static Complex Multiply(Complex left, Complex right) => new Complex(
        (left.Real * right.Real) - (left.Imaginary * right.Imaginary),
        (left.Imaginary * right.Real) + (left.Real * right.Imaginary));

    public static Complex Multiply(Complex left, double right) => new Complex(left.Real * right, left.Imaginary * right);

    public static Complex Multiply(double left, Complex right) => new Complex(left * right.Real, left * right.Imaginary);

    // By the larger part of the divisor, so that its square does not overflow (Smith, 1962).
    public static Complex Divide(Complex left, Complex right)
    {
        if (Math.Abs(right.Imaginary) < Math.Abs(right.Real))
        {
            double ratio = right.Imaginary / right.Real;
            double whole = right.Real + (right.Imaginary * ratio);
            return new Complex((left.Real + (left.Imaginary * ratio)) / whole, (left.Imaginary - (left.Real * ratio)) / whole);
        }

        double inverse = right.Real / right.Imaginary;
        double size = right.Imaginary + (right.Real * inverse);
        return new Complex((left.Imaginary + (left.Real * inverse)) / size, (-left.Real + (left.Imaginary * inverse)) / size);
    }

    public static Complex Divide(Complex left, double right) => right == 0 ? new Complex(double.NaN, double.NaN) : new Complex(left.Real / right, left.Imaginary / right);

    public static Complex Divide(double left, Complex right)
    {
        if (Math.Abs(right.Imaginary) < Math.Abs(right.Real))
        {
            double ratio = right.Imaginary / right.Real;
            double whole = right.Real + (right.Imaginary * ratio);
            return new Complex(left / whole, -left * ratio / whole);
        }

        double inverse = right.Real / right.Imaginary;
        double size = right.Imaginary + (right.Real * inverse);
        return new Complex(left * inverse / size, -left / size);
    }

    public static bool AreEqual(Complex left, Complex right) => left.Real == right.Real && left.Imaginary == right.Imaginary;

    public static bool AreUnequal(Complex left, Complex right) => left.Real != right.Real || left.Imaginary != right.Imaginary;

    public static bool Equals(Complex self, Complex value) => self.Real.Equals(value.Real) && self.Imaginary.Equals(value.Imaginary);

    public static bool IsFinite(Complex value) => double.IsFinite(value.Real) && double.IsFinite(value.Imaginary);

    public static bool IsInfinity(Complex value) => double.IsInfinity(value.Real) || double.IsInfinity(value.Imaginary);

    public static bool IsNaN(Complex value) => !IsInfinity(value) && !IsFinite(value);

    public static double Abs(Complex value) => double.Hypot(value.Real, value.Imaginary);

    public static Complex Conjugate(Complex value) => new Complex(value.Real, -value.Imaginary);

    public static Complex Reciprocal(Complex value) => value.Real == 0 && value.Imaginary == 0 ? Zero() : Divide(One(), value);

    public static Complex Exp(Complex value) => FromPolarCoordinates(Math.Exp(value.Real), value.Imaginary);

    public static Complex Log(Complex value) => new Complex(Math.Log(Abs(value)), Math.Atan2(value.Imaginary, value.Real));

    public static Complex Log(Complex value, double baseValue) => Divide(Log(value), Log(From(baseValue)));

    public static Complex Log10(Complex value)
    {
        Complex natural = Log(value);
        return new Complex(InverseOfLog10 * natural.Real, InverseOfLog10 * natural.Imaginary);
    }

    // Without a branch for real numbers, whose root moves with the imaginary part, too. The halves are taken first: the sum does not overflow.
    public static Complex Sqrt(Complex value)
    {
        if (value.Real == 0 && value.Imaginary == 0)
        {
            return new Complex(Math.Sqrt(value.Real), Math.Sqrt(value.Imaginary));
        }

        double half = 0.5 * double.Hypot(value.Real, value.Imaginary);
        if (value.Real >= 0)
        {
            double x = Math.Sqrt(half + (0.5 * value.Real));
            return new Complex(x, value.Imaginary / (2 * x));
        }

        double y = Math.Sqrt(half - (0.5 * value.Real));
        double signed = value.Imaginary < 0 ? -y : y;
        return new Complex(value.Imaginary / (2 * signed), signed);
    }

    // Without a branch for the exponent 0, with which the power moves.
    public static Complex Pow(Complex value, Complex power)
    {
        if (value.Real == 0 && value.Imaginary == 0)
        {
            return power.Imaginary == 0 ? PowerOfZero(value, power.Real) : Zero();
        }

        double magnitude = Abs(value);
        double phase = Math.Atan2(value.Imaginary, value.Real);
        double angle = (power.Real * phase) + (power.Imaginary * Math.Log(magnitude));
        double size = Math.Pow(magnitude, power.Real) * Math.Exp(-power.Imaginary * phase);
        return new Complex(size * Math.Cos(angle), size * Math.Sin(angle));
    }

    public static Complex Pow(Complex value, double power)
    {
        if (value.Real == 0 && value.Imaginary == 0)
        {
            return PowerOfZero(value, power);
        }

        double angle = power * Math.Atan2(value.Imaginary, value.Real);
        double size = Math.Pow(Abs(value), power);
        return new Complex(size * Math.Cos(angle), size * Math.Sin(angle));
    }

    public static Complex Sin(Complex value)
    {
        (double sine, double cosine) = Math.SinCos(value.Real);
        return new Complex(sine * Math.Cosh(value.Imaginary), cosine * Math.Sinh(value.Imaginary));
    }

    public static Complex Cos(Complex value)
    {
        (double sine, double cosine) = Math.SinCos(value.Real);
        return new Complex(cosine * Math.Cosh(value.Imaginary), -sine * Math.Sinh(value.Imaginary));
    }

    // Far from the real axis by what is small there.
    public static Complex Tan(Complex value)
    {
        double twice = 2 * value.Real;
        if (Math.Abs(value.Imaginary) <= 4)
        {
            double size = Math.Cos(twice) + Math.Cosh(2 * value.Imaginary);
            return new Complex(Math.Sin(twice) / size, Math.Sinh(2 * value.Imaginary) / size);
        }

        double small = Math.Exp(-2 * Math.Abs(value.Imaginary));
        double whole = 1 + (2 * small * Math.Cos(twice)) + (small * small);
        return new Complex(2 * small * Math.Sin(twice) / whole, Math.CopySign(1 - (small * small), value.Imaginary) / whole);
    }

    public static Complex Sinh(Complex value)
    {
        Complex turned = Sin(new Complex(-value.Imaginary, value.Real));
        return new Complex(turned.Imaginary, -turned.Real);
    }

    public static Complex Cosh(Complex value) => Cos(new Complex(-value.Imaginary, value.Real));

    public static Complex Tanh(Complex value)
    {
        Complex turned = Tan(new Complex(-value.Imaginary, value.Real));
        return new Complex(turned.Imaginary, -turned.Real);
    }

    public static Complex Atan(Complex value) => Multiply(
        new Complex(0, 0.5),
        Subtract(Log(Subtract(One(), Multiply(ImaginaryOne(), value))), Log(Add(One(), Multiply(ImaginaryOne(), value)))));

    // Positive powers have the derivative of the real power, which is 1 for the first and 0 for higher ones; the framework gives 0 for negative ones.
    private static Complex PowerOfZero(Complex value, double power) => power == 0 ? One()
        : power > 0 ? new Complex(Math.Pow(value.Real, power), Math.Pow(value.Imaginary, power))
        : Zero();
}
