using System;
using System.Numerics;

namespace Adjoint.Generator.Frontend.Mirrors;

/// <summary>Mirrors of <see cref="Quaternion"/>: sums in the order in which the framework adds.</summary>
internal static class QuaternionMirror
{
    private const float ReversedLimit = 1.192092896e-7f;
    private const float SlerpEpsilon = 1e-6f;

    public static Quaternion Zero() => new Quaternion(0, 0, 0, 0);

    public static Quaternion Identity() => new Quaternion(0, 0, 0, 1);

    public static bool IsIdentity(Quaternion self) => self.X == 0 && self.Y == 0 && self.Z == 0 && self.W == 1;

    public static Quaternion Create(float x, float y, float z, float w) => new Quaternion(x, y, z, w);

    public static Quaternion Create(Vector3 vectorPart, float scalarPart) => new Quaternion(vectorPart.X, vectorPart.Y, vectorPart.Z, scalarPart);

    public static float Element(Quaternion self, int index) => index switch
    {
        0 => self.X,
        1 => self.Y,
        2 => self.Z,
        3 => self.W,
        _ => throw new ArgumentOutOfRangeException("index"),
    };

    public static Quaternion WithElement(Quaternion self, int index, float value) => index switch
    {
        0 => new Quaternion(value, self.Y, self.Z, self.W),
        1 => new Quaternion(self.X, value, self.Z, self.W),
        2 => new Quaternion(self.X, self.Y, value, self.W),
        3 => new Quaternion(self.X, self.Y, self.Z, value),
        _ => throw new ArgumentOutOfRangeException("index"),
    };

    public static Quaternion Add(Quaternion value1, Quaternion value2) =>
        new Quaternion(value1.X + value2.X, value1.Y + value2.Y, value1.Z + value2.Z, value1.W + value2.W);

    public static Quaternion Subtract(Quaternion value1, Quaternion value2) =>
        new Quaternion(value1.X - value2.X, value1.Y - value2.Y, value1.Z - value2.Z, value1.W - value2.W);

    public static Quaternion Negate(Quaternion value) => new Quaternion(-value.X, -value.Y, -value.Z, -value.W);

    public static Quaternion Multiply(Quaternion value1, Quaternion value2) => new Quaternion(
        (value1.W * value2.X) + (value1.X * value2.W) + (value1.Y * value2.Z) - (value1.Z * value2.Y),
        (value1.W * value2.Y) - (value1.X * value2.Z) + (value1.Y * value2.W) + (value1.Z * value2.X),
        (value1.W * value2.Z) + (value1.X * value2.Y) - (value1.Y * value2.X) + (value1.Z * value2.W),
        (value1.W * value2.W) - (value1.X * value2.X) - (value1.Y * value2.Y) - (value1.Z * value2.Z));

    public static Quaternion Multiply(Quaternion value1, float value2) =>
        new Quaternion(value1.X * value2, value1.Y * value2, value1.Z * value2, value1.W * value2);

    public static Quaternion Divide(Quaternion value1, Quaternion value2) => Multiply(value1, Inverse(value2));

    public static bool AreEqual(Quaternion value1, Quaternion value2) =>
        value1.X == value2.X && value1.Y == value2.Y && value1.Z == value2.Z && value1.W == value2.W;

    public static bool AreUnequal(Quaternion value1, Quaternion value2) =>
        value1.X != value2.X || value1.Y != value2.Y || value1.Z != value2.Z || value1.W != value2.W;

    public static bool Equals(Quaternion self, Quaternion other) =>
        self.X.Equals(other.X) && self.Y.Equals(other.Y) && self.Z.Equals(other.Z) && self.W.Equals(other.W);

    public static float Dot(Quaternion quaternion1, Quaternion quaternion2) =>
        ((quaternion1.X * quaternion2.X) + (quaternion1.Y * quaternion2.Y)) + ((quaternion1.Z * quaternion2.Z) + (quaternion1.W * quaternion2.W));

    public static float LengthSquared(Quaternion self) => Dot(self, self);

    public static float Length(Quaternion self)
    {
        float squared = Dot(self, self);
        float root = MathF.Sqrt(squared);
        return squared == 0 ? 0 : root;
    }

    public static Quaternion Normalize(Quaternion value)
    {
        float length = MathF.Sqrt(Dot(value, value));
        return new Quaternion(value.X / length, value.Y / length, value.Z / length, value.W / length);
    }

