using System.Runtime.CompilerServices;
using VerifyTests;

namespace Adjoint.Tests.Shared;

/// <summary>Teaches Verify to take apart what generators have made.</summary>
internal static class VerifyInitializer
{
    [ModuleInitializer]
    internal static void Initialize() => VerifySourceGenerators.Initialize();
}
