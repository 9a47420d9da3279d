using System;
using System.Numerics;

namespace Adjoint.Generator.Frontend.Mirrors;

/// <summary>Mirrors of <see cref="Matrix4x4"/>: rows, arithmetic, products.</summary>
internal static partial class Matrix4x4Mirror
{
    public static Matrix4x4 Identity() => new Matrix4x4(
        1, 0, 0, 0,
        0, 1, 0, 0,
        0, 0, 1, 0,
        0, 0, 0, 1);

    public static bool IsIdentity(Matrix4x4 self) => AreEqual(self, Identity());

    public static Matrix4x4 Create(
        float m11, float m12, float m13, float m14,
        float m21, float m22, float m23, float m24,
        float m31, float m32, float m33, float m34,
        float m41, float m42, float m43, float m44) => new Matrix4x4(
        m11, m12, m13, m14,
        m21, m22, m23, m24,
        m31, m32, m33, m34,
        m41, m42, m43, m44);

    public static Matrix4x4 Create(float value) => new Matrix4x4(
        value, value, value, value,
        value, value, value, value,
        value, value, value, value,
        value, value, value, value);

    public static Matrix4x4 Create(Vector4 value) => new Matrix4x4(
        value.X, value.Y, value.Z, value.W,
        value.X, value.Y, value.Z, value.W,
        value.X, value.Y, value.Z, value.W,
        value.X, value.Y, value.Z, value.W);

    public static Matrix4x4 Create(Vector4 x, Vector4 y, Vector4 z, Vector4 w) => new Matrix4x4(
        x.X, x.Y, x.Z, x.W,
        y.X, y.Y, y.Z, y.W,
        z.X, z.Y, z.Z, z.W,
        w.X, w.Y, w.Z, w.W);

    public static Vector4 X(Matrix4x4 self) => new Vector4(self.M11, self.M12, self.M13, self.M14);

    public static Matrix4x4 WithX(Matrix4x4 self, Vector4 value) => new Matrix4x4(
        value.X, value.Y, value.Z, value.W,
        self.M21, self.M22, self.M23, self.M24,
        self.M31, self.M32, self.M33, self.M34,
        self.M41, self.M42, self.M43, self.M44);

    public static Vector4 Y(Matrix4x4 self) => new Vector4(self.M21, self.M22, self.M23, self.M24);

    public static Matrix4x4 WithY(Matrix4x4 self, Vector4 value) => new Matrix4x4(
        self.M11, self.M12, self.M13, self.M14,
        value.X, value.Y, value.Z, value.W,
        self.M31, self.M32, self.M33, self.M34,
        self.M41, self.M42, self.M43, self.M44);

    public static Vector4 Z(Matrix4x4 self) => new Vector4(self.M31, self.M32, self.M33, self.M34);

    public static Matrix4x4 WithZ(Matrix4x4 self, Vector4 value) => new Matrix4x4(
        self.M11, self.M12, self.M13, self.M14,
        self.M21, self.M22, self.M23, self.M24,
        value.X, value.Y, value.Z, value.W,
        self.M41, self.M42, self.M43, self.M44);

    public static Vector4 W(Matrix4x4 self) => new Vector4(self.M41, self.M42, self.M43, self.M44);

    public static Matrix4x4 WithW(Matrix4x4 self, Vector4 value) => new Matrix4x4(
        self.M11, self.M12, self.M13, self.M14,
        self.M21, self.M22, self.M23, self.M24,
        self.M31, self.M32, self.M33, self.M34,
        value.X, value.Y, value.Z, value.W);

    public static Vector4 GetRow(Matrix4x4 self, int index) => index switch
    {
        0 => X(self),
        1 => Y(self),
        2 => Z(self),
        3 => W(self),
        _ => throw new ArgumentOutOfRangeException("index"),
    };

    public static Vector4 Element(Matrix4x4 self, int row) => GetRow(self, row);

    public static float Element(Matrix4x4 self, int row, int column) => Vector4Mirror.Element(GetRow(self, row), column);

    public static float GetElement(Matrix4x4 self, int row, int column) => Vector4Mirror.Element(GetRow(self, row), column);

    public static Matrix4x4 WithRow(Matrix4x4 self, int index, Vector4 value) => index switch
    {
        0 => WithX(self, value),
        1 => WithY(self, value),
        2 => WithZ(self, value),
        3 => WithW(self, value),
        _ => throw new ArgumentOutOfRangeException("index"),
    };

    public static Matrix4x4 WithElement(Matrix4x4 self, int row, Vector4 value) => WithRow(self, row, value);

