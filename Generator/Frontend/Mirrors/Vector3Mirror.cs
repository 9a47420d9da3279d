using System;
using System.Numerics;

namespace Adjoint.Generator.Frontend.Mirrors;

/// <summary>Mirrors of <see cref="Vector3"/>: sums in the order in which the framework adds.</summary>
internal static class Vector3Mirror
{
    public static Vector3 Zero() => new Vector3(0, 0, 0);

    public static Vector3 One() => new Vector3(1, 1, 1);

    public static Vector3 UnitX() => new Vector3(1, 0, 0);

    public static Vector3 UnitY() => new Vector3(0, 1, 0);

    public static Vector3 UnitZ() => new Vector3(0, 0, 1);

    public static Vector3 New(float value) => new Vector3(value, value, value);

    public static Vector3 New(ReadOnlySpan<float> values) => values.Length < 3
        ? throw new ArgumentOutOfRangeException("values")
        : new Vector3(values[0], values[1], values[2]);

    public static Vector3 Create(float value) => new Vector3(value, value, value);

    public static Vector3 Create(Vector2 vector, float z) => new Vector3(vector.X, vector.Y, z);

    public static Vector3 Create(float x, float y, float z) => new Vector3(x, y, z);

    public static Vector3 Create(ReadOnlySpan<float> values) => New(values);

    public static Vector3 CreateScalar(float x) => new Vector3(x, 0, 0);

    public static float Element(Vector3 self, int index) => index switch
    {
        0 => self.X,
        1 => self.Y,
        2 => self.Z,
        _ => throw new ArgumentOutOfRangeException("index"),
    };

    public static Vector3 WithElement(Vector3 self, int index, float value) => index switch
    {
        0 => new Vector3(value, self.Y, self.Z),
        1 => new Vector3(self.X, value, self.Z),
        2 => new Vector3(self.X, self.Y, value),
        _ => throw new ArgumentOutOfRangeException("index"),
    };

    public static Vector3 Add(Vector3 left, Vector3 right) => new Vector3(left.X + right.X, left.Y + right.Y, left.Z + right.Z);

    public static Vector3 Subtract(Vector3 left, Vector3 right) => new Vector3(left.X - right.X, left.Y - right.Y, left.Z - right.Z);

    public static Vector3 Multiply(Vector3 left, Vector3 right) => new Vector3(left.X * right.X, left.Y * right.Y, left.Z * right.Z);

    public static Vector3 Divide(Vector3 left, Vector3 right) => new Vector3(left.X / right.X, left.Y / right.Y, left.Z / right.Z);

    public static Vector3 Multiply(Vector3 left, float right) => new Vector3(left.X * right, left.Y * right, left.Z * right);

    public static Vector3 Multiply(float left, Vector3 right) => new Vector3(left * right.X, left * right.Y, left * right.Z);

    public static Vector3 Divide(Vector3 left, float right) => new Vector3(left.X / right, left.Y / right, left.Z / right);

    public static Vector3 Negate(Vector3 value) => new Vector3(-value.X, -value.Y, -value.Z);

    public static Vector3 Plus(Vector3 value) => value;

    public static bool AreEqual(Vector3 left, Vector3 right) => left.X == right.X && left.Y == right.Y && left.Z == right.Z;

    public static bool AreUnequal(Vector3 left, Vector3 right) => left.X != right.X || left.Y != right.Y || left.Z != right.Z;

    public static bool Equals(Vector3 self, Vector3 other) => self.X.Equals(other.X) && self.Y.Equals(other.Y) && self.Z.Equals(other.Z);

    public static bool EqualsAll(Vector3 left, Vector3 right) => left.X == right.X && left.Y == right.Y && left.Z == right.Z;

    public static bool EqualsAny(Vector3 left, Vector3 right) => left.X == right.X || left.Y == right.Y || left.Z == right.Z;

    public static bool GreaterThanAll(Vector3 left, Vector3 right) => left.X > right.X && left.Y > right.Y && left.Z > right.Z;

    public static bool GreaterThanAny(Vector3 left, Vector3 right) => left.X > right.X || left.Y > right.Y || left.Z > right.Z;

    public static bool GreaterThanOrEqualAll(Vector3 left, Vector3 right) => left.X >= right.X && left.Y >= right.Y && left.Z >= right.Z;

    public static bool GreaterThanOrEqualAny(Vector3 left, Vector3 right) => left.X >= right.X || left.Y >= right.Y || left.Z >= right.Z;

    public static bool LessThanAll(Vector3 left, Vector3 right) => left.X < right.X && left.Y < right.Y && left.Z < right.Z;

    public static bool LessThanAny(Vector3 left, Vector3 right) => left.X < right.X || left.Y < right.Y || left.Z < right.Z;

    public static bool LessThanOrEqualAll(Vector3 left, Vector3 right) => left.X <= right.X && left.Y <= right.Y && left.Z <= right.Z;

    public static bool LessThanOrEqualAny(Vector3 left, Vector3 right) => left.X <= right.X || left.Y <= right.Y || left.Z <= right.Z;

