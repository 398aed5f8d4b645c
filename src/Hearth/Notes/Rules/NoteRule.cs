namespace Hearth.Notes.Rules;

/// <summary>Where a note stands.</summary>
public enum NoteState
{
    Unwritten = 1,
    Draft = 2,
    Signed = 3,
}

public enum NoteAct
{
    Save = 1,
    Sign = 2,
    /// <summary>Begins an addition to it, which is a note of its own.</summary>
    Add = 3,
}

/// <summary>What may be done to a note, and where it stands then. Signing is for good: no act leads out of it.</summary>
public static class NoteRule
{
    public static NoteState Of(bool written, bool signed) => signed ? NoteState.Signed : written ? NoteState.Draft : NoteState.Unwritten;

    public static bool May(NoteState state, NoteAct act) => act switch
    {
        NoteAct.Save => state != NoteState.Signed,
        NoteAct.Sign => state == NoteState.Draft,
        _ => state == NoteState.Signed,
    };

    public static NoteState After(NoteState state, NoteAct act) => !May(state, act) ? state : act switch
    {
        NoteAct.Save => NoteState.Draft,
        NoteAct.Sign => NoteState.Signed,
        _ => state,
    };
}
