namespace Quickstart.Data;

/// <summary>The optdigits files in the user's cache, downloaded once.</summary>
public static class DigitCache
{
    private const string Source = "https://archive.ics.uci.edu/ml/machine-learning-databases/optdigits/";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The folder of the cache.</summary>
    public static string Folder { get; } = Path.Combine(UserCache(), "adjoint", "optdigits");

    /// <summary>Reads the files, after downloading them where they are not there yet.</summary>
    /// <returns>The data, or null with the reason where they are not there and the network is not either.</returns>
    /// <exception cref="DataException">A file in the cache is corrupt.</exception>
    public static (DigitData? Data, string Fault) TryRead()
    {
        try
        {
            Download("optdigits.tra", DigitData.TrainingFile);
            Download("optdigits.tes", DigitData.TestFile);
        }
        catch (Exception exception) when (
            exception is HttpRequestException or OperationCanceledException or IOException or UnauthorizedAccessException)
        {
            return (null, exception.Message);
        }

        return (DigitData.Read(Folder), string.Empty);
    }

    private static void Download(string remote, string local)
    {
        string path = Path.Combine(Folder, local);
        if (File.Exists(path))
        {
            return;
        }

        using HttpClient client = new() { Timeout = Patience };
        byte[] content = client.GetByteArrayAsync(new Uri(Source + remote)).GetAwaiter().GetResult();

        // What is not a file of digits (the page of a captive network, say) must not get into the cache.
        using StreamReader text = new(new MemoryStream(content));
        try
        {
            _ = DigitFile.Read(text, Source + remote);
        }
        catch (DataException exception)
        {
            throw new IOException(exception.Message, exception);
        }

        Directory.CreateDirectory(Folder);
        string partial = path + "." + Environment.ProcessId;
        File.WriteAllBytes(partial, content);
        File.Move(partial, path, overwrite: true);
    }

    private static string UserCache()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches")
            : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache
            : Path.Combine(home, ".cache");
    }
}
