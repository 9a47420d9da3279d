using System;
using System.Numerics;

namespace Adjoint.Generator.Frontend.Mirrors;

/// <summary>Mirrors of <see cref="Vector2"/>: sums in the order in which the framework adds.</summary>
internal static class Vector2Mirror
{
    public static Vector2 Zero() => new Vector2(0, 0);

    public static Vector2 One() => new Vector2(1, 1);

    public static Vector2 UnitX() => new Vector2(1, 0);

    public static Vector2 UnitY() => new Vector2(0, 1);

    public static Vector2 New(float value) => new Vector2(value, value);

    public static Vector2 New(ReadOnlySpan<float> values) => values.Length < 2
        ? throw new ArgumentOutOfRangeException("values")
        : new Vector2(values[0], values[1]);

    public static Vector2 Create(float value) => new Vector2(value, value);

    public static Vector2 Create(float x, float y) => new Vector2(x, y);

    public static Vector2 Create(ReadOnlySpan<float> values) => New(values);

    public static Vector2 CreateScalar(float x) => new Vector2(x, 0);

    public static float Element(Vector2 self, int index) => index switch
    {
        0 => self.X,
        1 => self.Y,
        _ => throw new ArgumentOutOfRangeException("index"),
    };

    public static Vector2 WithElement(Vector2 self, int index, float value) => index switch
    {
        0 => new Vector2(value, self.Y),
        1 => new Vector2(self.X, value),
        _ => throw new ArgumentOutOfRangeException("index"),
    };

    public static Vector2 Add(Vector2 left, Vector2 right) => new Vector2(left.X + right.X, left.Y + right.Y);

    public static Vector2 Subtract(Vector2 left, Vector2 right) => new Vector2(left.X - right.X, left.Y - right.Y);

    public static Vector2 Multiply(Vector2 left, Vector2 right) => new Vector2(left.X * right.X, left.Y * right.Y);

    public static Vector2 Divide(Vector2 left, Vector2 right) => new Vector2(left.X / right.X, left.Y / right.Y);

    public static Vector2 Multiply(Vector2 left, float right) => new Vector2(left.X * right, left.Y * right);

    public static Vector2 Multiply(float left, Vector2 right) => new Vector2(left * right.X, left * right.Y);

    public static Vector2 Divide(Vector2 left, float right) => new Vector2(left.X / right, left.Y / right);

    public static Vector2 Negate(Vector2 value) => new Vector2(-value.X, -value.Y);

    public static Vector2 Plus(Vector2 value) => value;

    public static bool AreEqual(Vector2 left, Vector2 right) => left.X == right.X && left.Y == right.Y;

    public static bool AreUnequal(Vector2 left, Vector2 right) => left.X != right.X || left.Y != right.Y;

    public static bool Equals(Vector2 self, Vector2 other) => self.X.Equals(other.X) && self.Y.Equals(other.Y);

    public static bool EqualsAll(Vector2 left, Vector2 right) => left.X == right.X && left.Y == right.Y;

    public static bool EqualsAny(Vector2 left, Vector2 right) => left.X == right.X || left.Y == right.Y;

    public static bool GreaterThanAll(Vector2 left, Vector2 right) => left.X > right.X && left.Y > right.Y;

    public static bool GreaterThanAny(Vector2 left, Vector2 right) => left.X > right.X || left.Y > right.Y;

    public static bool GreaterThanOrEqualAll(Vector2 left, Vector2 right) => left.X >= right.X && left.Y >= right.Y;

    public static bool GreaterThanOrEqualAny(Vector2 left, Vector2 right) => left.X >= right.X || left.Y >= right.Y;

    public static bool LessThanAll(Vector2 left, Vector2 right) => left.X < right.X && left.Y < right.Y;

    public static bool LessThanAny(Vector2 left, Vector2 right) => left.X < right.X || left.Y < right.Y;

    public static bool LessThanOrEqualAll(Vector2 left, Vector2 right) => left.X <= right.X && left.Y <= right.Y;

    public static bool LessThanOrEqualAny(Vector2 left, Vector2 right) => left.X <= right.X || left.Y <= right.Y;

    public static Vector2 Abs(Vector2 value) => new Vector2(MathF.Abs(value.X), MathF.Abs(value.Y));

