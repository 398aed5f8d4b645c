using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using NodaTime;

namespace Hearth.Tests.Matrix;

/// <summary>
/// What somebody would type into a verb's form so that it is taken: the matrix asks whether they may, not whether they can spell.
/// A field is filled by its type and bounds; the few that want more are named.
/// </summary>
internal static class Fields
{
    private static readonly Dictionary<string, string> byName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Cap"] = "9", ["StaffedUntil"] = "20:00", ["Place"] = "US-MN", ["Draft"] = "0", ["Role"] = "Facilitator", ["Lines"] = "988 Lifeline | 988 | tel sms", ["Zone"] = "America/Chicago", ["Country"] = "US", ["Name"] = "Morgan", ["Phone"] = "218-555-0100", ["Email"] = "morgan@localhost", ["For"] = "/today", ["Back"] = "/today", ["Found"] = "an addict", ["Older"] = "2026-11-27T12:00:00Z 0f6a3f9e-2c1d-4b7e-9a55-3d1f0c7be1aa", ["Url"] = "https://pager.example.org/calls", ["Endpoint"] = "https://updates.push.services.mozilla.com/wpush/v2/matrix", ["P256dh"] = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", ["Auth"] = "BTBZMqHH6r4Tts7J_aSIgg",
    };

    public static Dictionary<string, string> For(Type form, IEnumerable<string> inRoute, Func<string, string> id)
    {
        var typed = new Dictionary<string, string>();
        foreach (var parameter in form.GetConstructors().Single().GetParameters().Where(p => !inRoute.Contains(p.Name!, StringComparer.OrdinalIgnoreCase)))
            typed[parameter.Name!] = One(form, parameter, id);
        return typed;
    }

    public static IEnumerable<string> IdsIn(Type form, IEnumerable<string> inRoute) =>
        form.GetConstructors().Single().GetParameters().Where(p => IsId(p.ParameterType) && !inRoute.Contains(p.Name!, StringComparer.OrdinalIgnoreCase)).Select(p => p.Name!);

    public static int LongestOf(Type form, string field) =>
        form.GetProperty(field) is { } property ? property.GetCustomAttribute<MaxLengthAttribute>()?.Length ?? property.GetCustomAttribute<StringLengthAttribute>()?.MaximumLength ?? 60 : 60;

    private static bool IsId(Type type) => Bare(type) == typeof(Guid);

    private static Type Bare(Type type)
    {
        var one = type.IsArray ? type.GetElementType()! : type;
        return Nullable.GetUnderlyingType(one) ?? one;
    }

    private static string One(Type form, ParameterInfo parameter, Func<string, string> id)
    {
        var type = Bare(parameter.ParameterType);
        if (byName.TryGetValue(parameter.Name!, out var known) && (!type.IsEnum || Enum.IsDefined(type, known))) return known;
        var property = form.GetProperty(parameter.Name!);
        if (type == typeof(Guid)) return id(parameter.Name!);
        if (type == typeof(bool)) return "true";
        // A first and a last day are the same: the weekday is that day's.
        var day = SystemClock.Instance.GetCurrentInstant().InUtc().Date.PlusDays(3);
        if (type == typeof(Hearth.OnCall.Weekdays)) return Hearth.OnCall.ShiftHours.DayOf(day).ToString();
        if (type.IsEnum) return Enum.GetNames(type)[0];
        if (type == typeof(LocalDate)) return day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
        // Until when somebody is around is soon, where the cast lives.
        if (parameter.Name == nameof(Hearth.Availability.BeAround.Form.AroundUntil)) return SystemClock.Instance.GetCurrentInstant().Plus(Duration.FromHours(1)).InZone(DateTimeZoneProviders.Tzdb["America/Chicago"]).ToString("HH:mm", CultureInfo.InvariantCulture);
        if (type == typeof(LocalTime)) return "18:00";
        if (type == typeof(string))
        {
            var longest = LongestOf(form, parameter.Name!);
            const string words = "A few plain words, long enough for any box.";
            return words[..Math.Min(words.Length, longest)];
        }
        return property?.GetCustomAttribute<RangeAttribute>()?.Minimum.ToString() ?? "1";
    }
}
