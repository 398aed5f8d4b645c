namespace Hearth.Demo;

/// <summary>What the demo's people have promised each other.</summary>
internal static class DemoTexts
{
    public const string Agreement = """
        What other people say in the group stays here: their names, looks, stories, and anything that could point to them. Your own story is yours, and you can tell it to anyone.

        Nobody records, photographs or copies the screen. You join from a place where you won’t be overheard. The promise lasts after you leave the program.

        What we can’t promise: the staff of the program are bound by law to keep your confidence. The other members have made this promise, and the law may not hold them to it. We can stop this site from recording; we can’t stop someone else’s phone.

        When staff have to tell someone: if a life is in serious danger; if a child, or an adult who depends on care, may be being abused or neglected; if a court orders it; in a medical emergency; and inside the team, so that your care fits together.

        If you tell a facilitator something about the group in private, it may come back to the group, unless you both agree otherwise.
        """;

    public const string Guidelines = """
        Speak from your own experience.
        One person speaks at a time, and silence is fine.
        Ask before you give advice.
        You can pass, listen or leave, and nobody asks why.
        No details of means, doses or numbers.
        """;
}
