using Hearth.Groups.Pages;
using Hearth.Html;
using Hearth.LiveRooms.Rules;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Hearth.Spaces.Pages;

/// <summary>Spaces in words, the same wherever they are read.</summary>
internal static class SpaceSays
{
    public static string Ask(IStringLocalizer<Words> words, AnswerKind ask) => ask switch
    {
        AnswerKind.Listen => words["Just listen"],
        AnswerKind.WhatWorked => words["What worked for you"],
        AnswerKind.Cheer => words["Cheer me on"],
        _ => words["Practical tip"],
    };

    public static string Icon(AnswerKind ask) => ask switch
    {
        AnswerKind.Listen => "ear",
        AnswerKind.WhatWorked => "cairn",
        AnswerKind.Cheer => "dawn",
        _ => "info",
    };

    public static IEnumerable<Choice> Asks(IStringLocalizer<Words> words, bool small) =>
        Enum.GetValues<AnswerKind>().Select(ask => new Choice(ask.ToString(), Ask(words, ask), !small ? null : ask switch
        {
            AnswerKind.Listen => words["People answer “I hear you”. Advice waits."].Value,
            AnswerKind.WhatWorked => words["People tell you what they tried."].Value,
            AnswerKind.Cheer => words["For something you did, or are about to do."].Value,
            _ => words["How-to, links, phone numbers."].Value,
        }));

    /// <param name="name">Null: it is the reader's own.</param>
    public static string Asked(IStringLocalizer<Words> words, AnswerKind ask, string? name) => (ask, name) switch
    {
        (AnswerKind.Listen, null) => words["You asked them to just listen."],
        (AnswerKind.WhatWorked, null) => words["You asked: what worked for you?"],
        (AnswerKind.Cheer, null) => words["You asked to be cheered on."],
        (_, null) => words["You asked for a practical tip."],
        (AnswerKind.Listen, _) => words["{0} asks you to just listen.", name],
        (AnswerKind.WhatWorked, _) => words["{0} asked: what worked for you?", name],
        (AnswerKind.Cheer, _) => words["{0} asks to be cheered on.", name],
        _ => words["{0} asks for a practical tip.", name],
    };

    /// <summary>Above the box for an answer: the ask again, and what helps.</summary>
    public static string HowToAnswer(IStringLocalizer<Words> words, AnswerKind ask, string name) => ask switch
    {
        AnswerKind.Listen => words["{0} asked people to just listen. “I hear you” is plenty, and advice waits.", name],
        AnswerKind.WhatWorked => words["{0} asked what worked for you. “I tried…” lands better than “you should…”.", name],
        AnswerKind.Cheer => words["{0} asked to be cheered on. Say what you see in it.", name],
        _ => words["{0} asked for a practical tip: how-to, links, phone numbers.", name],
    };

    public static string Opening(IStringLocalizer<Words> words, AnswerKind ask) => ask switch
    {
        AnswerKind.Listen => words["I hear you…"],
        AnswerKind.WhatWorked => words["I tried…"],
        AnswerKind.Cheer => words["I’m glad that…"],
        _ => words["What is easy to do…"],
    };

    public static string Response(IStringLocalizer<Words> words, ResponseKind kind) => kind switch
    {
        ResponseKind.MeToo => words["Me too"],
        ResponseKind.IHearYou => words["I hear you"],
        _ => words["Gives me hope"],
    };

    public static string Icon(ResponseKind kind) => kind switch
    {
        ResponseKind.MeToo => "both",
        ResponseKind.IHearYou => "ear",
        _ => "dawn",
    };

    public static string Responded(IStringLocalizer<Words> words, ResponseKind kind, string names) => kind switch
    {
        ResponseKind.MeToo => words["{0}: me too", names],
        ResponseKind.IHearYou => words["{0}: I hear you", names],
        _ => words["{0}: gives me hope", names],
    };

    /// <summary>By name, the reader first.</summary>
    public static string Named(IStringLocalizer<Words> words, IEnumerable<Writer> who, Guid reader)
    {
        var (all, you) = (who.ToList(), words["you"].Value);
        return Names.Join(all.Exists(w => w.Id == reader) ? all.Where(w => w.Id != reader).Select(w => w.Name).Prepend(char.ToUpper(you[0], System.Globalization.CultureInfo.CurrentCulture) + you[1..]) : all.Select(w => w.Name), words);
    }

    /// <param name="asker">Null: whose the first post is is not shown.</param>
    public static string MeantFor(IStringLocalizer<Words> words, NoteFor note, string? asker) => note switch
    {
        NoteFor.Everybody => words["For everybody here. Not advice about any one person."],
        _ when asker is null => words["For whoever began this; the others can read it too."],
        _ => words["For {0}; the others can read it too.", asker],
    };

    public static string Reason(IStringLocalizer<Words> words, HideReason reason) => reason switch
    {
        HideReason.Details => words["Details that could pull others under"],
        HideReason.SomebodyElse => words["It tells who somebody else is"],
        HideReason.Hurtful => words["Words that can hurt somebody"],
        HideReason.Elsewhere => words["It belongs somewhere else"],
        _ => words["In my own words, below"],
    };

    /// <summary>Why a post was hidden, to whoever may know.</summary>
    public static string Why(IStringLocalizer<Words> words, Hiding hiding) => hiding.Reason == HideReason.Other ? hiding.Words
        : hiding.Words.Length == 0 ? words["{0}.", Reason(words, hiding.Reason)] : words["{0}. {1}", Reason(words, hiding.Reason), hiding.Words];

    public static string When(IStringLocalizer<Words> words, Instant at, Instant now, string zone)
    {
        var (local, today) = (at.InZone(DateTimeZoneProviders.Tzdb[zone]), now.InZone(DateTimeZoneProviders.Tzdb[zone]).Date);
        var time = Times.Time(local.TimeOfDay);
        return Period.DaysBetween(local.Date, today) switch
        {
            0 => words["Today, {0}", time],
            1 => words["Yesterday, {0}", time],
            _ => $"{Times.Short(local.Date)}, {time}",
        };
    }

    /// <summary>Who can read what is written here, in one true sentence.</summary>
    public static string CanRead(IStringLocalizer<Words> words, Readers readers, Guid reader)
    {
        if (readers.Space.GroupId is null) return words["Everybody in the program can read this, but for its alumni: people in treatment in all groups, mentors and staff."];
        var (peers, staff) = (readers.Peers.Where(r => r.Id != reader).Select(r => r.Name).ToList(), Names.Join(readers.Staff.Where(r => r.Id != reader).Select(r => r.Name), words));
        // Beyond five they are told apart on the page that names everybody.
        var members = peers.Count > 5 ? words["{0} and {1} others of {2}", string.Join(", ", peers.Take(3)), peers.Count - 3, readers.Space.Name].Value
            : peers.Count > 0 ? words["{0} of {1}", Names.Join(peers, words), readers.Space.Name].Value : "";
        return (members.Length, staff.Length) switch
        {
            (0, 0) => words["Nobody else can read this yet."],
            (_, 0) => words["{0} can read this.", members],
            (0, _) => words["{0} can read this.", staff],
            _ => words["{0}, and {1}, can read this.", members, staff],
        };
    }
}
