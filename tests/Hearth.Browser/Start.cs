namespace Hearth.Browser;

/// <summary>This project runs tests; and, with the same people and the same browser, <c>dev/company</c>, <c>dev/screens</c> and <c>dev/bench</c>.</summary>
internal static class Start
{
    public static Task<int> Main(string[] args) => args switch
    {
        ["company", .. var rest] => Journeys.Company.RunAsync(rest),
        ["screens", .. var rest] => Screens.Screens.RunAsync(rest),
        ["bench", .. var rest] => Bench.Bench.RunAsync(rest),
        ["soak", .. var rest] => Soak.Soak.RunAsync(rest),
        _ when args.Any(a => a is "--server" or "--internal-msbuild-node") => Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args),
    };
}
