using Adjoint.Tests.Shared;
using Xunit;

namespace Adjoint.Generator.Tests.SnapshotTests;

/// <summary>The helper that stands in for Verify.</summary>
public sealed class SnapshotsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("snapshots").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public async Task WhatIsAcceptedPasses()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "Some.Method.verified.cs"), "a\r\nb\n");
        await Some("a\nb");
        Assert.Equal(["Some.Method.verified.cs"], Files());
    }

    [Fact]
    public async Task WhatIsNewOrDifferentFailsAndIsKept()
    {
        InvalidOperationException missing = await Assert.ThrowsAsync<InvalidOperationException>(() => Some("a").ToTask());
        Assert.Contains("no snapshot was accepted yet", missing.Message, StringComparison.Ordinal);
        Assert.Equal(["Some.Method.received.cs"], Files());

        await File.WriteAllTextAsync(Path.Combine(_folder, "Some.Method.verified.cs"), "a\nb\n");
        InvalidOperationException different = await Assert.ThrowsAsync<InvalidOperationException>(() => Some("a\nc\nd").ToTask());
        Assert.Contains("Some.Method.verified.cs: line 2 was 'b' and is 'c'", different.Message, StringComparison.Ordinal);
        Assert.Equal("a\nc\nd\n", await File.ReadAllTextAsync(Path.Combine(_folder, "Some.Method.received.cs")));

        await Some("a\nb");
        Assert.Equal(["Some.Method.verified.cs"], Files());
    }

    [Fact]
    public async Task MoreOrFewerLinesAreSeen()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "Some.Method.verified.cs"), "a\nb\n");
        Assert.Contains("line 2 was 'b' and is nothing", (await Assert.ThrowsAsync<InvalidOperationException>(() => Some("a").ToTask())).Message, StringComparison.Ordinal);
        Assert.Contains("line 3 was nothing and is 'c'", (await Assert.ThrowsAsync<InvalidOperationException>(() => Some("a\nb\nc").ToTask())).Message, StringComparison.Ordinal);
    }

    private Snapshots Some(string text) => Verify(text, "cs", Path.Combine(_folder, "Some.cs"), "Method");

    private string[] Files() => [.. Directory.GetFiles(_folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
