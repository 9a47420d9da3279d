using Adjoint.Generator.Ir;
using Adjoint.Generator.Tests.Ir;
using Xunit;

namespace Adjoint.Generator.Tests.SnapshotTests;

public sealed class PrinterSnapshotTests
{
    /// <summary>The text of the IR is a contract: hashes, embedded metadata and these tests all depend on it.</summary>
    [Fact]
    public async Task ALayerIsPrintedAsThePageShowsIt()
    {
        Module module = Listing.Of("docs/architecture.md").First().Module;
        await Verify(Printer.Print(module));
    }
}
