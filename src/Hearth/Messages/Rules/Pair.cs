using System.Security.Cryptography;

namespace Hearth.Messages.Rules;

/// <summary>One id for two people, whichever is named first.</summary>
public static class Pair
{
    public static Guid Of(Guid one, Guid other)
    {
        var (first, second) = one.CompareTo(other) < 0 ? (one, other) : (other, one);
        return new(SHA256.HashData([.. first.ToByteArray(), .. second.ToByteArray()]).AsSpan(0, 16));
    }
}
