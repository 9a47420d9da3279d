using System;
using System.Numerics;

namespace Adjoint.Generator.Frontend.Mirrors;

/// <summary>Mirrors of <see cref="Vector4"/>: sums in the order in which the framework adds.</summary>
internal static class Vector4Mirror
{
    public static Vector4 Zero() => new Vector4(0, 0, 0, 0);

    public static Vector4 One() => new Vector4(1, 1, 1, 1);

    public static Vector4 UnitX() => new Vector4(1, 0, 0, 0);

    public static Vector4 UnitY() => new Vector4(0, 1, 0, 0);

    public static Vector4 UnitZ() => new Vector4(0, 0, 1, 0);

    public static Vector4 UnitW() => new Vector4(0, 0, 0, 1);

    public static Vector4 New(float value) => new Vector4(value, value, value, value);

    public static Vector4 New(ReadOnlySpan<float> values) => values.Length < 4
        ? throw new ArgumentOutOfRangeException("values")
        : new Vector4(values[0], values[1], values[2], values[3]);

    public static Vector4 Create(float value) => new Vector4(value, value, value, value);

    public static Vector4 Create(Vector2 vector, float z, float w) => new Vector4(vector.X, vector.Y, z, w);

    public static Vector4 Create(Vector3 vector, float w) => new Vector4(vector.X, vector.Y, vector.Z, w);

    public static Vector4 Create(float x, float y, float z, float w) => new Vector4(x, y, z, w);

    public static Vector4 Create(ReadOnlySpan<float> values) => New(values);

    public static Vector4 CreateScalar(float x) => new Vector4(x, 0, 0, 0);

    public static float Element(Vector4 self, int index) => index switch
    {
        0 => self.X,
        1 => self.Y,
        2 => self.Z,
        3 => self.W,
        _ => throw new ArgumentOutOfRangeException("index"),
    };

    public static Vector4 WithElement(Vector4 self, int index, float value) => index switch
    {
        0 => new Vector4(value, self.Y, self.Z, self.W),
        1 => new Vector4(self.X, value, self.Z, self.W),
        2 => new Vector4(self.X, self.Y, value, self.W),
        3 => new Vector4(self.X, self.Y, self.Z, value),
        _ => throw new ArgumentOutOfRangeException("index"),
    };

    public static Vector4 Add(Vector4 left, Vector4 right) => new Vector4(left.X + right.X, left.Y + right.Y, left.Z + right.Z, left.W + right.W);

    public static Vector4 Subtract(Vector4 left, Vector4 right) =>
        new Vector4(left.X - right.X, left.Y - right.Y, left.Z - right.Z, left.W - right.W);

    public static Vector4 Multiply(Vector4 left, Vector4 right) =>
        new Vector4(left.X * right.X, left.Y * right.Y, left.Z * right.Z, left.W * right.W);

    public static Vector4 Divide(Vector4 left, Vector4 right) => new Vector4(left.X / right.X, left.Y / right.Y, left.Z / right.Z, left.W / right.W);

    public static Vector4 Multiply(Vector4 left, float right) => new Vector4(left.X * right, left.Y * right, left.Z * right, left.W * right);

    public static Vector4 Multiply(float left, Vector4 right) => new Vector4(left * right.X, left * right.Y, left * right.Z, left * right.W);

    public static Vector4 Divide(Vector4 left, float right) => new Vector4(left.X / right, left.Y / right, left.Z / right, left.W / right);

    public static Vector4 Negate(Vector4 value) => new Vector4(-value.X, -value.Y, -value.Z, -value.W);

    public static Vector4 Plus(Vector4 value) => value;

    public static bool AreEqual(Vector4 left, Vector4 right) => left.X == right.X && left.Y == right.Y && left.Z == right.Z && left.W == right.W;

    public static bool AreUnequal(Vector4 left, Vector4 right) => left.X != right.X || left.Y != right.Y || left.Z != right.Z || left.W != right.W;

    public static bool Equals(Vector4 self, Vector4 other) =>
        self.X.Equals(other.X) && self.Y.Equals(other.Y) && self.Z.Equals(other.Z) && self.W.Equals(other.W);

    public static bool EqualsAll(Vector4 left, Vector4 right) => left.X == right.X && left.Y == right.Y && left.Z == right.Z && left.W == right.W;

    public static bool EqualsAny(Vector4 left, Vector4 right) => left.X == right.X || left.Y == right.Y || left.Z == right.Z || left.W == right.W;

    public static bool GreaterThanAll(Vector4 left, Vector4 right) => left.X > right.X && left.Y > right.Y && left.Z > right.Z && left.W > right.W;