    public static Vector2 SquareRoot(Vector2 value) => new Vector2(MathF.Sqrt(value.X), MathF.Sqrt(value.Y));

    public static Vector2 Sin(Vector2 vector) => new Vector2(MathF.Sin(vector.X), MathF.Sin(vector.Y));

    public static Vector2 Cos(Vector2 vector) => new Vector2(MathF.Cos(vector.X), MathF.Cos(vector.Y));

    public static Vector2 Exp(Vector2 vector) => new Vector2(MathF.Exp(vector.X), MathF.Exp(vector.Y));

    public static Vector2 Log(Vector2 vector) => new Vector2(MathF.Log(vector.X), MathF.Log(vector.Y));

    public static Vector2 Log2(Vector2 vector) => new Vector2(MathF.Log2(vector.X), MathF.Log2(vector.Y));

    public static (Vector2 Sin, Vector2 Cos) SinCos(Vector2 vector) => (Sin(vector), Cos(vector));

    public static Vector2 DegreesToRadians(Vector2 degrees) => new Vector2(float.DegreesToRadians(degrees.X), float.DegreesToRadians(degrees.Y));

    public static Vector2 RadiansToDegrees(Vector2 radians) => new Vector2(float.RadiansToDegrees(radians.X), float.RadiansToDegrees(radians.Y));

    public static Vector2 Round(Vector2 vector) => new Vector2(MathF.Round(vector.X), MathF.Round(vector.Y));

    public static Vector2 Truncate(Vector2 vector) => new Vector2(MathF.Truncate(vector.X), MathF.Truncate(vector.Y));

    public static Vector2 Max(Vector2 value1, Vector2 value2) => new Vector2(MathF.Max(value1.X, value2.X), MathF.Max(value1.Y, value2.Y));

    public static Vector2 Min(Vector2 value1, Vector2 value2) => new Vector2(MathF.Min(value1.X, value2.X), MathF.Min(value1.Y, value2.Y));

    public static Vector2 MaxMagnitude(Vector2 value1, Vector2 value2) =>
        new Vector2(MathF.MaxMagnitude(value1.X, value2.X), MathF.MaxMagnitude(value1.Y, value2.Y));

    public static Vector2 MinMagnitude(Vector2 value1, Vector2 value2) =>
        new Vector2(MathF.MinMagnitude(value1.X, value2.X), MathF.MinMagnitude(value1.Y, value2.Y));

    public static Vector2 MaxNumber(Vector2 value1, Vector2 value2) =>
        new Vector2(float.MaxNumber(value1.X, value2.X), float.MaxNumber(value1.Y, value2.Y));

    public static Vector2 MinNumber(Vector2 value1, Vector2 value2) =>
        new Vector2(float.MinNumber(value1.X, value2.X), float.MinNumber(value1.Y, value2.Y));

    public static Vector2 MaxMagnitudeNumber(Vector2 value1, Vector2 value2) =>
        new Vector2(float.MaxMagnitudeNumber(value1.X, value2.X), float.MaxMagnitudeNumber(value1.Y, value2.Y));

    public static Vector2 MinMagnitudeNumber(Vector2 value1, Vector2 value2) =>
        new Vector2(float.MinMagnitudeNumber(value1.X, value2.X), float.MinMagnitudeNumber(value1.Y, value2.Y));

    public static Vector2 CopySign(Vector2 value, Vector2 sign) => new Vector2(MathF.CopySign(value.X, sign.X), MathF.CopySign(value.Y, sign.Y));

    public static Vector2 Hypot(Vector2 x, Vector2 y) => new Vector2(float.Hypot(x.X, y.X), float.Hypot(x.Y, y.Y));

    public static Vector2 FusedMultiplyAdd(Vector2 left, Vector2 right, Vector2 addend) =>
        new Vector2(MathF.FusedMultiplyAdd(left.X, right.X, addend.X), MathF.FusedMultiplyAdd(left.Y, right.Y, addend.Y));

    public static Vector2 MultiplyAddEstimate(Vector2 left, Vector2 right, Vector2 addend) =>
        new Vector2(float.MultiplyAddEstimate(left.X, right.X, addend.X), float.MultiplyAddEstimate(left.Y, right.Y, addend.Y));

    public static Vector2 Clamp(Vector2 value1, Vector2 min, Vector2 max) =>
        new Vector2(Clamped(value1.X, min.X, max.X), Clamped(value1.Y, min.Y, max.Y));