    public static Matrix4x4 WithElement(Matrix4x4 self, int row, int column, float value) =>
        WithRow(self, row, Vector4Mirror.WithElement(GetRow(self, row), column, value));

    public static Matrix4x4 Add(Matrix4x4 value1, Matrix4x4 value2) => new Matrix4x4(
        value1.M11 + value2.M11, value1.M12 + value2.M12, value1.M13 + value2.M13, value1.M14 + value2.M14,
        value1.M21 + value2.M21, value1.M22 + value2.M22, value1.M23 + value2.M23, value1.M24 + value2.M24,
        value1.M31 + value2.M31, value1.M32 + value2.M32, value1.M33 + value2.M33, value1.M34 + value2.M34,
        value1.M41 + value2.M41, value1.M42 + value2.M42, value1.M43 + value2.M43, value1.M44 + value2.M44);

    public static Matrix4x4 Subtract(Matrix4x4 value1, Matrix4x4 value2) => new Matrix4x4(
        value1.M11 - value2.M11, value1.M12 - value2.M12, value1.M13 - value2.M13, value1.M14 - value2.M14,
        value1.M21 - value2.M21, value1.M22 - value2.M22, value1.M23 - value2.M23, value1.M24 - value2.M24,
        value1.M31 - value2.M31, value1.M32 - value2.M32, value1.M33 - value2.M33, value1.M34 - value2.M34,
        value1.M41 - value2.M41, value1.M42 - value2.M42, value1.M43 - value2.M43, value1.M44 - value2.M44);

    public static Matrix4x4 Multiply(Matrix4x4 value1, float value2) => new Matrix4x4(
        value1.M11 * value2, value1.M12 * value2, value1.M13 * value2, value1.M14 * value2,
        value1.M21 * value2, value1.M22 * value2, value1.M23 * value2, value1.M24 * value2,
        value1.M31 * value2, value1.M32 * value2, value1.M33 * value2, value1.M34 * value2,
        value1.M41 * value2, value1.M42 * value2, value1.M43 * value2, value1.M44 * value2);

    public static Matrix4x4 Negate(Matrix4x4 value) => new Matrix4x4(
        -value.M11, -value.M12, -value.M13, -value.M14,
        -value.M21, -value.M22, -value.M23, -value.M24,
        -value.M31, -value.M32, -value.M33, -value.M34,
        -value.M41, -value.M42, -value.M43, -value.M44);

    public static Matrix4x4 Lerp(Matrix4x4 matrix1, Matrix4x4 matrix2, float amount) => new Matrix4x4(
        float.MultiplyAddEstimate(matrix1.M11, 1 - amount, matrix2.M11 * amount), float.MultiplyAddEstimate(matrix1.M12, 1 - amount, matrix2.M12 * amount), float.MultiplyAddEstimate(matrix1.M13, 1 - amount, matrix2.M13 * amount), float.MultiplyAddEstimate(matrix1.M14, 1 - amount, matrix2.M14 * amount),
        float.MultiplyAddEstimate(matrix1.M21, 1 - amount, matrix2.M21 * amount), float.MultiplyAddEstimate(matrix1.M22, 1 - amount, matrix2.M22 * amount), float.MultiplyAddEstimate(matrix1.M23, 1 - amount, matrix2.M23 * amount), float.MultiplyAddEstimate(matrix1.M24, 1 - amount, matrix2.M24 * amount),
        float.MultiplyAddEstimate(matrix1.M31, 1 - amount, matrix2.M31 * amount), float.MultiplyAddEstimate(matrix1.M32, 1 - amount, matrix2.M32 * amount), float.MultiplyAddEstimate(matrix1.M33, 1 - amount, matrix2.M33 * amount), float.MultiplyAddEstimate(matrix1.M34, 1 - amount, matrix2.M34 * amount),
        float.MultiplyAddEstimate(matrix1.M41, 1 - amount, matrix2.M41 * amount), float.MultiplyAddEstimate(matrix1.M42, 1 - amount, matrix2.M42 * amount), float.MultiplyAddEstimate(matrix1.M43, 1 - amount, matrix2.M43 * amount), float.MultiplyAddEstimate(matrix1.M44, 1 - amount, matrix2.M44 * amount));

    public static bool AreEqual(Matrix4x4 value1, Matrix4x4 value2) =>
        value1.M11 == value2.M11 && value1.M12 == value2.M12 && value1.M13 == value2.M13 && value1.M14 == value2.M14
        && value1.M21 == value2.M21 && value1.M22 == value2.M22 && value1.M23 == value2.M23 && value1.M24 == value2.M24
        && value1.M31 == value2.M31 && value1.M32 == value2.M32 && value1.M33 == value2.M33 && value1.M34 == value2.M34
        && value1.M41 == value2.M41 && value1.M42 == value2.M42 && value1.M43 == value2.M43 && value1.M44 == value2.M44;

