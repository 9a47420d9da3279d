using System;
using System.Numerics;

namespace Adjoint.Generator.Frontend.Mirrors;

/// <summary>Mirrors of the extension methods of <see cref="Vector"/> that make vectors of others.</summary>
internal static class VectorMirror
{
    public static Vector2 AsVector2(Vector3 value) => new Vector2(value.X, value.Y);

    public static Vector2 AsVector2(Vector4 value) => new Vector2(value.X, value.Y);

    public static Vector3 AsVector3(Vector2 value) => new Vector3(value.X, value.Y, 0);

    public static Vector3 AsVector3(Vector4 value) => new Vector3(value.X, value.Y, value.Z);

    public static Vector4 AsVector4(Vector2 value) => new Vector4(value.X, value.Y, 0, 0);

    public static Vector4 AsVector4(Vector3 value) => new Vector4(value.X, value.Y, value.Z, 0);

    public static Vector4 AsVector4(Quaternion value) => new Vector4(value.X, value.Y, value.Z, value.W);

    public static Vector4 AsVector4(Plane value) => new Vector4(value.Normal, value.D);

    public static Quaternion AsQuaternion(Vector4 value) => new Quaternion(value.X, value.Y, value.Z, value.W);

    public static Plane AsPlane(Vector4 value) => new Plane(value.X, value.Y, value.Z, value.W);

    public static float ToScalar(Vector2 vector) => vector.X;

    public static float ToScalar(Vector3 vector) => vector.X;

    public static float ToScalar(Vector4 vector) => vector.X;

    public static float GetElement(Vector2 vector, int index) => Vector2Mirror.Element(vector, index);

    public static float GetElement(Vector3 vector, int index) => Vector3Mirror.Element(vector, index);

    public static float GetElement(Vector4 vector, int index) => Vector4Mirror.Element(vector, index);

    public static Vector2 WithElement(Vector2 vector, int index, float value) => Vector2Mirror.WithElement(vector, index, value);

    public static Vector3 WithElement(Vector3 vector, int index, float value) => Vector3Mirror.WithElement(vector, index, value);

    public static Vector4 WithElement(Vector4 vector, int index, float value) => Vector4Mirror.WithElement(vector, index, value);
}
