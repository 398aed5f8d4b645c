using System.Security.Cryptography;

namespace Hearth.MediaNode;

/// <summary>
/// The folder where servers find the node: socket, secret, process id, each for its owner alone. The lock is held for as long as
/// the node lives, so that two of them never share a folder.
/// </summary>
internal sealed class RunFolder : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly FileStream _lock;
    private readonly bool _group;

    private RunFolder(string path, FileStream @lock, string secret, bool group) => (Path, _lock, Secret, _group) = (path, @lock, secret, group);

    public string Path { get; }
    public string Secret { get; }

    /// <summary>Somebody laid a file there that says so: the node takes no new rooms. It stays when the node is started anew.</summary>
    public bool IsLeaving => File.Exists(System.IO.Path.Combine(Path, "media.leaving"));

    public string Socket => System.IO.Path.Combine(Path, "media.sock");

    /// <param name="group">The folder's group may find the node and speak to it: the server, when it is another user.</param>
    public static RunFolder Take(string path, bool group)
    {
        var who = Owner | UnixFileMode.UserExecute | (group ? UnixFileMode.GroupRead | UnixFileMode.GroupExecute : 0);
        Directory.CreateDirectory(path, who);
        File.SetUnixFileMode(path, who);
        FileStream held;
        try
        {
            held = new FileStream(System.IO.Path.Combine(path, "media.lock"), new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                UnixCreateMode = Owner,
            });
        }
        catch (IOException)
        {
            throw new SettingsException($"Another media node holds {path}.");
        }
        var folder = new RunFolder(path, held, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), group);
        File.Delete(folder.Socket);
        folder.Write("media.secret", folder.Secret);
        folder.Write("media.pid", Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return folder;
    }

    /// <summary>Called when the socket is there.</summary>
    public void Listening() => File.SetUnixFileMode(Socket, Owner | (_group ? UnixFileMode.GroupRead | UnixFileMode.GroupWrite : 0));

    public void Dispose()
    {
        foreach (var name in new[] { "media.sock", "media.secret", "media.pid" })
            File.Delete(System.IO.Path.Combine(Path, name));
        _lock.Dispose();
    }

    private void Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.Delete(path);
        using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = Owner });
        file.Write(System.Text.Encoding.ASCII.GetBytes(text));
        // Said afterwards, since a unit's umask would take it away.
        if (_group)
            File.SetUnixFileMode(path, Owner | UnixFileMode.GroupRead);
    }
}