    public static bool AreUnequal(Matrix4x4 value1, Matrix4x4 value2) =>
        value1.M11 != value2.M11 || value1.M12 != value2.M12 || value1.M13 != value2.M13 || value1.M14 != value2.M14
        || value1.M21 != value2.M21 || value1.M22 != value2.M22 || value1.M23 != value2.M23 || value1.M24 != value2.M24
        || value1.M31 != value2.M31 || value1.M32 != value2.M32 || value1.M33 != value2.M33 || value1.M34 != value2.M34
        || value1.M41 != value2.M41 || value1.M42 != value2.M42 || value1.M43 != value2.M43 || value1.M44 != value2.M44;

    public static bool Equals(Matrix4x4 self, Matrix4x4 other) =>
        self.M11.Equals(other.M11) && self.M12.Equals(other.M12) && self.M13.Equals(other.M13) && self.M14.Equals(other.M14)
        && self.M21.Equals(other.M21) && self.M22.Equals(other.M22) && self.M23.Equals(other.M23) && self.M24.Equals(other.M24)
        && self.M31.Equals(other.M31) && self.M32.Equals(other.M32) && self.M33.Equals(other.M33) && self.M34.Equals(other.M34)
        && self.M41.Equals(other.M41) && self.M42.Equals(other.M42) && self.M43.Equals(other.M43) && self.M44.Equals(other.M44);

    public static Matrix4x4 New(Matrix3x2 value) => Create(value);

    public static Matrix4x4 Create(Matrix3x2 value) => new Matrix4x4(
        value.M11, value.M12, 0, 0,
        value.M21, value.M22, 0, 0,
        0, 0, 1, 0,
        value.M31, value.M32, 0, 1);

    public static Vector3 Translation(Matrix4x4 self) => new Vector3(self.M41, self.M42, self.M43);

    public static Matrix4x4 WithTranslation(Matrix4x4 self, Vector3 value) => WithW(self, new Vector4(value, self.M44));

    public static Matrix4x4 Multiply(Matrix4x4 value1, Matrix4x4 value2) => Create(
        Vector4Mirror.Transform(X(value1), value2),
        Vector4Mirror.Transform(Y(value1), value2),
        Vector4Mirror.Transform(Z(value1), value2),
        Vector4Mirror.Transform(W(value1), value2));

    public static Matrix4x4 Transpose(Matrix4x4 matrix) => new Matrix4x4(
        matrix.M11, matrix.M21, matrix.M31, matrix.M41,
        matrix.M12, matrix.M22, matrix.M32, matrix.M42,
        matrix.M13, matrix.M23, matrix.M33, matrix.M43,
        matrix.M14, matrix.M24, matrix.M34, matrix.M44);

    public static Matrix4x4 Transform(Matrix4x4 value, Quaternion rotation)
    {
        (float x2, float y2, float z2) = (rotation.X + rotation.X, rotation.Y + rotation.Y, rotation.Z + rotation.Z);
        (float wx2, float wy2, float wz2) = (rotation.W * x2, rotation.W * y2, rotation.W * z2);
        (float xx2, float xy2, float xz2) = (rotation.X * x2, rotation.X * y2, rotation.X * z2);
        (float yy2, float yz2, float zz2) = (rotation.Y * y2, rotation.Y * z2, rotation.Z * z2);
        Vector3 x = new Vector3(1 - yy2 - zz2, xy2 - wz2, xz2 + wy2);
        Vector3 y = new Vector3(xy2 + wz2, 1 - xx2 - zz2, yz2 - wx2);
        Vector3 z = new Vector3(xz2 - wy2, yz2 + wx2, 1 - xx2 - yy2);
        return Create(
            Turned(X(value), x, y, z),
            Turned(Y(value), x, y, z),
            Turned(Z(value), x, y, z),
            Turned(W(value), x, y, z));
    }

    private static Vector4 Turned(Vector4 row, Vector3 x, Vector3 y, Vector3 z) => new Vector4(
        (row.X * x.X) + (row.Y * x.Y) + (row.Z * x.Z),
        (row.X * y.X) + (row.Y * y.Y) + (row.Z * y.Z),
        (row.X * z.X) + (row.Y * z.Y) + (row.Z * z.Z),
        row.W);
}
