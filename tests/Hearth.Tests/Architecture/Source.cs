using System.Runtime.CompilerServices;

namespace Hearth.Tests.Architecture;

/// <summary>A file as it was written. The path is relative to the repository.</summary>
internal sealed record Source(string Path, string Text)
{
    public string Name => System.IO.Path.GetFileName(Path);

    public bool Is(params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
            if (Path.EndsWith("." + ending, StringComparison.Ordinal)) return true;
        return false;
    }

    /// <summary>The room whose folder it is in; empty if none.</summary>
    public string Room => Path.Split('/') is ["src", "Hearth", var room, _, ..] && RoomMap.FloorOf(room) is not null ? room : "";

    public int Line(int at) => Text.AsSpan(0, at).Count('\n') + 1;

    public static readonly string Root = FindRoot();

    private static readonly string[] made = ["node_modules", "bin", "obj", "artifacts", "Migrations"];

    /// <summary>Everything under src that a person wrote.</summary>
    public static readonly IReadOnlyList<Source> All =
    [
        .. Directory.EnumerateFiles(System.IO.Path.Combine(Root, "src"), "*", SearchOption.AllDirectories)
            .Select(f => System.IO.Path.GetRelativePath(Root, f))
            .Where(f => !f.Split('/').Intersect(made).Any() && !f.StartsWith("src/Hearth/wwwroot/js/", StringComparison.Ordinal) && !f.StartsWith("src/Hearth/wwwroot/css/", StringComparison.Ordinal))
            .Select(f => new Source(f, ""))
            .Where(s => s.Is("cs", "razor", "ts", "css", "svg", "proto", "resx", "json"))
            .Select(s => s with { Text = File.ReadAllText(System.IO.Path.Combine(Root, s.Path)) }),
    ];

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(System.IO.Path.GetDirectoryName(here)!);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Hearth.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The sources are not where this was built from.");
    }
}
