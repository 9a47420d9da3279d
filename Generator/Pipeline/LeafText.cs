namespace Adjoint.Generator.Pipeline;

/// <summary>Puts a C# value together from the texts of its leaves: tuples and nullables by the paths that read them.</summary>
/// <remarks>A null text means that the leaf has no value of its own; it, and whatever consists of such leaves only, is <c>default</c>.</remarks>
internal static class LeafText
{
    private const string HasValue = "HasValue";

    public static string Compose(IEnumerable<(string Path, string? Text)> leaves)
    {
        List<(string Path, string? Text)> list = leaves.ToList();
        if (list.All(leaf => leaf.Text is null))
        {
            return "default";
        }

        if (list.Count == 1 && list[0].Path.Length == 0)
        {
            return list[0].Text!;
        }

        List<IGrouping<string, (string Path, string? Text)>> members = list.GroupBy(leaf => Head(leaf.Path)).ToList();
        return members.FirstOrDefault(member => member.Key == HasValue) is { } present
            ? ComposeNullable(present.Single().Text, members.Where(member => member.Key != HasValue))
            : "(" + string.Join(", ", members.Select(ComposeMember)) + ")";
    }

    private static string ComposeNullable(string? present, IEnumerable<IGrouping<string, (string Path, string? Text)>> value)
    {
        string text = ComposeMember(value.Single());
        return present is null || text == "default" ? "default" : $"{present} ? {text} : null";
    }

    private static string ComposeMember(IGrouping<string, (string Path, string? Text)> member) =>
        Compose(member.Select(leaf => (Tail(leaf.Path), leaf.Text)));

    private static string Head(string path)
    {
        int end = path.IndexOf('.', 1);
        return end < 0 ? path.Substring(1) : path.Substring(1, end - 1);
    }

    private static string Tail(string path)
    {
        int end = path.IndexOf('.', 1);
        return end < 0 ? string.Empty : path.Substring(end);
    }
}
