using System.Diagnostics;

namespace Hearth.Browser.Command;

/// <summary>Runs the one command (or another program) to its end, and says what it said.</summary>
public static class Command
{
    /// <param name="Answer">What it answers to whoever runs it for that, as "dev/build" does with a folder.</param>
    /// <param name="Said">That, and then what it told besides.</param>
    public sealed record Result(int Code, string Answer, string Said);

    public static Task<Result> Run(params string[] arguments) => Run($"{House.Root}/hearth", arguments, null);

    public static Task<Result> Run(string[] arguments, IReadOnlyDictionary<string, string> environment) => Run($"{House.Root}/hearth", arguments, environment);

    public static async Task<Result> Run(string program, string[] arguments, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = House.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        return new(process.ExitCode, (await output).Trim(), await output + await errors);
    }
}
