using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hearth.Tests.Walls;

/// <summary>
/// Listens to all that the server says into its log during the whole run, and keeps each line that holds what never belongs there:
/// a canary, which stands in names, texts and legal identities of every cast, or a word that was typed to be sealed.
/// </summary>
internal sealed partial class Said : ILoggerProvider
{
    public static ConcurrentQueue<(string Category, string Line)> Found { get; } = new();

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<ILoggerProvider, Said>();
        services.Configure<LoggerFilterOptions>(options => options.Rules.Add(new(typeof(Said).FullName, null, LogLevel.Information, null)));
    }

    public ILogger CreateLogger(string categoryName) => new Ear(categoryName);

    public void Dispose() { }

    [GeneratedRegex("canary[0-9a-f]{12}|Legalname|sealedword|X-Test-Never")]
    private static partial Regex Forbidden { get; }

    private sealed class Ear(string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var line = formatter(state, exception) + exception;
            if (Forbidden.IsMatch(line)) Found.Enqueue((category, line));
        }
    }
}
