namespace Hearth.Spaces.Rules;

/// <summary>What somebody is shown of a post.</summary>
public enum PostShown
{
    Whole = 1,

    /// <summary>That its author took it back. There is no text any more.</summary>
    TakenBack,

    /// <summary>That something was hidden: no text, and not whose it was.</summary>
    Hidden,

    /// <summary>Their own, with who hid it and why, and a way to ask again.</summary>
    OwnHidden,

    /// <summary>To those who keep the space: all of it, and that the others don't see it.</summary>
    KeptHidden,
}

public static class PostRule
{
    public static PostShown For(bool takenBack, bool hidden, bool own, bool keeps) =>
        takenBack ? PostShown.TakenBack : !hidden ? PostShown.Whole : own ? PostShown.OwnHidden : keeps ? PostShown.KeptHidden : PostShown.Hidden;
}
