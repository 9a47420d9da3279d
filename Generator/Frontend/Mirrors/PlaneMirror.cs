using System;
using System.Numerics;

namespace Adjoint.Generator.Frontend.Mirrors;

/// <summary>Mirrors of <see cref="Plane"/>: sums in the order in which the framework adds.</summary>
internal static class PlaneMirror
{
    public static Plane Create(Vector4 value) => new Plane(value.X, value.Y, value.Z, value.W);

    public static Plane Create(Vector3 normal, float d) => new Plane(normal, d);

    public static Plane Create(float x, float y, float z, float d) => new Plane(x, y, z, d);

    public static Plane CreateFromVertices(Vector3 point1, Vector3 point2, Vector3 point3)
    {
        Vector3 normal = Vector3Mirror.Normalize(Vector3Mirror.Cross(Vector3Mirror.Subtract(point2, point1), Vector3Mirror.Subtract(point3, point1)));
        return new Plane(normal, -Vector3Mirror.Dot(normal, point1));
    }

    public static float Dot(Plane plane, Vector4 value) => Vector4Mirror.Dot(VectorMirror.AsVector4(plane), value);

    public static float DotCoordinate(Plane plane, Vector3 value) => Vector4Mirror.Dot(VectorMirror.AsVector4(plane), new Vector4(value, 1));

    public static float DotNormal(Plane plane, Vector3 value) => Vector3Mirror.Dot(plane.Normal, value);

    public static Plane Normalize(Plane value)
    {
        float squared = Vector3Mirror.Dot(value.Normal, value.Normal);
        float length = MathF.Sqrt(squared);
        return float.IsPositiveInfinity(squared) ? new Plane(0, 0, 0, 0) : new Plane(Vector3Mirror.Divide(value.Normal, length), value.D / length);
    }

    public static Plane Transform(Plane plane, Matrix4x4 matrix)
    {
        _ = Matrix4x4Mirror.Invert(matrix, out Matrix4x4 inverse);
        return VectorMirror.AsPlane(Vector4Mirror.Transform(VectorMirror.AsVector4(plane), Matrix4x4Mirror.Transpose(inverse)));
    }

    public static Plane Transform(Plane plane, Quaternion rotation) => VectorMirror.AsPlane(Vector4Mirror.Transform(VectorMirror.AsVector4(plane), rotation));

    public static bool AreEqual(Plane value1, Plane value2) => Vector3Mirror.AreEqual(value1.Normal, value2.Normal) && value1.D == value2.D;

    public static bool AreUnequal(Plane value1, Plane value2) => Vector3Mirror.AreUnequal(value1.Normal, value2.Normal) || value1.D != value2.D;

    public static bool Equals(Plane self, Plane other) => Vector3Mirror.Equals(self.Normal, other.Normal) && self.D.Equals(other.D);
}