    public static bool GreaterThanAny(Vector4 left, Vector4 right) => left.X > right.X || left.Y > right.Y || left.Z > right.Z || left.W > right.W;

    public static bool GreaterThanOrEqualAll(Vector4 left, Vector4 right) =>
        left.X >= right.X && left.Y >= right.Y && left.Z >= right.Z && left.W >= right.W;

    public static bool GreaterThanOrEqualAny(Vector4 left, Vector4 right) =>
        left.X >= right.X || left.Y >= right.Y || left.Z >= right.Z || left.W >= right.W;

    public static bool LessThanAll(Vector4 left, Vector4 right) => left.X < right.X && left.Y < right.Y && left.Z < right.Z && left.W < right.W;

    public static bool LessThanAny(Vector4 left, Vector4 right) => left.X < right.X || left.Y < right.Y || left.Z < right.Z || left.W < right.W;

    public static bool LessThanOrEqualAll(Vector4 left, Vector4 right) =>
        left.X <= right.X && left.Y <= right.Y && left.Z <= right.Z && left.W <= right.W;

    public static bool LessThanOrEqualAny(Vector4 left, Vector4 right) =>
        left.X <= right.X || left.Y <= right.Y || left.Z <= right.Z || left.W <= right.W;

    public static Vector4 Abs(Vector4 value) => new Vector4(MathF.Abs(value.X), MathF.Abs(value.Y), MathF.Abs(value.Z), MathF.Abs(value.W));

    public static Vector4 SquareRoot(Vector4 value) =>
        new Vector4(MathF.Sqrt(value.X), MathF.Sqrt(value.Y), MathF.Sqrt(value.Z), MathF.Sqrt(value.W));

    public static Vector4 Sin(Vector4 vector) => new Vector4(MathF.Sin(vector.X), MathF.Sin(vector.Y), MathF.Sin(vector.Z), MathF.Sin(vector.W));

    public static Vector4 Cos(Vector4 vector) => new Vector4(MathF.Cos(vector.X), MathF.Cos(vector.Y), MathF.Cos(vector.Z), MathF.Cos(vector.W));

    public static Vector4 Exp(Vector4 vector) => new Vector4(MathF.Exp(vector.X), MathF.Exp(vector.Y), MathF.Exp(vector.Z), MathF.Exp(vector.W));

    public static Vector4 Log(Vector4 vector) => new Vector4(MathF.Log(vector.X), MathF.Log(vector.Y), MathF.Log(vector.Z), MathF.Log(vector.W));

    public static Vector4 Log2(Vector4 vector) => new Vector4(MathF.Log2(vector.X), MathF.Log2(vector.Y), MathF.Log2(vector.Z), MathF.Log2(vector.W));

    public static (Vector4 Sin, Vector4 Cos) SinCos(Vector4 vector) => (Sin(vector), Cos(vector));

    public static Vector4 DegreesToRadians(Vector4 degrees) =>
        new Vector4(float.DegreesToRadians(degrees.X), float.DegreesToRadians(degrees.Y), float.DegreesToRadians(degrees.Z), float.DegreesToRadians(degrees.W));

    public static Vector4 RadiansToDegrees(Vector4 radians) =>
        new Vector4(float.RadiansToDegrees(radians.X), float.RadiansToDegrees(radians.Y), float.RadiansToDegrees(radians.Z), float.RadiansToDegrees(radians.W));

    public static Vector4 Round(Vector4 vector) =>
        new Vector4(MathF.Round(vector.X), MathF.Round(vector.Y), MathF.Round(vector.Z), MathF.Round(vector.W));

    public static Vector4 Truncate(Vector4 vector) =>
        new Vector4(MathF.Truncate(vector.X), MathF.Truncate(vector.Y), MathF.Truncate(vector.Z), MathF.Truncate(vector.W));

    public static Vector4 Max(Vector4 value1, Vector4 value2) =>
        new Vector4(MathF.Max(value1.X, value2.X), MathF.Max(value1.Y, value2.Y), MathF.Max(value1.Z, value2.Z), MathF.Max(value1.W, value2.W));

    public static Vector4 Min(Vector4 value1, Vector4 value2) =>
        new Vector4(MathF.Min(value1.X, value2.X), MathF.Min(value1.Y, value2.Y), MathF.Min(value1.Z, value2.Z), MathF.Min(value1.W, value2.W));

