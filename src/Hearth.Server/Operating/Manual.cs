using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;

namespace Hearth.Server.Operating;

/// <summary>The settings of an install: <c>--settings /etc/hearth/appsettings.json</c>. Above the shipped ones, below the environment.</summary>
public static class Manual
{
    public static void AddManual(this ConfigurationManager configuration)
    {
        if (configuration["settings"] is not { Length: > 0 } file) return;
        var source = new JsonConfigurationSource { Path = Path.GetFullPath(file), Optional = false };
        source.ResolveFileProvider();
        var sources = ((IConfigurationBuilder)configuration).Sources;
        var at = sources.Select((s, i) => (s, i)).FirstOrDefault(s => s.s is EnvironmentVariablesConfigurationSource { Prefix: null or "" }).i;
        sources.Insert(at, source);
    }

    /// <summary>Lines that hold nothing of anyone, but for developers, who look at nobody's.</summary>
    public static void AddSafeLog(this WebApplicationBuilder builder)
    {
        builder.Logging.AddConsoleFormatter<SafeLog, Microsoft.Extensions.Logging.Console.ConsoleFormatterOptions>();
        if (!builder.Environment.IsDevelopment()) builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.FormatterName = SafeLog.Format);
    }
}
