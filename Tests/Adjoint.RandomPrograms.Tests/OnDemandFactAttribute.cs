namespace Adjoint.RandomPrograms.Tests;

/// <summary>A test that runs only where an environment variable asks for it, and says so where it is skipped.</summary>
internal sealed class OnDemandFactAttribute : FactAttribute
{
    public OnDemandFactAttribute(string variable)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable)))
        {
            Skip = $"Runs on demand: set {variable} to a number of programs.";
        }
    }
}