    public static Vector3 Abs(Vector3 value) => new Vector3(MathF.Abs(value.X), MathF.Abs(value.Y), MathF.Abs(value.Z));

    public static Vector3 SquareRoot(Vector3 value) => new Vector3(MathF.Sqrt(value.X), MathF.Sqrt(value.Y), MathF.Sqrt(value.Z));

    public static Vector3 Sin(Vector3 vector) => new Vector3(MathF.Sin(vector.X), MathF.Sin(vector.Y), MathF.Sin(vector.Z));

    public static Vector3 Cos(Vector3 vector) => new Vector3(MathF.Cos(vector.X), MathF.Cos(vector.Y), MathF.Cos(vector.Z));

    public static Vector3 Exp(Vector3 vector) => new Vector3(MathF.Exp(vector.X), MathF.Exp(vector.Y), MathF.Exp(vector.Z));

    public static Vector3 Log(Vector3 vector) => new Vector3(MathF.Log(vector.X), MathF.Log(vector.Y), MathF.Log(vector.Z));

    public static Vector3 Log2(Vector3 vector) => new Vector3(MathF.Log2(vector.X), MathF.Log2(vector.Y), MathF.Log2(vector.Z));

    public static (Vector3 Sin, Vector3 Cos) SinCos(Vector3 vector) => (Sin(vector), Cos(vector));

    public static Vector3 DegreesToRadians(Vector3 degrees) =>
        new Vector3(float.DegreesToRadians(degrees.X), float.DegreesToRadians(degrees.Y), float.DegreesToRadians(degrees.Z));

    public static Vector3 RadiansToDegrees(Vector3 radians) =>
        new Vector3(float.RadiansToDegrees(radians.X), float.RadiansToDegrees(radians.Y), float.RadiansToDegrees(radians.Z));

    public static Vector3 Round(Vector3 vector) => new Vector3(MathF.Round(vector.X), MathF.Round(vector.Y), MathF.Round(vector.Z));

    public static Vector3 Truncate(Vector3 vector) => new Vector3(MathF.Truncate(vector.X), MathF.Truncate(vector.Y), MathF.Truncate(vector.Z));

    public static Vector3 Max(Vector3 value1, Vector3 value2) =>
        new Vector3(MathF.Max(value1.X, value2.X), MathF.Max(value1.Y, value2.Y), MathF.Max(value1.Z, value2.Z));

    public static Vector3 Min(Vector3 value1, Vector3 value2) =>
        new Vector3(MathF.Min(value1.X, value2.X), MathF.Min(value1.Y, value2.Y), MathF.Min(value1.Z, value2.Z));

    public static Vector3 MaxMagnitude(Vector3 value1, Vector3 value2) =>
        new Vector3(MathF.MaxMagnitude(value1.X, value2.X), MathF.MaxMagnitude(value1.Y, value2.Y), MathF.MaxMagnitude(value1.Z, value2.Z));

    public static Vector3 MinMagnitude(Vector3 value1, Vector3 value2) =>
        new Vector3(MathF.MinMagnitude(value1.X, value2.X), MathF.MinMagnitude(value1.Y, value2.Y), MathF.MinMagnitude(value1.Z, value2.Z));

    public static Vector3 MaxNumber(Vector3 value1, Vector3 value2) =>
        new Vector3(float.MaxNumber(value1.X, value2.X), float.MaxNumber(value1.Y, value2.Y), float.MaxNumber(value1.Z, value2.Z));

    public static Vector3 MinNumber(Vector3 value1, Vector3 value2) =>
        new Vector3(float.MinNumber(value1.X, value2.X), float.MinNumber(value1.Y, value2.Y), float.MinNumber(value1.Z, value2.Z));

    public static Vector3 MaxMagnitudeNumber(Vector3 value1, Vector3 value2) =>
        new Vector3(float.MaxMagnitudeNumber(value1.X, value2.X), float.MaxMagnitudeNumber(value1.Y, value2.Y), float.MaxMagnitudeNumber(value1.Z, value2.Z));

    public static Vector3 MinMagnitudeNumber(Vector3 value1, Vector3 value2) =>
        new Vector3(float.MinMagnitudeNumber(value1.X, value2.X), float.MinMagnitudeNumber(value1.Y, value2.Y), float.MinMagnitudeNumber(value1.Z, value2.Z));

    public static Vector3 CopySign(Vector3 value, Vector3 sign) =>
        new Vector3(MathF.CopySign(value.X, sign.X), MathF.CopySign(value.Y, sign.Y), MathF.CopySign(value.Z, sign.Z));

    public static Vector3 Hypot(Vector3 x, Vector3 y) => new Vector3(float.Hypot(x.X, y.X), float.Hypot(x.Y, y.Y), float.Hypot(x.Z, y.Z));

    public static Vector3 FusedMultiplyAdd(Vector3 left, Vector3 right, Vector3 addend) =>
        new Vector3(MathF.FusedMultiplyAdd(left.X, right.X, addend.X), MathF.FusedMultiplyAdd(left.Y, right.Y, addend.Y), MathF.FusedMultiplyAdd(left.Z, right.Z, addend.Z));

