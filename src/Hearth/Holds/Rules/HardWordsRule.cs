namespace Hearth.Holds.Rules;

/// <summary>
/// May these words be about a hard moment of whoever writes them? It holds nothing and discloses nothing: where something waits
/// anyway, its author is shown the way to a person, and one of the staff is asked to read it at once.
/// </summary>
public static class HardWordsRule
{
    private static readonly string[] phrases =
    [
        "kill myself", "killing myself", "end my life", "ending my life", "take my life", "take my own life", "end it all", "want to die", "wanna die", "wish i was dead", "wish i were dead",
        "dont want to live", "do not want to live", "dont want to be here anymore", "dont want to be alive", "cant go on", "cannot go on", "no reason to live", "better off without me", "better off dead",
        "hurt myself", "hurting myself", "cut myself", "cutting myself", "harm myself", "suicidal", "kill me", "overdose tonight", "not worth living",
        "matarme", "me quiero matar", "quitarme la vida", "quiero morir", "quiero morirme", "no quiero vivir", "no quiero seguir", "no puedo mas", "suicidarme", "hacerme dano", "cortarme", "acabar con todo", "mejor sin mi", "no vale la pena vivir",
    ];

    public static bool Sounds(string text)
    {
        var plain = Letters.Plain(text);
        return phrases.Any(p => Letters.Has(plain, p));
    }
}
