using System.Reflection;

namespace Adjoint.Frontend.Tests;

/// <summary>An argument that each run makes for itself: a new object of a type of the snippet.</summary>
internal sealed record NewObject(string Type)
{
    public object Create(Assembly code) => Activator.CreateInstance(code.GetType(Type)!)!;
}
