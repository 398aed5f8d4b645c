using Hearth.Database;
using Hearth.Sealing;
using NodaTime;

namespace Hearth.Channels;

/// <summary>Where a program's calls go to be paged or texted, and the secret that they are signed with. Both sealed: an address may hold a key.</summary>
public sealed class Webhook : IProgramOwned
{
    /// <summary>So long the secret is shown to whoever made it, unless they said before that they have it.</summary>
    public static readonly Duration Shown = Duration.FromMinutes(10);

    private Webhook() { }

    public Guid ProgramId { get; private set; }
    public Sealed Url { get; private set; } = default!;
    public Sealed Secret { get; private set; } = default!;
    public Guid MadeBy { get; private set; }
    public Instant MadeAt { get; private set; }
    public Instant? KeptAt { get; private set; }

    public static Webhook Of(Guid program, Sealed url, Sealed secret, Guid by, Instant now) =>
        new() { ProgramId = program, Url = url, Secret = secret, MadeBy = by, MadeAt = now };

    /// <summary>Another address has another secret: whoever had the first could sign for it.</summary>
    public void MakeAnew(Sealed url, Sealed secret, Guid by, Instant now) => (Url, Secret, MadeBy, MadeAt, KeptAt) = (url, secret, by, now, null);

    public void Keep(Instant now) => KeptAt ??= now;

    public static string UrlAt(Guid program) => $"Webhooks.Url/{program}";

    public static string SecretAt(Guid program) => $"Webhooks.Secret/{program}";
}
