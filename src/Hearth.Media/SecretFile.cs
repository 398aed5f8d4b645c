using System.Security.Cryptography;
using System.Text;

#if MEDIA_NODE // the node is a wall of its own, and has this file too
namespace Hearth.MediaNode;
#else
namespace Hearth.Sealing;
#endif

/// <summary>The key that servers and media nodes on other machines share: a file of at least 32 random letters, for its owner alone.</summary>
internal static class SecretFile
{
    public static KeyedTls Read(string path)
    {
        if (!File.Exists(path))
            throw new InvalidOperationException($"The media nodes' key is missing: {path}. Make it once, and copy it to every server and node: openssl rand -base64 48 > {path}");
        if ((File.GetUnixFileMode(path) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) != 0)
            throw new InvalidOperationException($"Others may read the media nodes' key. Do: chmod 600 {path}");
        var text = File.ReadAllText(path).Trim();
        return text.Length >= 32 ? new KeyedTls(SHA256.HashData(Encoding.UTF8.GetBytes(text)))
            : throw new InvalidOperationException($"The media nodes' key is shorter than 32 letters: {path}.");
    }
}
