using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Hearth.Server.Operating;

/// <summary>
/// Lines of JSON that hold only what is known to be safe: when, how bad, who says it, the sentence as it stands in the source, and of
/// the values that belong into it those whose names are on the list, when they are ids, numbers or short words of ours. Of an
/// exception its types and where it was thrown, never its message: messages quote what people typed.
/// </summary>
public sealed class SafeLog() : ConsoleFormatter(Format)
{
    public const string Format = "hearth";

    /// <summary>Ids, numbers and the states of machines. Never what somebody wrote or is called; an address of the network names a person too.</summary>
    public static readonly IReadOnlySet<string> Fields = new HashSet<string>(StringComparer.Ordinal)
    {
        "Id", "Program", "Session", "Room", "Seat", "Node", "Pid", "Code", "Status", "Trace", "Count", "Number", "Seconds", "Port", "Theirs", "Ours", "Kind", "Event", "Route", "Method",
        "RequestId", "TraceId", "SpanId", "ConnectionId", "StatusCode", "ElapsedMilliseconds", "EnvName", "address",
    };

    // The framework's own words that are ours alone: where it listens, and why it could not.
    private static readonly JsonWriterOptions writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Write<TState>(in LogEntry<TState> entry, IExternalScopeProvider? scopes, TextWriter writer)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, writing))
        {
            json.WriteStartObject();
            json.WriteString("at", DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteString("level", entry.LogLevel.ToString());
            json.WriteString("from", entry.Category);
            if (entry.EventId.Id != 0) json.WriteNumber("event", entry.EventId.Id);
            var values = entry.State as IReadOnlyList<KeyValuePair<string, object?>> ?? [];
            // Without a sentence of the source's own there is only one put together, which may hold anything.
            json.WriteString("says", values.FirstOrDefault(v => v.Key == "{OriginalFormat}").Value as string ?? "(not said)");
            foreach (var (name, value) in values) Field(json, name, value);
            scopes?.ForEachScope((scope, to) =>
            {
                if (scope is IEnumerable<KeyValuePair<string, object?>> named)
                    foreach (var (name, value) in named) if (name is "TraceId") Field(to, name, value);
            }, json);
            if (entry.Exception is { } thrown) Exception(json, thrown);
            json.WriteEndObject();
        }
        writer.WriteLine(System.Text.Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
    }

    private static void Field(Utf8JsonWriter json, string name, object? value)
    {
        if (!Fields.Contains(name)) return;
        switch (value)
        {
            case Guid id: json.WriteString(name, id); break;
            case bool or byte or short or int or long or uint or ulong or double or float or decimal: json.WriteNumber(name, Convert.ToDecimal(value, System.Globalization.CultureInfo.InvariantCulture)); break;
            case Enum kind: json.WriteString(name, kind.ToString()); break;
            case string word when word.Length <= 200: json.WriteString(name, word); break;
        }
    }

    private static void Exception(Utf8JsonWriter json, Exception thrown)
    {
        json.WriteStartArray("thrown");
        for (Exception? one = thrown; one is not null; one = one.InnerException) json.WriteStringValue(one.GetType().FullName);
        json.WriteEndArray();
        // Methods and lines of source; a stack trace holds no values.
        if (thrown.StackTrace is { } where)
            json.WriteString("where", string.Join('\n', where.Split('\n').Where(line => !line.Contains(" System.Threading.", StringComparison.Ordinal) && !line.Contains(" System.Runtime.CompilerServices.", StringComparison.Ordinal)).Take(20)));
    }
}
