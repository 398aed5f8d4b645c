using System.Globalization;
using System.Text;

namespace Hearth.Holds.Rules;

/// <summary>Words as they are compared: small letters without accents, one space between them.</summary>
public static class Letters
{
    /// <returns>With a space before the first and after the last, so that whole words are found by their spaces.</returns>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(" ");
        foreach (var c in text.Replace("’", "'", StringComparison.Ordinal).Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format || c == '\'') continue;
            if (char.IsLetterOrDigit(c)) plain.Append(char.ToLowerInvariant(c));
            else if (plain[^1] != ' ') plain.Append(' ');
        }
        return plain[^1] == ' ' ? plain.ToString() : plain.Append(' ').ToString();
    }

    public static bool Has(string plain, string phrase) => Plain(phrase) is { Length: > 2 } looked && plain.Contains(looked, StringComparison.Ordinal);
}
