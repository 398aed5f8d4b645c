using NodaTime;
using NodaTime.Text;

namespace Hearth.Search;

/// <summary>How far somebody has read: the last post they were shown.</summary>
public sealed record Mark(Instant At, Guid Id)
{
    public override string ToString() => $"{InstantPattern.ExtendedIso.Format(At)} {Id:D}";

    /// <summary>Null for what is none.</summary>
    public static Mark? Of(string text) => text.Split(' ') is [var at, var id] && InstantPattern.ExtendedIso.Parse(at) is { Success: true } parsed && Guid.TryParseExact(id, "D", out var post)
        ? new(parsed.Value, post) : null;
}
