using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Hearth.Sealing;

/// <summary>
/// The one key that is in no database: a file in a folder of its own. Losing it loses everything that is sealed;
/// whoever has it and both databases can read everything. Backed up with the wrapped keys, apart from the data.
/// </summary>
public sealed class RootKey
{
    private readonly byte[] key;

    private RootKey(byte[] key) => this.key = key;

    /// <summary>Reads the key, or makes it where there is neither key nor data yet.</summary>
    /// <exception cref="InvalidOperationException">The file is missing although there is data, or is damaged, or others may read it.</exception>
    public static RootKey Open(string folder, bool dataExists)
    {
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var path = Path.Combine(folder, "root.key");
        if (!File.Exists(path))
        {
            if (dataExists)
                throw new InvalidOperationException($"The root key is missing: {path}. The data cannot be opened without it. Restore it from your copy of the keys folder.");
            Make(path);
        }
        if ((File.GetUnixFileMode(path) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) != 0)
            throw new InvalidOperationException($"Others may read the root key. Do: chmod 600 {path}");
        var buffer = new byte[64];
        if (!Convert.TryFromBase64String(File.ReadAllText(path).Trim(), buffer, out var length) || length != 32)
            throw new InvalidOperationException($"The root key is damaged: {path}. Restore it from your copy of the keys folder.");
        return new(buffer[..32]);
    }

    /// <summary>Whole or not at all; of two servers that start together one makes it, and both read that one.</summary>
    private static void Make(string path)
    {
        var aside = $"{path}.{Guid.NewGuid():N}";
        using (var file = new FileStream(aside, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) + "\n"));
            file.Flush(flushToDisk: true); // before anything is sealed with it
        }
        // A file is moved after a look whether there is one, and two may look at the same moment; a second name is given or refused at once.
        var made = link(aside, path) == 0;
        var error = Marshal.GetLastPInvokeErrorMessage();
        File.Delete(aside);
        if (!made && !File.Exists(path)) throw new IOException($"The root key could not be made: {path}. {error}");
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int link([MarshalAs(UnmanagedType.LPUTF8Str)] string existing, [MarshalAs(UnmanagedType.LPUTF8Str)] string name);

    /// <summary>A key for one use, so that no two uses share one.</summary>
    public byte[] Derive(string use) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: System.Text.Encoding.UTF8.GetBytes("hearth/" + use));
}
