using Hearth.Html;
using Microsoft.Extensions.Localization;

namespace Hearth.Oversight;

/// <summary>
/// What is told to the person whom a happening is about: who opened something of theirs, and who changed something about them.
/// Who and what, never what stood there.
/// </summary>
public static class Told
{
    public enum Sort { Looked = 1, Changed = 2, Glass = 3 }

    private static readonly Dictionary<string, (Sort Sort, Func<IStringLocalizer<Words>, string, string> Say)> all = new()
    {
        ["people.legal-name-read"] = (Sort.Looked, (words, who) => words["{0} opened your full name.", who]),
        ["people.standing-read"] = (Sort.Looked, (words, who) => words["{0} opened why your place here was paused or given back.", who]),
        ["invitations.name-read"] = (Sort.Looked, (words, who) => words["{0} opened the name on your invitation.", who]),
        ["sessions.whereabouts-read"] = (Sort.Looked, (words, who) => words["{0} opened where you were.", who]),
        ["sessions.leaving-read"] = (Sort.Looked, (words, who) => words["{0} opened what you said on leaving.", who]),
        ["liverooms.written-read"] = (Sort.Looked, (words, who) => words["{0} opened what you wrote in a session.", who]),
        ["liverooms.place-told"] = (Sort.Looked, (words, who) => words["Whoever led was told in which state or country you were.", who]),
        ["notes.read"] = (Sort.Looked, (words, who) => words["{0} opened a note about you.", who]),
        ["notes.printed"] = (Sort.Looked, (words, who) => words["{0} opened a note about you to print it.", who]),

        ["followups.read"] = (Sort.Looked, (words, who) => words["{0} opened what became of your asking for a person.", who]),

        ["followups.waiting-read"] = (Sort.Looked, (words, who) => words["{0} opened something you wrote that waited to be read.", who]),

        // Not that anybody noticed something: whoever did is not to be guessed at.
        ["followups.concern-read"] = (Sort.Looked, (words, who) => words["{0} looked at how you are doing.", who]),

        ["followups.unanswered-read"] = (Sort.Looked, (words, who) => words["{0} looked at how you are doing.", who]),
        ["followups.message-read"] = (Sort.Looked, (words, who) => words["{0} looked at something that staff were told about a message of yours.", who]),
        ["messages.opened"] = (Sort.Looked, (words, who) => words["{0} opened messages of a conversation that you are in, because staff were told about one of them.", who]),

        ["breakglass.broken"] = (Sort.Glass, (words, who) => words["{0} opened your records for an hour without being part of your care, and gave a reason. Somebody else looks at it.", who]),
        ["breakglass.ended"] = (Sort.Glass, (words, who) => words["{0} ended it.", who]),
        ["breakglass.reason-read"] = (Sort.Glass, (words, who) => words["{0} looked at the reason.", who]),
        ["breakglass.found-in-order"] = (Sort.Glass, (words, who) => words["{0} looked at it and found it in order.", who]),
        ["breakglass.found-not-in-order"] = (Sort.Glass, (words, who) => words["{0} looked at it and found it not in order.", who]),
        ["notes.read-under-glass"] = (Sort.Glass, (words, who) => words["{0} opened a note about you during that hour.", who]),
        ["sessions.whereabouts-read-under-glass"] = (Sort.Glass, (words, who) => words["{0} opened where you were during that hour.", who]),
        ["sessions.leaving-read-under-glass"] = (Sort.Glass, (words, who) => words["{0} opened what you said on leaving during that hour.", who]),

        ["followups.taken"] = (Sort.Changed, (words, who) => words["{0} took it on when you asked for a person.", who]),
        ["followups.given-back"] = (Sort.Changed, (words, who) => words["{0} passed it on when you asked for a person.", who]),
        ["followups.ended"] = (Sort.Changed, (words, who) => words["{0} wrote down how it went when you asked for a person.", who]),
        ["followups.reopened"] = (Sort.Changed, (words, who) => words["{0} took it up again when you asked for a person.", who]),
        ["notes.saved"] = (Sort.Changed, (words, who) => words["{0} wrote a draft of a note about you.", who]),
        ["notes.signed"] = (Sort.Changed, (words, who) => words["{0} signed a note about you.", who]),
        ["notes.added-to"] = (Sort.Changed, (words, who) => words["{0} added to a note about you.", who]),
        ["people.suspended"] = (Sort.Changed, (words, who) => words["{0} paused your place here.", who]),
        ["people.resumed"] = (Sort.Changed, (words, who) => words["{0} gave your place here back.", who]),
        ["people.discharged"] = (Sort.Changed, (words, who) => words["{0} ended your time in the program.", who]),
        ["people.role-changed"] = (Sort.Changed, (words, who) => words["{0} gave you another role here.", who]),
        ["people.way-back-given"] = (Sort.Changed, (words, who) => words["{0} asked for a new way to sign in for you.", who]),
        ["people.way-back-agreed"] = (Sort.Changed, (words, who) => words["{0} agreed to a new way to sign in for you.", who]),
        ["people.way-back-revoked"] = (Sort.Changed, (words, who) => words["{0} took back a new way to sign in for you.", who]),
        ["people.qualification-recorded"] = (Sort.Changed, (words, who) => words["{0} wrote down a license or training of yours.", who]),
        ["people.qualification-corrected"] = (Sort.Changed, (words, who) => words["{0} corrected a license or training of yours.", who]),
        ["groups.member-added"] = (Sort.Changed, (words, who) => words["{0} gave you a place in a group.", who]),
        ["groups.member-removed"] = (Sort.Changed, (words, who) => words["{0} ended your place in a group.", who]),
        ["groups.leader-added"] = (Sort.Changed, (words, who) => words["{0} made you a leader of a group.", who]),
        ["groups.leader-removed"] = (Sort.Changed, (words, who) => words["{0} took you off a group’s leaders.", who]),
        ["sessions.leader-added"] = (Sort.Changed, (words, who) => words["{0} named you to lead a session.", who]),
        ["sessions.leader-removed"] = (Sort.Changed, (words, who) => words["{0} took you off a session’s leaders.", who]),
        ["boundaries.told-apart"] = (Sort.Changed, (words, who) => words["{0} decided that you and somebody else don’t meet here.", who]),
        ["boundaries.told-to-meet"] = (Sort.Changed, (words, who) => words["{0} decided that you and somebody else may meet here again.", who]),
        ["spaces.post-hidden"] = (Sort.Changed, (words, who) => words["{0} hid a post of yours in a space.", who]),
        ["spaces.post-shown"] = (Sort.Changed, (words, who) => words["{0} showed a post of yours again.", who]),
        ["spaces.left-hidden"] = (Sort.Changed, (words, who) => words["{0} looked again at a post of yours and left it hidden.", who]),
        ["moderation.let-in"] = (Sort.Changed, (words, who) => words["{0} read something you wrote and put it up.", who]),
        ["moderation.sent-back"] = (Sort.Changed, (words, who) => words["{0} read something you wrote and asked you to change it.", who]),
        ["moderation.word-written"] = (Sort.Changed, (words, who) => words["{0} wrote to you alone about a post of yours.", who]),
        ["moderation.writing-paused"] = (Sort.Changed, (words, who) => words["{0} paused your writing for a time.", who]),
        ["moderation.pause-ended"] = (Sort.Changed, (words, who) => words["{0} ended a pause of your writing.", who]),
        ["moderation.pause-left"] = (Sort.Changed, (words, who) => words["{0} looked again at a pause of your writing and let it stand.", who]),
        ["liverooms.removed"] = (Sort.Changed, (words, who) => words["{0} took you out of a session.", who]),
        ["liverooms.put-back"] = (Sort.Changed, (words, who) => words["{0} put you back to the door of a session.", who]),
        ["liverooms.muted"] = (Sort.Changed, (words, who) => words["{0} muted you in a session.", who]),
        ["liverooms.took-camera"] = (Sort.Changed, (words, who) => words["{0} turned your camera off in a session.", who]),
        ["invitations.invited"] = (Sort.Changed, (words, who) => words["{0} invited you.", who]),
        ["channels.pager-set"] = (Sort.Changed, (words, who) => words["{0} wrote down how a pager or text message reaches you.", who]),
        ["channels.pager-removed"] = (Sort.Changed, (words, who) => words["{0} ended that a pager or text message reaches you.", who]),
        ["channels.test-sent"] = (Sort.Changed, (words, who) => words["{0} sent you a test of how you are reached.", who]),
        ["oncall.shift-planned"] = (Sort.Changed, (words, who) => words["{0} gave you a shift on call.", who]),
        ["oncall.shift-changed"] = (Sort.Changed, (words, who) => words["{0} changed a shift of yours on call.", who]),
        ["oncall.shift-ended"] = (Sort.Changed, (words, who) => words["{0} ended a shift of yours on call.", who]),
        ["setup.put-on-call"] = (Sort.Changed, (words, who) => words["{0} put you on call.", who]),
    };

    public static readonly string[] Kinds = [.. all.Keys];

    public static Sort SortOf(string kind) => all[kind].Sort;

    /// <param name="who">The looker's chosen name.</param>
    public static string Say(IStringLocalizer<Words> words, string kind, string who) => all[kind].Say(words, who);
}
