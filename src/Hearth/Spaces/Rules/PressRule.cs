using System.Security.Cryptography;
using System.Text;

namespace Hearth.Spaces.Rules;

/// <summary>
/// A page names each press, and says the name again when it has to send it again: one press is one post. Sent under the same name with
/// other words (somebody went back and wrote on), it is another post, or those words would be lost.
/// </summary>
public static class PressRule
{
    /// <param name="row">Where it is written, whose row is held meanwhile.</param>
    /// <param name="press">As the page said it.</param>
    public static Guid Of(Guid person, Guid row, Guid press, string words) =>
        new(SHA256.HashData([.. person.ToByteArray(), .. row.ToByteArray(), .. press.ToByteArray(), .. Encoding.UTF8.GetBytes(words)]).AsSpan(0, 16));
}
