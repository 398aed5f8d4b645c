using System.Security.Cryptography;
using Hearth.Database;
using Hearth.Sealing;

namespace Hearth.Happenings;

/// <summary>
/// What people are called in the chain of the program in scope: the same each time, and nothing without the key. There is no way
/// back from a pseudonym; whoever wants names computes those of the people there are.
/// </summary>
public sealed class Pseudonyms(Keyring keyring, ProgramScope scope)
{
    /// <summary>Empty for nobody.</summary>
    public async Task<string> OfAsync(Guid? person, CancellationToken cancel = default)
    {
        if (person is not { } id) return "";
        var key = await keyring.CurrentAsync(scope.Program, Guid.Empty, KeyPurpose.Pseudonym, cancel);
        return Convert.ToHexStringLower(HMACSHA256.HashData(key.Bytes, id.ToByteArray()).AsSpan(0, 16));
    }

    /// <summary>These people by their pseudonyms.</summary>
    public async Task<IReadOnlyDictionary<string, Guid>> OfAllAsync(IEnumerable<Guid> people, CancellationToken cancel = default)
    {
        var known = new Dictionary<string, Guid>();
        foreach (var person in people) known[await OfAsync(person, cancel)] = person;
        return known;
    }
}