    public static Vector3 MultiplyAddEstimate(Vector3 left, Vector3 right, Vector3 addend) =>
        new Vector3(float.MultiplyAddEstimate(left.X, right.X, addend.X), float.MultiplyAddEstimate(left.Y, right.Y, addend.Y), float.MultiplyAddEstimate(left.Z, right.Z, addend.Z));

    public static Vector3 Clamp(Vector3 value1, Vector3 min, Vector3 max) =>
        new Vector3(Clamped(value1.X, min.X, max.X), Clamped(value1.Y, min.Y, max.Y), Clamped(value1.Z, min.Z, max.Z));

    public static Vector3 Lerp(Vector3 value1, Vector3 value2, float amount) =>
        new Vector3(float.MultiplyAddEstimate(value1.X, 1 - amount, value2.X * amount), float.MultiplyAddEstimate(value1.Y, 1 - amount, value2.Y * amount), float.MultiplyAddEstimate(value1.Z, 1 - amount, value2.Z * amount));

    public static Vector3 Lerp(Vector3 value1, Vector3 value2, Vector3 amount) =>
        new Vector3(float.MultiplyAddEstimate(value1.X, 1 - amount.X, value2.X * amount.X), float.MultiplyAddEstimate(value1.Y, 1 - amount.Y, value2.Y * amount.Y), float.MultiplyAddEstimate(value1.Z, 1 - amount.Z, value2.Z * amount.Z));

    public static float Dot(Vector3 vector1, Vector3 vector2) => (vector1.X * vector2.X) + (vector1.Y * vector2.Y) + (vector1.Z * vector2.Z);

    public static float Sum(Vector3 value) => value.X + value.Y + value.Z;

    public static Vector3 Cross(Vector3 vector1, Vector3 vector2) => new Vector3(
        (vector1.Y * vector2.Z) - (vector1.Z * vector2.Y),
        (vector1.Z * vector2.X) - (vector1.X * vector2.Z),
        (vector1.X * vector2.Y) - (vector1.Y * vector2.X));

    public static float LengthSquared(Vector3 self) => Dot(self, self);

    public static float Length(Vector3 self) => Root(Dot(self, self));

    public static float DistanceSquared(Vector3 value1, Vector3 value2) => LengthSquared(Subtract(value1, value2));

    public static float Distance(Vector3 value1, Vector3 value2) => Length(Subtract(value1, value2));

    public static Vector3 Normalize(Vector3 value) => Divide(value, MathF.Sqrt(Dot(value, value)));

    public static Vector3 Reflect(Vector3 vector, Vector3 normal)
    {
        float twice = Dot(vector, normal) * -2;
        return new Vector3(float.MultiplyAddEstimate(normal.X, twice, vector.X), float.MultiplyAddEstimate(normal.Y, twice, vector.Y), float.MultiplyAddEstimate(normal.Z, twice, vector.Z));
    }

    public static void CopyTo(Vector3 self, Span<float> destination)
    {
        if (destination.Length < 3)
        {
            throw new ArgumentException("Destination is too short.", "destination");
        }

        destination[0] = self.X;
        destination[1] = self.Y;
        destination[2] = self.Z;
    }

    public static void CopyTo(Vector3 self, float[] array) => CopyTo(self, array.AsSpan());

    public static bool TryCopyTo(Vector3 self, Span<float> destination)
    {
        if (destination.Length < 3)
        {
            return false;
        }

        CopyTo(self, destination);
        return true;
    }

    public static Vector3 Transform(Vector3 position, Matrix4x4 matrix) => new Vector3(
        float.MultiplyAddEstimate(matrix.M31, position.Z, float.MultiplyAddEstimate(matrix.M21, position.Y, matrix.M11 * position.X)) + matrix.M41,
        float.MultiplyAddEstimate(matrix.M32, position.Z, float.MultiplyAddEstimate(matrix.M22, position.Y, matrix.M12 * position.X)) + matrix.M42,
        float.MultiplyAddEstimate(matrix.M33, position.Z, float.MultiplyAddEstimate(matrix.M23, position.Y, matrix.M13 * position.X)) + matrix.M43);

    public static Vector3 Transform(Vector3 value, Quaternion rotation) => VectorMirror.AsVector3(Vector4Mirror.Transform(value, rotation));

    public static Vector3 TransformNormal(Vector3 normal, Matrix4x4 matrix) => new Vector3(
        float.MultiplyAddEstimate(matrix.M31, normal.Z, float.MultiplyAddEstimate(matrix.M21, normal.Y, matrix.M11 * normal.X)),
        float.MultiplyAddEstimate(matrix.M32, normal.Z, float.MultiplyAddEstimate(matrix.M22, normal.Y, matrix.M12 * normal.X)),
        float.MultiplyAddEstimate(matrix.M33, normal.Z, float.MultiplyAddEstimate(matrix.M23, normal.Y, matrix.M13 * normal.X)));

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
