using NodaTime;

namespace Hearth.BreakGlass.Rules;

/// <summary>When a glass is open, and who may break another.</summary>
public static class GlassRule
{
    /// <summary>Within this somebody else looks at it; else its breaker breaks no other until somebody has.</summary>
    public static readonly Duration ReviewWithin = Duration.FromHours(24);

    /// <param name="Reviewed">Somebody else has looked at it.</param>
    public sealed record Broken(Instant At, Instant EndsAt, Instant? EndedAt, bool Reviewed);

    public static bool IsOpen(Broken glass, Instant now) => glass.EndedAt is null && glass.At <= now && now < glass.EndsAt;

    public static bool IsOverdue(Broken glass, Instant now) => !glass.Reviewed && now >= glass.At + ReviewWithin;

    public enum Flaw { AnotherIsOpen = 1, Lapsed = 2 }

    /// <summary>Null: they may, as far as those that they broke before are concerned.</summary>
    public static Flaw? FlawOf(IReadOnlyCollection<Broken> before, Instant now) =>
        before.Any(g => IsOverdue(g, now)) ? Flaw.Lapsed : before.Any(g => IsOpen(g, now)) ? Flaw.AnotherIsOpen : null;
}
