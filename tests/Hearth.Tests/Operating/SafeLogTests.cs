using System.Text.Json;
using Hearth.Server.Operating;
using Hearth.Tests.Architecture;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hearth.Tests.Operating;

/// <summary>What somebody typed reaches no line of the log, by whichever way it tries.</summary>
public class SafeLogTests
{
    private const string Typed = "I have not told anyone";

    [Fact]
    public void Only_listed_fields_and_the_sources_own_sentence_are_written()
    {
        var session = Guid.NewGuid();
        var line = Written((log, thrown) => log.LogError(thrown, "Session {Session} took {Seconds} seconds and said {Said} to {Name}.", session, 3, Typed, "Wren Legalname"), new InvalidOperationException(Typed, new FormatException(Typed)));
        Assert.DoesNotContain(Typed, line);
        Assert.DoesNotContain("Legalname", line);
        var json = JsonDocument.Parse(line).RootElement;
        Assert.Equal(session, json.GetProperty("Session").GetGuid());
        Assert.Equal(3, json.GetProperty("Seconds").GetInt32());
        Assert.Equal("Session {Session} took {Seconds} seconds and said {Said} to {Name}.", json.GetProperty("says").GetString());
        Assert.Equal(["System.InvalidOperationException", "System.FormatException"], json.GetProperty("thrown").EnumerateArray().Select(t => t.GetString()!));
        Assert.Equal("Error", json.GetProperty("level").GetString());
    }

    [Fact]
    public void An_object_a_long_text_and_a_line_put_together_are_not_written()
    {
        Assert.DoesNotContain(Typed, Written((log, _) => log.LogInformation("Room {Room}", new { Text = Typed })));
        Assert.DoesNotContain(Typed, Written((log, _) => log.LogInformation("Room {Room}", Typed + new string('.', 200))));
        Assert.DoesNotContain(Typed, Written((log, _) => log.Log(LogLevel.Information, default, Typed, null, (text, _) => text)));
    }

    [Fact]
    public void What_the_source_may_log_is_what_is_written()
    {
        // Why and Lines are the media node's, which has a log of its own and knows no people.
        Assert.Empty(SourceRules.loggable.Except(["Why", "Lines"]).Except(SafeLog.Fields));
        Assert.Empty(SafeLog.Fields.Intersect(["Name", "Text", "Email", "Phone", "Path", "RequestPath", "QueryString", "Host", "User"]));
    }

    /// <summary>As the console would write it; the same line by the framework's own formatter shows that there was something to leave out.</summary>
    private static string Written(Action<ILogger, Exception?> say, Exception? thrown = null)
    {
        var ear = new Ear();
        say(ear, thrown);
        Assert.Contains(Typed, ear.Plain);
        return ear.Line;
    }

    private sealed class Ear : ILogger
    {
        public string Line { get; private set; } = "";
        public string Plain { get; private set; } = "";

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            using var writer = new StringWriter();
            new SafeLog().Write(new LogEntry<TState>(logLevel, "Hearth.Tests", eventId, state, exception, formatter), null, writer);
            Line = writer.ToString();
            Plain = formatter(state, exception) + exception;
        }
    }
}
