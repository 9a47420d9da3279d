using System;
using System.Numerics;

namespace Adjoint.Generator.Frontend.Mirrors;

/// <summary>Mirrors of <see cref="Matrix4x4"/>: cameras and projections.</summary>
internal static partial class Matrix4x4Mirror
{
    public static Matrix4x4 CreateLookAt(Vector3 cameraPosition, Vector3 cameraTarget, Vector3 cameraUpVector) =>
        CreateLookTo(cameraPosition, Vector3Mirror.Subtract(cameraTarget, cameraPosition), cameraUpVector);

    public static Matrix4x4 CreateLookAtLeftHanded(Vector3 cameraPosition, Vector3 cameraTarget, Vector3 cameraUpVector) =>
        CreateLookToLeftHanded(cameraPosition, Vector3Mirror.Subtract(cameraTarget, cameraPosition), cameraUpVector);

    public static Matrix4x4 CreateLookTo(Vector3 cameraPosition, Vector3 cameraDirection, Vector3 cameraUpVector) =>
        CreateLookToLeftHanded(cameraPosition, Vector3Mirror.Negate(cameraDirection), cameraUpVector);

    public static Matrix4x4 CreateLookToLeftHanded(Vector3 cameraPosition, Vector3 cameraDirection, Vector3 cameraUpVector)
    {
        Vector3 z = Vector3Mirror.Normalize(cameraDirection);
        Vector3 x = Vector3Mirror.Normalize(Vector3Mirror.Cross(cameraUpVector, z));
        Vector3 y = Vector3Mirror.Cross(z, x);
        Vector3 back = Vector3Mirror.Negate(cameraPosition);
        return new Matrix4x4(
            x.X, y.X, z.X, 0,
            x.Y, y.Y, z.Y, 0,
            x.Z, y.Z, z.Z, 0,
            Vector3Mirror.Dot(x, back), Vector3Mirror.Dot(y, back), Vector3Mirror.Dot(z, back), 1);
    }

    public static Matrix4x4 CreateWorld(Vector3 position, Vector3 forward, Vector3 up)
    {
        Vector3 z = Vector3Mirror.Normalize(Vector3Mirror.Negate(forward));
        Vector3 x = Vector3Mirror.Normalize(Vector3Mirror.Cross(up, z));
        Vector3 y = Vector3Mirror.Cross(z, x);
        return new Matrix4x4(
            x.X, x.Y, x.Z, 0,
            y.X, y.Y, y.Z, 0,
            z.X, z.Y, z.Z, 0,
            position.X, position.Y, position.Z, 1);
    }

    public static Matrix4x4 CreatePerspective(float width, float height, float nearPlaneDistance, float farPlaneDistance)
    {
        CheckPlanes(nearPlaneDistance, farPlaneDistance);
        float twice = nearPlaneDistance + nearPlaneDistance;
        float range = Range(nearPlaneDistance, farPlaneDistance);
        return new Matrix4x4(
            twice / width, 0, 0, 0,
            0, twice / height, 0, 0,
            0, 0, range, -1,
            0, 0, range * nearPlaneDistance, 0);
    }

    public static Matrix4x4 CreatePerspectiveFieldOfView(float fieldOfView, float aspectRatio, float nearPlaneDistance, float farPlaneDistance)
    {
        if (!(fieldOfView > 0 && fieldOfView < MathF.PI))
        {
            throw new ArgumentOutOfRangeException("fieldOfView");
        }

        CheckPlanes(nearPlaneDistance, farPlaneDistance);
        float height = 1 / MathF.Tan(fieldOfView * 0.5f);
        float range = Range(nearPlaneDistance, farPlaneDistance);
        return new Matrix4x4(
            height / aspectRatio, 0, 0, 0,
            0, height, 0, 0,
            0, 0, range, -1,
            0, 0, range * nearPlaneDistance, 0);
    }

    public static Matrix4x4 CreatePerspectiveOffCenter(float left, float right, float bottom, float top, float nearPlaneDistance, float farPlaneDistance)
    {
        CheckPlanes(nearPlaneDistance, farPlaneDistance);
        float twice = nearPlaneDistance + nearPlaneDistance;
        float width = 1 / (right - left);
        float height = 1 / (top - bottom);
        float range = Range(nearPlaneDistance, farPlaneDistance);
        return new Matrix4x4(
            twice * width, 0, 0, 0,
            0, twice * height, 0, 0,
            (left + right) * width, (top + bottom) * height, range, -1,
            0, 0, range * nearPlaneDistance, 0);
    }

    public static Matrix4x4 CreateOrthographic(float width, float height, float zNearPlane, float zFarPlane)
    {
        float range = 1 / (zNearPlane - zFarPlane);
        return new Matrix4x4(
            2 / width, 0, 0, 0,
            0, 2 / height, 0, 0,
            0, 0, range, 0,
            0, 0, range * zNearPlane, 1);
    }

    public static Matrix4x4 CreateOrthographicOffCenter(float left, float right, float bottom, float top, float zNearPlane, float zFarPlane)
    {
        float width = 1 / (right - left);
        float height = 1 / (top - bottom);
        float range = 1 / (zNearPlane - zFarPlane);
        return new Matrix4x4(
            width + width, 0, 0, 0,
            0, height + height, 0, 0,
            0, 0, range, 0,
            -(left + right) * width, -(top + bottom) * height, range * zNearPlane, 1);
    }

    // A plane that is infinitely far has a limit.
    private static float Range(float near, float far) => float.IsPositiveInfinity(far) ? -1 : far / (near - far);

    private static void CheckPlanes(float near, float far)
    {
        if (!(near > 0))
        {
            throw new ArgumentOutOfRangeException("nearPlaneDistance");
        }

        if (!(far > 0))
        {
            throw new ArgumentOutOfRangeException("farPlaneDistance");
        }

        if (near >= far)
        {
            throw new ArgumentOutOfRangeException("nearPlaneDistance");
        }
    }
}
