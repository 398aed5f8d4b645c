using Hearth.Notices;

namespace Hearth.Moderation;

/// <summary>What people are told of what staff did about something of theirs, or about what they told the staff.</summary>
public static class ModerationNotices
{
    public const string LetIn = "moderation.let-in";
    public const string SentBack = "moderation.sent-back";
    public const string WordWritten = "moderation.word-written";
    public const string WordAnswered = "moderation.word-answered";
    public const string Paused = "moderation.writing-paused";
    public const string PauseLeft = "moderation.pause-left";
    public const string PauseEnded = "moderation.pause-ended";
    public const string PauseAsked = "moderation.pause-asked";
    public const string Taken = "moderation.taken";
    public const string LookedAt = "moderation.looked-at";

    public static readonly NoticeKind[] Kinds =
    [
        new(LetIn, "Something you wrote has been read and stands now.", NoticeSort.OwnWords, id => $"/held/{id}"),
        new(SentBack, "Something you wrote was given back to you. You can read why, change it, or ask again.", NoticeSort.OwnWords, id => $"/held/{id}"),
        new(WordWritten, "Somebody from the program wrote to you alone about something of yours.", NoticeSort.OwnWords, id => $"/topics/{id}"),
        new(WordAnswered, "Somebody answered what you wrote to them alone.", NoticeSort.Program, id => $"/topics/{id}"),
        new(Paused, "Your writing to others is paused for a time. You can read why, and ask that somebody looks again.", NoticeSort.OwnWords, _ => "/held/mine"),
        new(PauseLeft, "Somebody looked again, and the pause stays until its time.", NoticeSort.OwnWords, _ => "/held/mine"),
        new(PauseEnded, "You can write to others again.", NoticeSort.OwnWords, _ => "/held/mine"),
        new(PauseAsked, "Somebody asks you to look at a pause again.", NoticeSort.Program, _ => "/held#paused"),
        new(Taken, "Somebody has what you told the staff.", NoticeSort.Noticed, _ => "/held/mine"),
        new(LookedAt, "What you told the staff was looked at.", NoticeSort.Noticed, _ => "/held/mine"),
    ];
}
