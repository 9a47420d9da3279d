namespace Adjoint.Samples.Tests;

/// <summary>A test that needs the real digits, and says so where they are not on this machine.</summary>
public sealed class RealDataFactAttribute : FactAttribute
{
    public RealDataFactAttribute()
    {
        if (RealData.Folder is null)
        {
            Skip = "The optdigits files are not here: name their folder in ADJOINT_DATA, or run Samples/Quickstart online once.";
        }
    }
}
