using System.Text;

namespace Hearth.Tests;

/// <summary>
/// What is left to chance, always the same chance: each thing has its seed, which stands in what is said when it fails.
/// HEARTH_CHANCE=50 tries fifty times as much as CI does.
/// </summary>
internal static class Chance
{
    private static readonly int more = int.TryParse(Environment.GetEnvironmentVariable("HEARTH_CHANCE"), out var times) && times > 0 ? times : 1;

    public static int Times(int usual) => usual * more;

    /// <summary>That many spoiled copies of what is sound, each with its seed.</summary>
    /// <param name="words">Pieces that mean something there.</param>
    public static IEnumerable<(int Seed, string Text)> Spoiled(int usual, IReadOnlyList<string> sound, IReadOnlyList<string> words)
    {
        for (var seed = 0; seed < Times(usual); seed++) yield return (seed, Spoil(new Random(seed), sound, words));
    }

    private static string Spoil(Random random, IReadOnlyList<string> sound, IReadOnlyList<string> words)
    {
        var text = new StringBuilder(sound[random.Next(sound.Count)]);
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var at = random.Next(text.Length + 1);
            var length = Math.Min(text.Length - at, random.Next(1, 40));
            switch (random.Next(9))
            {
                case 0: text.Remove(at, length); break;
                case 1: text.Insert(at, text.ToString(at, length)); break;
                case 2: text.Insert(at, words[random.Next(words.Count)]); break;
                case 3: text.Remove(at, length).Insert(at, words[random.Next(words.Count)]); break;
                case 4: text.Insert(at, (char)random.Next(0, 0x180)); break;
                case 5 when at < text.Length: text[at] = (char)(text[at] ^ (1 << random.Next(7))); break;
                case 6: Lines(text, random); break;
                case 7 when length > 0: text.Replace(text.ToString(at, Math.Min(length, 3)), words[random.Next(words.Count)]); break;
                case 8:
                    var other = sound[random.Next(sound.Count)];
                    text.Remove(at, text.Length - at).Append(other[Math.Min(at, other.Length)..]);
                    break;
                default: break;
            }
            if (text.Length > 200_000) text.Length = 200_000;
        }
        return text.ToString();
    }

    /// <summary>Another order, one twice, one away, one in capitals.</summary>
    private static void Lines(StringBuilder text, Random random)
    {
        var lines = text.ToString().Split('\n').ToList();
        if (lines.Count < 3) return;
        var (one, other) = (random.Next(lines.Count), random.Next(lines.Count));
        switch (random.Next(4))
        {
            case 0: (lines[one], lines[other]) = (lines[other], lines[one]); break;
            case 1: lines.Insert(other, lines[one]); break;
            case 2: lines.RemoveAt(one); break;
            default: lines[one] = lines[one].ToUpperInvariant(); break;
        }
        text.Clear().AppendJoin('\n', lines);
    }
}
