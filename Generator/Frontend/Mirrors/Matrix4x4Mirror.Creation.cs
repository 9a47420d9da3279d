using System;
using System.Numerics;

namespace Adjoint.Generator.Frontend.Mirrors;

/// <summary>Mirrors of <see cref="Matrix4x4"/>: determinant and inverse, rotations, scales, translations.</summary>
internal static partial class Matrix4x4Mirror
{
    public static float GetDeterminant(Matrix4x4 self)
    {
        Vector4 first = Cofactors(Y(self), Z(self), W(self));
        return (self.M11 * first.X) + (self.M12 * first.Y) + (self.M13 * first.Z) + (self.M14 * first.W);
    }

    public static bool Invert(Matrix4x4 matrix, out Matrix4x4 result)
    {
        Vector4 first = Cofactors(Y(matrix), Z(matrix), W(matrix));
        float determinant = (matrix.M11 * first.X) + (matrix.M12 * first.Y) + (matrix.M13 * first.Z) + (matrix.M14 * first.W);
        if (MathF.Abs(determinant) < float.Epsilon)
        {
            result = Create(float.NaN);
            return false;
        }

        float inverse = 1 / determinant;
        result = Transpose(Create(
            Vector4Mirror.Multiply(first, inverse),
            Vector4Mirror.Multiply(Cofactors(X(matrix), Z(matrix), W(matrix)), -inverse),
            Vector4Mirror.Multiply(Cofactors(X(matrix), Y(matrix), W(matrix)), inverse),
            Vector4Mirror.Multiply(Cofactors(X(matrix), Y(matrix), Z(matrix)), -inverse)));
        return true;
    }

    // Of the first row over these three.
    private static Vector4 Cofactors(Vector4 second, Vector4 third, Vector4 fourth)
    {
        float zw = (third.Z * fourth.W) - (third.W * fourth.Z);
        float yw = (third.Y * fourth.W) - (third.W * fourth.Y);
        float yz = (third.Y * fourth.Z) - (third.Z * fourth.Y);
        float xw = (third.X * fourth.W) - (third.W * fourth.X);
        float xz = (third.X * fourth.Z) - (third.Z * fourth.X);
        float xy = (third.X * fourth.Y) - (third.Y * fourth.X);
        return new Vector4(
            (second.Y * zw) - (second.Z * yw) + (second.W * yz),
            -((second.X * zw) - (second.Z * xw) + (second.W * xz)),
            (second.X * yw) - (second.Y * xw) + (second.W * xy),
            -((second.X * yz) - (second.Y * xz) + (second.Z * xy)));
    }

    public static Matrix4x4 CreateTranslation(Vector3 position) => CreateTranslation(position.X, position.Y, position.Z);

    public static Matrix4x4 CreateTranslation(float xPosition, float yPosition, float zPosition) => new Matrix4x4(
        1, 0, 0, 0,
        0, 1, 0, 0,
        0, 0, 1, 0,
        xPosition, yPosition, zPosition, 1);

    public static Matrix4x4 CreateScale(float scale) => CreateScale(scale, scale, scale);

    public static Matrix4x4 CreateScale(float scale, Vector3 centerPoint) => CreateScale(scale, scale, scale, centerPoint);

    public static Matrix4x4 CreateScale(Vector3 scales) => CreateScale(scales.X, scales.Y, scales.Z);

    public static Matrix4x4 CreateScale(Vector3 scales, Vector3 centerPoint) => CreateScale(scales.X, scales.Y, scales.Z, centerPoint);

    public static Matrix4x4 CreateScale(float xScale, float yScale, float zScale) => new Matrix4x4(
        xScale, 0, 0, 0,
        0, yScale, 0, 0,
        0, 0, zScale, 0,
        0, 0, 0, 1);

    public static Matrix4x4 CreateScale(float xScale, float yScale, float zScale, Vector3 centerPoint) => new Matrix4x4(
        xScale, 0, 0, 0,
        0, yScale, 0, 0,
        0, 0, zScale, 0,
        centerPoint.X * (1 - xScale), centerPoint.Y * (1 - yScale), centerPoint.Z * (1 - zScale), 1);

