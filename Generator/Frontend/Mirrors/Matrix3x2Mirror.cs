using System;
using System.Numerics;

namespace Adjoint.Generator.Frontend.Mirrors;

/// <summary>Mirrors of <see cref="Matrix3x2"/>: sums in the order in which the framework adds.</summary>
internal static class Matrix3x2Mirror
{
    public static Matrix3x2 Identity() => new Matrix3x2(
        1, 0,
        0, 1,
        0, 0);

    public static bool IsIdentity(Matrix3x2 self) => AreEqual(self, Identity());

    public static Matrix3x2 Create(
        float m11, float m12,
        float m21, float m22,
        float m31, float m32) => new Matrix3x2(
        m11, m12,
        m21, m22,
        m31, m32);

    public static Matrix3x2 Create(float value) => new Matrix3x2(
        value, value,
        value, value,
        value, value);

    public static Matrix3x2 Create(Vector2 value) => new Matrix3x2(
        value.X, value.Y,
        value.X, value.Y,
        value.X, value.Y);

    public static Matrix3x2 Create(Vector2 x, Vector2 y, Vector2 z) => new Matrix3x2(
        x.X, x.Y,
        y.X, y.Y,
        z.X, z.Y);

    public static Vector2 X(Matrix3x2 self) => new Vector2(self.M11, self.M12);

    public static Matrix3x2 WithX(Matrix3x2 self, Vector2 value) => new Matrix3x2(
        value.X, value.Y,
        self.M21, self.M22,
        self.M31, self.M32);

    public static Vector2 Y(Matrix3x2 self) => new Vector2(self.M21, self.M22);

    public static Matrix3x2 WithY(Matrix3x2 self, Vector2 value) => new Matrix3x2(
        self.M11, self.M12,
        value.X, value.Y,
        self.M31, self.M32);

    public static Vector2 Z(Matrix3x2 self) => new Vector2(self.M31, self.M32);

    public static Matrix3x2 WithZ(Matrix3x2 self, Vector2 value) => new Matrix3x2(
        self.M11, self.M12,
        self.M21, self.M22,
        value.X, value.Y);

    public static Vector2 GetRow(Matrix3x2 self, int index) => index switch
    {
        0 => X(self),
        1 => Y(self),
        2 => Z(self),
        _ => throw new ArgumentOutOfRangeException("index"),
    };

    public static Vector2 Element(Matrix3x2 self, int row) => GetRow(self, row);

    public static float Element(Matrix3x2 self, int row, int column) => Vector2Mirror.Element(GetRow(self, row), column);

    public static float GetElement(Matrix3x2 self, int row, int column) => Vector2Mirror.Element(GetRow(self, row), column);

    public static Matrix3x2 WithRow(Matrix3x2 self, int index, Vector2 value) => index switch
    {
        0 => WithX(self, value),
        1 => WithY(self, value),
        2 => WithZ(self, value),
        _ => throw new ArgumentOutOfRangeException("index"),
    };

    public static Matrix3x2 WithElement(Matrix3x2 self, int row, Vector2 value) => WithRow(self, row, value);

    public static Matrix3x2 WithElement(Matrix3x2 self, int row, int column, float value) =>
        WithRow(self, row, Vector2Mirror.WithElement(GetRow(self, row), column, value));

    public static Matrix3x2 Add(Matrix3x2 value1, Matrix3x2 value2) => new Matrix3x2(
        value1.M11 + value2.M11, value1.M12 + value2.M12,
        value1.M21 + value2.M21, value1.M22 + value2.M22,
        value1.M31 + value2.M31, value1.M32 + value2.M32);

    public static Matrix3x2 Subtract(Matrix3x2 value1, Matrix3x2 value2) => new Matrix3x2(
        value1.M11 - value2.M11, value1.M12 - value2.M12,
        value1.M21 - value2.M21, value1.M22 - value2.M22,
        value1.M31 - value2.M31, value1.M32 - value2.M32);

    public static Matrix3x2 Multiply(Matrix3x2 value1, float value2) => new Matrix3x2(
        value1.M11 * value2, value1.M12 * value2,
        value1.M21 * value2, value1.M22 * value2,
        value1.M31 * value2, value1.M32 * value2);

    public static Matrix3x2 Negate(Matrix3x2 value) => new Matrix3x2(
        -value.M11, -value.M12,
        -value.M21, -value.M22,
        -value.M31, -value.M32);

    public static Matrix3x2 Lerp(Matrix3x2 matrix1, Matrix3x2 matrix2, float amount) => new Matrix3x2(
        float.MultiplyAddEstimate(matrix1.M11, 1 - amount, matrix2.M11 * amount), float.MultiplyAddEstimate(matrix1.M12, 1 - amount, matrix2.M12 * amount),
        float.MultiplyAddEstimate(matrix1.M21, 1 - amount, matrix2.M21 * amount), float.MultiplyAddEstimate(matrix1.M22, 1 - amount, matrix2.M22 * amount),
        float.MultiplyAddEstimate(matrix1.M31, 1 - amount, matrix2.M31 * amount), float.MultiplyAddEstimate(matrix1.M32, 1 - amount, matrix2.M32 * amount));

