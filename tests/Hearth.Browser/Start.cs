using Hearth.Browser.Command;

namespace Hearth.Browser;

/// <summary>This project runs tests; and, with the same people and the same browser, <c>dev/company</c>, <c>dev/screens</c> and <c>dev/bench</c>.</summary>
internal static class Start
{
    public static Task<int> Main(string[] args) => args switch
    {
        ["company", .. var rest] => InTheServersFolder(Journeys.Company.RunAsync, rest),
        ["screens", .. var rest] => InTheServersFolder(Screens.Screens.RunAsync, rest),
        ["bench-bare", var file, var port] => Bench.BareHouse.RunAsync(file, port),
        ["bench-hub", var port] => Bench.BareHub.RunAsync(port),
        ["bench-push", var folder, var port] => InTheServersFolder(_ => Bench.PushHouse.RunAsync(folder, port), []),
        ["bench", .. var rest] => InTheServersFolder(Bench.Bench.RunAsync, rest),
        ["soak", .. var rest] => InTheServersFolder(Soak.Soak.RunAsync, rest),
        _ when args.Any(a => a is "--server" or "--internal-msbuild-node") => Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args),
    };

    /// <summary>A server in this process would look for its folder by the names of test assemblies, and outside of a test there are none.</summary>
    private static Task<int> InTheServersFolder(Func<string[], Task<int>> run, string[] rest)
    {
        Environment.SetEnvironmentVariable("ASPNETCORE_TEST_CONTENTROOT_HEARTH_SERVER", Path.Combine(House.Root, "src", "Hearth.Server"));
        return run(rest);
    }
}