    public static Vector4 MaxMagnitude(Vector4 value1, Vector4 value2) =>
        new Vector4(MathF.MaxMagnitude(value1.X, value2.X), MathF.MaxMagnitude(value1.Y, value2.Y), MathF.MaxMagnitude(value1.Z, value2.Z), MathF.MaxMagnitude(value1.W, value2.W));

    public static Vector4 MinMagnitude(Vector4 value1, Vector4 value2) =>
        new Vector4(MathF.MinMagnitude(value1.X, value2.X), MathF.MinMagnitude(value1.Y, value2.Y), MathF.MinMagnitude(value1.Z, value2.Z), MathF.MinMagnitude(value1.W, value2.W));

    public static Vector4 MaxNumber(Vector4 value1, Vector4 value2) =>
        new Vector4(float.MaxNumber(value1.X, value2.X), float.MaxNumber(value1.Y, value2.Y), float.MaxNumber(value1.Z, value2.Z), float.MaxNumber(value1.W, value2.W));

    public static Vector4 MinNumber(Vector4 value1, Vector4 value2) =>
        new Vector4(float.MinNumber(value1.X, value2.X), float.MinNumber(value1.Y, value2.Y), float.MinNumber(value1.Z, value2.Z), float.MinNumber(value1.W, value2.W));

    public static Vector4 MaxMagnitudeNumber(Vector4 value1, Vector4 value2) =>
        new Vector4(float.MaxMagnitudeNumber(value1.X, value2.X), float.MaxMagnitudeNumber(value1.Y, value2.Y), float.MaxMagnitudeNumber(value1.Z, value2.Z), float.MaxMagnitudeNumber(value1.W, value2.W));

    public static Vector4 MinMagnitudeNumber(Vector4 value1, Vector4 value2) =>
        new Vector4(float.MinMagnitudeNumber(value1.X, value2.X), float.MinMagnitudeNumber(value1.Y, value2.Y), float.MinMagnitudeNumber(value1.Z, value2.Z), float.MinMagnitudeNumber(value1.W, value2.W));

    public static Vector4 CopySign(Vector4 value, Vector4 sign) =>
        new Vector4(MathF.CopySign(value.X, sign.X), MathF.CopySign(value.Y, sign.Y), MathF.CopySign(value.Z, sign.Z), MathF.CopySign(value.W, sign.W));

    public static Vector4 Hypot(Vector4 x, Vector4 y) =>
        new Vector4(float.Hypot(x.X, y.X), float.Hypot(x.Y, y.Y), float.Hypot(x.Z, y.Z), float.Hypot(x.W, y.W));

    public static Vector4 FusedMultiplyAdd(Vector4 left, Vector4 right, Vector4 addend) =>
        new Vector4(MathF.FusedMultiplyAdd(left.X, right.X, addend.X), MathF.FusedMultiplyAdd(left.Y, right.Y, addend.Y), MathF.FusedMultiplyAdd(left.Z, right.Z, addend.Z), MathF.FusedMultiplyAdd(left.W, right.W, addend.W));

    public static Vector4 MultiplyAddEstimate(Vector4 left, Vector4 right, Vector4 addend) =>
        new Vector4(float.MultiplyAddEstimate(left.X, right.X, addend.X), float.MultiplyAddEstimate(left.Y, right.Y, addend.Y), float.MultiplyAddEstimate(left.Z, right.Z, addend.Z), float.MultiplyAddEstimate(left.W, right.W, addend.W));

    public static Vector4 Clamp(Vector4 value1, Vector4 min, Vector4 max) =>
        new Vector4(Clamped(value1.X, min.X, max.X), Clamped(value1.Y, min.Y, max.Y), Clamped(value1.Z, min.Z, max.Z), Clamped(value1.W, min.W, max.W));

    public static Vector4 Lerp(Vector4 value1, Vector4 value2, float amount) =>
        new Vector4(float.MultiplyAddEstimate(value1.X, 1 - amount, value2.X * amount), float.MultiplyAddEstimate(value1.Y, 1 - amount, value2.Y * amount), float.MultiplyAddEstimate(value1.Z, 1 - amount, value2.Z * amount), float.MultiplyAddEstimate(value1.W, 1 - amount, value2.W * amount));

    public static Vector4 Lerp(Vector4 value1, Vector4 value2, Vector4 amount) =>
        new Vector4(float.MultiplyAddEstimate(value1.X, 1 - amount.X, value2.X * amount.X), float.MultiplyAddEstimate(value1.Y, 1 - amount.Y, value2.Y * amount.Y), float.MultiplyAddEstimate(value1.Z, 1 - amount.Z, value2.Z * amount.Z), float.MultiplyAddEstimate(value1.W, 1 - amount.W, value2.W * amount.W));