    public static Vector2 Lerp(Vector2 value1, Vector2 value2, float amount) =>
        new Vector2(float.MultiplyAddEstimate(value1.X, 1 - amount, value2.X * amount), float.MultiplyAddEstimate(value1.Y, 1 - amount, value2.Y * amount));

    public static Vector2 Lerp(Vector2 value1, Vector2 value2, Vector2 amount) =>
        new Vector2(float.MultiplyAddEstimate(value1.X, 1 - amount.X, value2.X * amount.X), float.MultiplyAddEstimate(value1.Y, 1 - amount.Y, value2.Y * amount.Y));

    public static float Dot(Vector2 vector1, Vector2 vector2) => (vector1.X * vector2.X) + (vector1.Y * vector2.Y);

    public static float Sum(Vector2 value) => value.X + value.Y;

    public static float Cross(Vector2 value1, Vector2 value2) => (value1.X * value2.Y) - (value1.Y * value2.X);

    public static float LengthSquared(Vector2 self) => Dot(self, self);

    public static float Length(Vector2 self) => Root(Dot(self, self));

    public static float DistanceSquared(Vector2 value1, Vector2 value2) => LengthSquared(Subtract(value1, value2));

    public static float Distance(Vector2 value1, Vector2 value2) => Length(Subtract(value1, value2));

    public static Vector2 Normalize(Vector2 value) => Divide(value, MathF.Sqrt(Dot(value, value)));

    public static Vector2 Reflect(Vector2 vector, Vector2 normal)
    {
        float twice = Dot(vector, normal) * -2;
        return new Vector2(float.MultiplyAddEstimate(normal.X, twice, vector.X), float.MultiplyAddEstimate(normal.Y, twice, vector.Y));
    }

    public static void CopyTo(Vector2 self, Span<float> destination)
    {
        if (destination.Length < 2)
        {
            throw new ArgumentException("Destination is too short.", "destination");
        }

        destination[0] = self.X;
        destination[1] = self.Y;
    }

    public static void CopyTo(Vector2 self, float[] array) => CopyTo(self, array.AsSpan());

    public static bool TryCopyTo(Vector2 self, Span<float> destination)
    {
        if (destination.Length < 2)
        {
            return false;
        }

        CopyTo(self, destination);
        return true;
    }

    public static Vector2 Transform(Vector2 position, Matrix3x2 matrix) => new Vector2(
        float.MultiplyAddEstimate(matrix.M21, position.Y, matrix.M11 * position.X) + matrix.M31,
        float.MultiplyAddEstimate(matrix.M22, position.Y, matrix.M12 * position.X) + matrix.M32);

    public static Vector2 Transform(Vector2 position, Matrix4x4 matrix) => new Vector2(
        float.MultiplyAddEstimate(matrix.M21, position.Y, matrix.M11 * position.X) + matrix.M41,
        float.MultiplyAddEstimate(matrix.M22, position.Y, matrix.M12 * position.X) + matrix.M42);

    public static Vector2 Transform(Vector2 value, Quaternion rotation) => VectorMirror.AsVector2(Vector4Mirror.Transform(value, rotation));

    public static Vector2 TransformNormal(Vector2 normal, Matrix3x2 matrix) => new Vector2(
        float.MultiplyAddEstimate(matrix.M21, normal.Y, matrix.M11 * normal.X),
        float.MultiplyAddEstimate(matrix.M22, normal.Y, matrix.M12 * normal.X));

    public static Vector2 TransformNormal(Vector2 normal, Matrix4x4 matrix) => new Vector2(
        float.MultiplyAddEstimate(matrix.M21, normal.Y, matrix.M11 * normal.X),
        float.MultiplyAddEstimate(matrix.M22, normal.Y, matrix.M12 * normal.X));

    // Distances have the derivative 0 where they are 0.
    private static float Root(float squared)
    {
        float root = MathF.Sqrt(squared);
        return squared == 0 ? 0 : root;
    }

    // The derivative is 1 on the closed interval. Of crossed bounds the upper one holds, and NaN is not hidden.
    private static float Clamped(float value, float min, float max)
    {
        float raised = value < min || float.IsNaN(min) ? min : value;
        return raised > max || float.IsNaN(max) ? max : raised;
    }
}
