using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Html;
using Hearth.People;
using Hearth.Sessions.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Hearth.Sessions;

/// <summary>Reads what <see cref="OpeningRule"/> decides on. Asks on nobody's behalf: who may open is the caller's question.</summary>
public static class Opening
{
    /// <summary>What stands in the way of opening these sessions; for each id its facts.</summary>
    public static async Task<Dictionary<Guid, OpeningRule.Facts>> OpeningFactsAsync(this HearthDb db, IReadOnlyCollection<Session> sessions, CancellationToken cancel = default)
    {
        if (sessions.Count == 0) return [];
        var ids = sessions.Select(s => s.Id).ToList();
        var program = await db.ThisProgram().AsNoTracking().SingleAsync(cancel);
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(program.Zone) ?? DateTimeZone.Utc;
        var leaders = await db.SessionLeadersOfProgram().Where(l => ids.Contains(l.SessionId)).Join(db.PeopleOfProgram(), l => l.PersonId, p => p.Id, (l, p) => new { l.SessionId, l.PersonId, p.Role }).ToListAsync(cancel);
        var people = leaders.Select(l => l.PersonId).Distinct().ToList();
        var onCall = sessions.Where(s => s.ClinicianOnCallId is not null).Select(s => s.ClinicianOnCallId!.Value).Distinct().ToList();
        var roles = onCall.Count == 0 ? [] : await db.PeopleOfProgram().Where(p => onCall.Contains(p.Id)).Select(p => new { p.Id, p.Role }).ToDictionaryAsync(p => p.Id, p => p.Role, cancel);
        var papers = (await db.QualificationsOfProgram().AsNoTracking().Where(q => people.Contains(q.PersonId)).ToListAsync(cancel))
            .ToLookup(q => q.PersonId, q => new OpeningRule.Paper(q.ValidFrom, q.ValidUntil));

        return sessions.ToDictionary(s => s.Id, s => new OpeningRule.Facts(
            s.State, s.LedBy, s.StartsAt, s.EndsAt, s.StartsAt.InZone(zone).Date,
            [.. leaders.Where(l => l.SessionId == s.Id).Select(l => new OpeningRule.Leader(l.Role, [.. papers[l.PersonId]]))],
            s.ClinicianOnCallId is { } id && roles.TryGetValue(id, out var role) ? role : null,
            program.PeerLedAllowed));
    }

    /// <summary>For the verb that opens: empty when it may.</summary>
    public static async Task<IReadOnlyList<Missing>> WhatIsMissingAsync(this HearthDb db, Session session, Instant now, CancellationToken cancel = default) =>
        OpeningRule.MissingAt((await db.OpeningFactsAsync([session], cancel))[session.Id], now);
}

public static class OpeningWords
{
    /// <summary>What is missing, and what to do about it. <paramref name="zone"/>: the reader's.</summary>
    public static string Say(this IStringLocalizer<Words> words, Missing missing, Session session, string zone) => missing switch
    {
        Missing.TooEarly => words["It can be opened from {0}.", Times.Say(session.StartsAt - OpeningRule.Early, zone, "both")],
        Missing.Over => words["Its time is over, so it can’t be opened any more."],
        Missing.Cancelled => words["It was called off."],
        Missing.Leader => words["Nobody is named to lead it. Add a leader."],
        Missing.Paper => words["None of its leaders has a license or training on record. An admin can record one under People."],
        Missing.PaperInDate => words["No leader’s license or training covers that day. An admin can record a newer one under People."],
        Missing.Clinician => words["It is called therapist-led, so a clinician whose license covers that day has to lead it too."],
        Missing.ClinicianOnCall => words["It is peer-led, so it needs a clinician on call. Name one."],
        Missing.PeerLedSwitchedOff => words["Peer-led sessions are switched off in this program."],
        _ => throw new ArgumentOutOfRangeException(nameof(missing)),
    };

    /// <summary>As one refusal.</summary>
    public static string SayAll(this IStringLocalizer<Words> words, IEnumerable<Missing> missing, Session session, string zone) =>
        string.Join(" ", missing.Select(m => words.Say(m, session, zone)));
}
