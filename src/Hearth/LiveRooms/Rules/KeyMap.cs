using System.Collections.Immutable;

namespace Hearth.LiveRooms.Rules;

/// <summary>What a single key does in a live room.</summary>
public enum KeyAct
{
    Microphone = 1, Camera = 2, Hand = 3, Pass = 4, Listen = 5, Chat = 6, Agenda = 7, WhoIsHere = 8, TimeLeft = 9, HardMoment = 10,
    NextStep = 11, FiveMore = 12, InviteFirst = 13, Balance = 14, Note = 15,
}

/// <summary>Which key does what for one person. Letters and digits, each once, and any of them may be none.</summary>
public static class KeyMap
{
    public static readonly ImmutableSortedDictionary<KeyAct, string> Shipped = new Dictionary<KeyAct, string>
    {
        [KeyAct.Microphone] = "M", [KeyAct.Camera] = "V", [KeyAct.Hand] = "H", [KeyAct.Pass] = "P", [KeyAct.Listen] = "L", [KeyAct.Chat] = "C", [KeyAct.Agenda] = "A",
        [KeyAct.WhoIsHere] = "R", [KeyAct.TimeLeft] = "Q", [KeyAct.HardMoment] = "H",
        [KeyAct.NextStep] = "N", [KeyAct.FiveMore] = "E", [KeyAct.InviteFirst] = "I", [KeyAct.Balance] = "T", [KeyAct.Note] = "K",
    }.ToImmutableSortedDictionary();

    /// <summary>Pressed together with Shift, since it must not come by a slip.</summary>
    public static bool WithShift(KeyAct act) => act == KeyAct.HardMoment;

    public static bool IsFor(KeyAct act, bool leads) => act switch
    {
        KeyAct.Hand or KeyAct.Pass or KeyAct.Listen or KeyAct.HardMoment => !leads,
        KeyAct.NextStep or KeyAct.FiveMore or KeyAct.InviteFirst or KeyAct.Balance or KeyAct.Note => leads,
        _ => true,
    };

    /// <summary>As it is stored: "Microphone=M Camera= …"; what is not in it is as shipped.</summary>
    public static string Write(IEnumerable<KeyValuePair<KeyAct, string>> keys) => string.Join(' ', keys.Select(k => $"{k.Key}={k.Value}"));

    public static ImmutableSortedDictionary<KeyAct, string> Read(string? stored)
    {
        var keys = Shipped;
        foreach (var part in (stored ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            if (part.Split('=') is [var name, var key] && Enum.TryParse<KeyAct>(name, out var act)) keys = keys.SetItem(act, key);
        return keys;
    }

    /// <summary>Upper case, or empty for none; null for what is no key of this kind.</summary>
    public static string? Key(string? typed) => typed?.Trim() is not { Length: > 0 } key ? "" : key is [var c] && char.IsAsciiLetterOrDigit(c) ? key.ToUpperInvariant() : null;

    /// <summary>The first key that would do two things at once for this person; null: none.</summary>
    public static string? Twice(IEnumerable<KeyValuePair<KeyAct, string>> keys, bool leads) =>
        keys.Where(k => k.Value.Length > 0 && IsFor(k.Key, leads)).GroupBy(k => (k.Value, WithShift(k.Key))).FirstOrDefault(g => g.Count() > 1)?.Key.Value;
}