    public static Matrix4x4 CreateRotationX(float radians)
    {
        (float sine, float cosine) = MathF.SinCos(radians);
        return new Matrix4x4(
            1, 0, 0, 0,
            0, cosine, sine, 0,
            0, -sine, cosine, 0,
            0, 0, 0, 1);
    }

    public static Matrix4x4 CreateRotationX(float radians, Vector3 centerPoint)
    {
        (float sine, float cosine) = MathF.SinCos(radians);
        return new Matrix4x4(
            1, 0, 0, 0,
            0, cosine, sine, 0,
            0, -sine, cosine, 0,
            0, float.MultiplyAddEstimate(centerPoint.Y, 1 - cosine, centerPoint.Z * sine), float.MultiplyAddEstimate(centerPoint.Z, 1 - cosine, -centerPoint.Y * sine), 1);
    }

    public static Matrix4x4 CreateRotationY(float radians)
    {
        (float sine, float cosine) = MathF.SinCos(radians);
        return new Matrix4x4(
            cosine, 0, -sine, 0,
            0, 1, 0, 0,
            sine, 0, cosine, 0,
            0, 0, 0, 1);
    }

    public static Matrix4x4 CreateRotationY(float radians, Vector3 centerPoint)
    {
        (float sine, float cosine) = MathF.SinCos(radians);
        return new Matrix4x4(
            cosine, 0, -sine, 0,
            0, 1, 0, 0,
            sine, 0, cosine, 0,
            float.MultiplyAddEstimate(centerPoint.X, 1 - cosine, -centerPoint.Z * sine), 0, float.MultiplyAddEstimate(centerPoint.Z, 1 - cosine, centerPoint.X * sine), 1);
    }

    public static Matrix4x4 CreateRotationZ(float radians)
    {
        (float sine, float cosine) = MathF.SinCos(radians);
        return new Matrix4x4(
            cosine, sine, 0, 0,
            -sine, cosine, 0, 0,
            0, 0, 1, 0,
            0, 0, 0, 1);
    }

    public static Matrix4x4 CreateRotationZ(float radians, Vector3 centerPoint)
    {
        (float sine, float cosine) = MathF.SinCos(radians);
        return new Matrix4x4(
            cosine, sine, 0, 0,
            -sine, cosine, 0, 0,
            0, 0, 1, 0,
            float.MultiplyAddEstimate(centerPoint.X, 1 - cosine, centerPoint.Y * sine), float.MultiplyAddEstimate(centerPoint.Y, 1 - cosine, -centerPoint.X * sine), 0, 1);
    }

    public static Matrix4x4 CreateFromQuaternion(Quaternion quaternion)
    {
        float xx = quaternion.X * quaternion.X;
        float yy = quaternion.Y * quaternion.Y;
        float zz = quaternion.Z * quaternion.Z;
        float xy = quaternion.X * quaternion.Y;
        float wz = quaternion.Z * quaternion.W;
        float xz = quaternion.Z * quaternion.X;
        float wy = quaternion.Y * quaternion.W;
        float yz = quaternion.Y * quaternion.Z;
        float wx = quaternion.X * quaternion.W;
        return new Matrix4x4(
            1 - (2 * (yy + zz)), 2 * (xy + wz), 2 * (xz - wy), 0,
            2 * (xy - wz), 1 - (2 * (zz + xx)), 2 * (yz + wx), 0,
            2 * (xz + wy), 2 * (yz - wx), 1 - (2 * (yy + xx)), 0,
            0, 0, 0, 1);
    }

    public static Matrix4x4 CreateFromYawPitchRoll(float yaw, float pitch, float roll) =>
        CreateFromQuaternion(QuaternionMirror.CreateFromYawPitchRoll(yaw, pitch, roll));

    public static Matrix4x4 CreateFromAxisAngle(Vector3 axis, float angle) => CreateFromQuaternion(QuaternionMirror.CreateFromAxisAngle(axis, angle));
}