    public static float Dot(Vector4 vector1, Vector4 vector2) =>
        ((vector1.X * vector2.X) + (vector1.Y * vector2.Y)) + ((vector1.Z * vector2.Z) + (vector1.W * vector2.W));

    public static float Sum(Vector4 value) => (value.X + value.Y) + (value.Z + value.W);

    public static float LengthSquared(Vector4 self) => Dot(self, self);

    public static float Length(Vector4 self) => Root(Dot(self, self));

    public static float DistanceSquared(Vector4 value1, Vector4 value2) => LengthSquared(Subtract(value1, value2));

    public static float Distance(Vector4 value1, Vector4 value2) => Length(Subtract(value1, value2));

    public static Vector4 Normalize(Vector4 value) => Divide(value, MathF.Sqrt(Dot(value, value)));

    public static void CopyTo(Vector4 self, Span<float> destination)
    {
        if (destination.Length < 4)
        {
            throw new ArgumentException("Destination is too short.", "destination");
        }

        destination[0] = self.X;
        destination[1] = self.Y;
        destination[2] = self.Z;
        destination[3] = self.W;
    }

    public static void CopyTo(Vector4 self, float[] array) => CopyTo(self, array.AsSpan());

    public static bool TryCopyTo(Vector4 self, Span<float> destination)
    {
        if (destination.Length < 4)
        {
            return false;
        }

        CopyTo(self, destination);
        return true;
    }

    public static Vector4 Transform(Vector2 position, Matrix4x4 matrix) => new Vector4(
        float.MultiplyAddEstimate(matrix.M21, position.Y, matrix.M11 * position.X) + matrix.M41,
        float.MultiplyAddEstimate(matrix.M22, position.Y, matrix.M12 * position.X) + matrix.M42,
        float.MultiplyAddEstimate(matrix.M23, position.Y, matrix.M13 * position.X) + matrix.M43,
        float.MultiplyAddEstimate(matrix.M24, position.Y, matrix.M14 * position.X) + matrix.M44);

    public static Vector4 Transform(Vector3 position, Matrix4x4 matrix) => new Vector4(
        float.MultiplyAddEstimate(matrix.M31, position.Z, float.MultiplyAddEstimate(matrix.M21, position.Y, matrix.M11 * position.X)) + matrix.M41,
        float.MultiplyAddEstimate(matrix.M32, position.Z, float.MultiplyAddEstimate(matrix.M22, position.Y, matrix.M12 * position.X)) + matrix.M42,
        float.MultiplyAddEstimate(matrix.M33, position.Z, float.MultiplyAddEstimate(matrix.M23, position.Y, matrix.M13 * position.X)) + matrix.M43,
        float.MultiplyAddEstimate(matrix.M34, position.Z, float.MultiplyAddEstimate(matrix.M24, position.Y, matrix.M14 * position.X)) + matrix.M44);

    public static Vector4 Transform(Vector4 vector, Matrix4x4 matrix) => new Vector4(
        float.MultiplyAddEstimate(matrix.M41, vector.W, float.MultiplyAddEstimate(matrix.M31, vector.Z, float.MultiplyAddEstimate(matrix.M21, vector.Y, matrix.M11 * vector.X))),
        float.MultiplyAddEstimate(matrix.M42, vector.W, float.MultiplyAddEstimate(matrix.M32, vector.Z, float.MultiplyAddEstimate(matrix.M22, vector.Y, matrix.M12 * vector.X))),
        float.MultiplyAddEstimate(matrix.M43, vector.W, float.MultiplyAddEstimate(matrix.M33, vector.Z, float.MultiplyAddEstimate(matrix.M23, vector.Y, matrix.M13 * vector.X))),
        float.MultiplyAddEstimate(matrix.M44, vector.W, float.MultiplyAddEstimate(matrix.M34, vector.Z, float.MultiplyAddEstimate(matrix.M24, vector.Y, matrix.M14 * vector.X))));

    public static Vector4 Transform(Vector2 value, Quaternion rotation) => Transform(new Vector4(value, 0, 1), rotation);

    public static Vector4 Transform(Vector3 value, Quaternion rotation) => Transform(new Vector4(value, 1), rotation);

    // The quaternion, the vector as one, and the conjugate.
    public static Vector4 Transform(Vector4 value, Quaternion rotation) => VectorMirror.AsVector4(QuaternionMirror.Multiply(
        rotation,
        QuaternionMirror.Multiply(VectorMirror.AsQuaternion(value), QuaternionMirror.Conjugate(rotation))));

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
