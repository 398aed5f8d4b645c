using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Primitives;
using NodaTime;
using NodaTime.Text;

namespace Hearth.Html;

/// <summary>
/// Fills a verb's form record from the route and the posted fields. The framework's own binding lets unknown fields pass
/// and answers a wrong type without the page; here both are refusals in words, and nothing that was typed is lost.
/// </summary>
internal static class FormBinder
{
    private const int LongestText = 4000;

    internal sealed record Bound<T>(T? Form, Outcome.Refused? Refused, IFormCollection Typed) where T : class;

    public static async Task<Bound<T>> BindAsync<T>(HttpContext http, IStringLocalizer words) where T : class
    {
        if (!http.Request.HasFormContentType) return Whole("not-a-form", words["This wasn’t sent as a form. Please go back and try again."]);
        IFormCollection form;
        try
        {
            form = await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return Whole("too-large", words["That was more than this page can take. Please make it shorter."]);
        }
        var constructor = typeof(T).GetConstructors().Single();
        var parameters = constructor.GetParameters();
        var route = http.Request.RouteValues;
        var allowed = parameters.Select(p => p.Name!).Where(name => !route.ContainsKey(name)).ToHashSet(StringComparer.Ordinal);
        // A file is taken where the form says so, and one.
        var files = parameters.Where(p => p.ParameterType == typeof(IFormFile)).Select(p => p.Name!).ToHashSet(StringComparer.Ordinal);
        if (form.Files.Count > files.Count || form.Files.Any(file => !files.Contains(file.Name))) return new(null, new("unknown-field", words["Something was sent that this page doesn’t know."]), FormCollection.Empty);
        if (form.Keys.Any(key => !allowed.Contains(key)))
            return new(null, new("unknown-field", words["Something was sent that this page doesn’t know."]), form);

        var fields = new Dictionary<string, string>();
        var values = parameters.Select(p =>
        {
            if (files.Contains(p.Name!)) return form.Files.GetFile(p.Name!) is { Length: > 0 } file ? file : null;
            var posted = route.TryGetValue(p.Name!, out var inRoute) ? new StringValues(inRoute?.ToString()) : form[p.Name!];
            if (TryConvert(p, posted, out var value)) return value;
            fields[p.Name!] = words["That doesn’t look right here. Please check it."];
            return null;
        }).ToArray();

        if (fields.Count == 0)
        {
            var filled = (T)constructor.Invoke(values);
            foreach (var property in typeof(T).GetProperties())
                if (property.GetCustomAttributes<ValidationAttribute>().FirstOrDefault(rule => !rule.IsValid(property.GetValue(filled))) is { } broken)
                    fields[property.Name] = Say(broken, words);
            if (fields.Count == 0) return new(filled, null, form);
        }
        return new(null, new("invalid", words["Please look at what’s marked below. Everything you typed is still here."], fields), form);

        static Bound<T> Whole(string reason, string why) => new(null, new(reason, why), FormCollection.Empty);
    }

    /// <summary>What a field's rule says when it is broken: its own words, or ours. The framework's would be in English, and not ours.</summary>
    private static string Say(ValidationAttribute rule, IStringLocalizer words) => rule switch
    {
        { ErrorMessage: { } said } => words[said],
        MaxLengthAttribute longest => words["That is too long for here. Please keep it under {0} letters.", longest.Length],
        RangeAttribute range => words["A number from {0} to {1}, please.", range.Minimum, range.Maximum],
        _ => words["Please fill this in."],
    };

    private static bool TryConvert(ParameterInfo parameter, StringValues posted, out object? value)
    {
        value = null;
        var type = parameter.ParameterType;
        if (type.IsArray)
        {
            var items = posted.Where(p => p is not null).Select(p => (Ok: TryOne(type.GetElementType()!, p!, out var one), One: one)).ToList();
            if (items.Count > 200 || items.Any(i => !i.Ok)) return false;
            var array = Array.CreateInstance(type.GetElementType()!, items.Count);
            for (var i = 0; i < items.Count; i++) array.SetValue(items[i].One, i);
            value = array;
            return true;
        }
        if (posted.Count > 1) return false;
        var text = posted.ToString();
        if (string.IsNullOrWhiteSpace(text)) return true;
        var longest = parameter.Member.DeclaringType?.GetProperty(parameter.Name!)?.GetCustomAttribute<MaxLengthAttribute>()?.Length ?? LongestText;
        return text.Length <= longest * 2 && TryOne(Nullable.GetUnderlyingType(type) ?? type, text, out value);
    }

    private static bool TryOne(Type type, string text, out object? value)
    {
        value = null;
        text = text.ReplaceLineEndings("\n").Trim();
        if (type == typeof(string))
        {
            if (text.Any(c => char.IsControl(c) && c is not ('\n' or '\t')) || !IsWhole(text)) return false;
            value = text;
            return true;
        }
        if (type == typeof(bool) && text is "on" or "true" or "false")
        {
            value = text != "false";
            return true;
        }
        if (type.IsEnum) return Enum.TryParse(type, text, ignoreCase: true, out value) && Enum.IsDefined(type, value!) && !char.IsDigit(text[0]) && text[0] != '-';
        if (type == typeof(Guid) && Guid.TryParseExact(text, "D", out var id))
        {
            value = id;
            return true;
        }
        if (type == typeof(LocalTime))
        {
            // A browser's time field posts no seconds, which the type's own converter insists on.
            var time = LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text);
            value = time.Success ? time.Value : null;
            return time.Success;
        }
        try
        {
            value = TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
            return value is not null;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException or InvalidOperationException || e.InnerException is FormatException or OverflowException || e.GetType().Name == "UnparsableValueException")
        {
            return false;
        }
    }

    /// <summary>No half of a surrogate pair: it could be stored by neither database.</summary>
    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (char.IsSurrogate(text[i])) return false;
        }
        return true;
    }
}