    public static bool AreEqual(Matrix3x2 value1, Matrix3x2 value2) =>
        value1.M11 == value2.M11 && value1.M12 == value2.M12
        && value1.M21 == value2.M21 && value1.M22 == value2.M22
        && value1.M31 == value2.M31 && value1.M32 == value2.M32;

    public static bool AreUnequal(Matrix3x2 value1, Matrix3x2 value2) =>
        value1.M11 != value2.M11 || value1.M12 != value2.M12
        || value1.M21 != value2.M21 || value1.M22 != value2.M22
        || value1.M31 != value2.M31 || value1.M32 != value2.M32;

    public static bool Equals(Matrix3x2 self, Matrix3x2 other) =>
        self.M11.Equals(other.M11) && self.M12.Equals(other.M12)
        && self.M21.Equals(other.M21) && self.M22.Equals(other.M22)
        && self.M31.Equals(other.M31) && self.M32.Equals(other.M32);

    public static Vector2 Translation(Matrix3x2 self) => new Vector2(self.M31, self.M32);

    public static Matrix3x2 WithTranslation(Matrix3x2 self, Vector2 value) => WithZ(self, value);

    public static Matrix3x2 Multiply(Matrix3x2 value1, Matrix3x2 value2) => new Matrix3x2(
        (value1.M11 * value2.M11) + (value1.M12 * value2.M21), (value1.M11 * value2.M12) + (value1.M12 * value2.M22),
        (value1.M21 * value2.M11) + (value1.M22 * value2.M21), (value1.M21 * value2.M12) + (value1.M22 * value2.M22),
        (value1.M31 * value2.M11) + (value1.M32 * value2.M21) + value2.M31, (value1.M31 * value2.M12) + (value1.M32 * value2.M22) + value2.M32);

    public static float GetDeterminant(Matrix3x2 self) => (self.M11 * self.M22) - (self.M21 * self.M12);

    public static bool Invert(Matrix3x2 matrix, out Matrix3x2 result)
    {
        float determinant = (matrix.M11 * matrix.M22) - (matrix.M21 * matrix.M12);
        if (MathF.Abs(determinant) < float.Epsilon)
        {
            result = Create(float.NaN);
            return false;
        }

        float inverse = 1 / determinant;
        result = new Matrix3x2(
            matrix.M22 * inverse, -matrix.M12 * inverse,
            -matrix.M21 * inverse, matrix.M11 * inverse,
            ((matrix.M21 * matrix.M32) - (matrix.M31 * matrix.M22)) * inverse, ((matrix.M31 * matrix.M12) - (matrix.M11 * matrix.M32)) * inverse);
        return true;
    }

    public static Matrix3x2 CreateTranslation(Vector2 position) => CreateTranslation(position.X, position.Y);

    public static Matrix3x2 CreateTranslation(float xPosition, float yPosition) => new Matrix3x2(1, 0, 0, 1, xPosition, yPosition);

    public static Matrix3x2 CreateScale(float scale) => CreateScale(scale, scale);

    public static Matrix3x2 CreateScale(float scale, Vector2 centerPoint) => CreateScale(scale, scale, centerPoint);

    public static Matrix3x2 CreateScale(Vector2 scales) => CreateScale(scales.X, scales.Y);

    public static Matrix3x2 CreateScale(Vector2 scales, Vector2 centerPoint) => CreateScale(scales.X, scales.Y, centerPoint);

    public static Matrix3x2 CreateScale(float xScale, float yScale) => new Matrix3x2(xScale, 0, 0, yScale, 0, 0);

    public static Matrix3x2 CreateScale(float xScale, float yScale, Vector2 centerPoint) =>
        new Matrix3x2(xScale, 0, 0, yScale, centerPoint.X * (1 - xScale), centerPoint.Y * (1 - yScale));

    public static Matrix3x2 CreateSkew(float radiansX, float radiansY) => new Matrix3x2(1, MathF.Tan(radiansY), MathF.Tan(radiansX), 1, 0, 0);

    public static Matrix3x2 CreateSkew(float radiansX, float radiansY, Vector2 centerPoint)
    {
        float x = MathF.Tan(radiansX);
        float y = MathF.Tan(radiansY);
        return new Matrix3x2(1, y, x, 1, -centerPoint.Y * x, -centerPoint.X * y);
    }

    public static Matrix3x2 CreateRotation(float radians)
    {
        (float sine, float cosine) = Turn(radians);
        return new Matrix3x2(cosine, sine, -sine, cosine, 0, 0);
    }

    public static Matrix3x2 CreateRotation(float radians, Vector2 centerPoint)
    {
        (float sine, float cosine) = Turn(radians);
        return new Matrix3x2(
            cosine, sine,
            -sine, cosine,
            (centerPoint.X * (1 - cosine)) + (centerPoint.Y * sine), (centerPoint.Y * (1 - cosine)) - (centerPoint.X * sine));
    }

    private static (float Sine, float Cosine) Turn(float radians) => (MathF.Sin(MathF.IEEERemainder(radians, MathF.PI * 2)), MathF.Cos(MathF.IEEERemainder(radians, MathF.PI * 2)));
}
