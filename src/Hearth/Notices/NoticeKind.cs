using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Notices;

/// <summary>What notices are about, as one chooses how to hear of them.</summary>
[Flags]
public enum NoticeSort
{
    None = 0,

    /// <summary>Somebody wrote to me, or answered me.</summary>
    Written = 1,

    /// <summary>What became of something that I wrote.</summary>
    OwnWords = 2,
    Sessions = 4,

    /// <summary>A hard moment of mine, or of somebody who asks me for company.</summary>
    HardMoments = 8,

    /// <summary>What I noticed about somebody.</summary>
    Noticed = 16,

    /// <summary>What the program asks of me.</summary>
    Program = 32,
    All = Written | OwnWords | Sessions | HardMoments | Noticed | Program,
}

/// <summary>
/// Something that people are told of. A room names its own, once: <c>services.AddNotice(new NoticeKind("spaces.answered", …))</c>.
/// </summary>
/// <param name="Name">Room and past tense. Stored.</param>
/// <param name="Words">The whole sentence that stands in the list, in English; its Spanish is where all words are. No name, and nothing of what was written: whoever reads it may be beside somebody.</param>
/// <param name="PathOf">Where it points: the page of its subject.</param>
/// <param name="Urgent">It comes through quiet hours.</param>
/// <param name="Lively">
/// It comes often, and mostly while people look: told once until they have looked, and a moment later, so that nobody hears of what is
/// before their eyes. Its room says when they have (<see cref="NoticeDesk.SeenAsync"/>).
/// </param>
public sealed record NoticeKind(string Name, string Words, NoticeSort Sort, Func<Guid, string> PathOf, bool Urgent = false, bool Lively = false);

/// <summary>All that the rooms have named.</summary>
public sealed class NoticeKinds(IEnumerable<NoticeKind> all)
{
    private readonly Dictionary<string, NoticeKind> byName = all.ToDictionary(k => k.Name);

    public IReadOnlyCollection<NoticeKind> All => byName.Values;

    /// <summary>Null: one that an older or newer version of the house wrote.</summary>
    public NoticeKind? Find(string name) => byName.GetValueOrDefault(name);
}

public static class NoticeRegistration
{
    public static IServiceCollection AddNotice(this IServiceCollection services, NoticeKind kind) => services.AddSingleton(kind);
}
