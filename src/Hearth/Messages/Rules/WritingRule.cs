namespace Hearth.Messages.Rules;

/// <summary>Whether somebody may write in a conversation now.</summary>
public enum Writing
{
    Yes = 1,

    /// <summary>They were asked, and have yet to say whether they want to.</summary>
    AskedFirst,

    /// <summary>They wrote the one message of a first contact, and nobody has answered. Whether somebody declined is the same to see.</summary>
    Waiting,

    /// <summary>They blocked the other of two.</summary>
    Blocked,

    /// <summary>Not at present, for whatever reason: it is never said which.</summary>
    Resting,
}

public static class WritingRule
{
    /// <param name="accepted">Whether they themselves have come in.</param>
    /// <param name="anybodyIn">Whether somebody else has.</param>
    /// <param name="first">Whether nothing has been written yet.</param>
    /// <param name="blocked">Whether it is of two and they blocked the other. What the other did is nowhere asked.</param>
    /// <param name="reach">Whether policy lets them write to all others who are in.</param>
    public static Writing For(bool accepted, bool anybodyIn, bool first, bool blocked, bool reach) =>
        blocked ? Writing.Blocked : !reach ? Writing.Resting : !accepted ? Writing.AskedFirst : anybodyIn || first ? Writing.Yes : Writing.Waiting;
}