    public static Quaternion Conjugate(Quaternion value) => new Quaternion(-value.X, -value.Y, -value.Z, value.W);

    // The framework's inverse of what is next to nothing is zero.
    public static Quaternion Inverse(Quaternion value)
    {
        float squared = Dot(value, value);
        return squared <= ReversedLimit ? Zero() : new Quaternion(-value.X / squared, -value.Y / squared, -value.Z / squared, value.W / squared);
    }

    public static Quaternion Concatenate(Quaternion value1, Quaternion value2) => Multiply(value2, value1);

    public static Quaternion CreateFromAxisAngle(Vector3 axis, float angle)
    {
        float sine = MathF.Sin(angle * 0.5f);
        return new Quaternion(axis.X * sine, axis.Y * sine, axis.Z * sine, MathF.Cos(angle * 0.5f));
    }

    public static Quaternion CreateFromYawPitchRoll(float yaw, float pitch, float roll)
    {
        (float sr, float cr) = MathF.SinCos(roll * 0.5f);
        (float sp, float cp) = MathF.SinCos(pitch * 0.5f);
        (float sy, float cy) = MathF.SinCos(yaw * 0.5f);
        return new Quaternion(
            (cy * sp * cr) + (sy * cp * sr),
            (sy * cp * cr) - (cy * sp * sr),
            (cy * cp * sr) - (sy * sp * cr),
            (cy * cp * cr) + (sy * sp * sr));
    }

    public static Quaternion CreateFromRotationMatrix(Matrix4x4 matrix)
    {
        float trace = matrix.M11 + matrix.M22 + matrix.M33;
        if (trace > 0)
        {
            float root = MathF.Sqrt(trace + 1);
            float share = 0.5f / root;
            return new Quaternion((matrix.M23 - matrix.M32) * share, (matrix.M31 - matrix.M13) * share, (matrix.M12 - matrix.M21) * share, root * 0.5f);
        }

        if (matrix.M11 >= matrix.M22 && matrix.M11 >= matrix.M33)
        {
            float root = MathF.Sqrt(1 + matrix.M11 - matrix.M22 - matrix.M33);
            float share = 0.5f / root;
            return new Quaternion(0.5f * root, (matrix.M12 + matrix.M21) * share, (matrix.M13 + matrix.M31) * share, (matrix.M23 - matrix.M32) * share);
        }

        if (matrix.M22 > matrix.M33)
        {
            float root = MathF.Sqrt(1 + matrix.M22 - matrix.M11 - matrix.M33);
            float share = 0.5f / root;
            return new Quaternion((matrix.M21 + matrix.M12) * share, 0.5f * root, (matrix.M32 + matrix.M23) * share, (matrix.M31 - matrix.M13) * share);
        }

        float last = MathF.Sqrt(1 + matrix.M33 - matrix.M11 - matrix.M22);
        float part = 0.5f / last;
        return new Quaternion((matrix.M31 + matrix.M13) * part, (matrix.M32 + matrix.M23) * part, 0.5f * last, (matrix.M12 - matrix.M21) * part);
    }

    public static Quaternion Lerp(Quaternion quaternion1, Quaternion quaternion2, float amount)
    {
        float share = Dot(quaternion1, quaternion2) >= 0 ? amount : -amount;
        return Normalize(new Quaternion(
            float.MultiplyAddEstimate(quaternion1.X, 1 - amount, quaternion2.X * share),
            float.MultiplyAddEstimate(quaternion1.Y, 1 - amount, quaternion2.Y * share),
            float.MultiplyAddEstimate(quaternion1.Z, 1 - amount, quaternion2.Z * share),
            float.MultiplyAddEstimate(quaternion1.W, 1 - amount, quaternion2.W * share)));
    }

    public static Quaternion Slerp(Quaternion quaternion1, Quaternion quaternion2, float amount)
    {
        float dot = Dot(quaternion1, quaternion2);
        float cosine = dot < 0 ? -dot : dot;
        float sign = dot < 0 ? -1 : 1;
        float first = 1 - amount;
        float second = amount * sign;
        if (!(cosine > 1 - SlerpEpsilon))
        {
            float angle = MathF.Acos(cosine);
            float inverse = 1 / MathF.Sin(angle);
            first = MathF.Sin((1 - amount) * angle) * inverse;
            second = MathF.Sin(amount * angle) * inverse * sign;
        }

        return Add(Multiply(quaternion1, first), Multiply(quaternion2, second));
    }
}
