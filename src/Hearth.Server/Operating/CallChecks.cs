using Hearth.CarePrograms;
using Hearth.Channels;
using Hearth.Database;
using Hearth.OnCall;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Server.Operating;

/// <summary>Whether whoever is on call can be reached without a page open, and whether anybody hears when nobody can be called any more.</summary>
internal static class CallChecks
{
    public static IEnumerable<Finding> Heartbeat(CallSettings settings)
    {
        yield return settings.Heartbeat.Length > 0
            ? Finding.Fine("A sign of life goes out once a minute.")
            : Finding.Look("No sign of life goes out: when this machine stops, nobody is paged for that.", "Set Hearth:Calls:Heartbeat (docs/operate.md, \"Calling staff\").");
    }

    public static async Task<IReadOnlyList<Finding>> ReachAsync(IServiceProvider services)
    {
        var findings = new List<Finding>();
        var (programs, clock) = (services.GetRequiredService<Scopes>(), services.GetRequiredService<Clock>());
        foreach (var id in await services.GetRequiredService<IServiceScopeFactory>().EveryProgramAsync(default)) findings.Add(await programs.ReadAsync(id, s => OfAsync(s, clock), default));
        return findings;
    }

    /// <summary>Of the program in scope.</summary>
    internal static async Task<Finding> OfAsync(IServiceProvider services, Clock clock)
    {
        var (db, outbox) = (services.GetRequiredService<HearthDb>(), services.GetRequiredService<Outbox>());
        var name = await db.ThisProgram().Select(p => p.Name).SingleAsync();
        var chain = await services.GetRequiredService<OnCallChain>().AtAsync(clock.Now);
        if (chain.Count == 0) return Finding.Wrong($"{name}: nobody can be called.", "Invite staff, and put somebody on call.");
        if ((await outbox.SetUpAsync(default)).Count == 0) return Finding.Look($"{name}: whoever is on call learns of it only with a page open here.", "Set up e-mail or a pager (docs/operate.md, \"Calling staff\").");
        if ((await outbox.ChannelsOfAsync(chain[0].PersonId, default)).Count == 0) return Finding.Look($"{name}: nothing reaches {chain[0].Name}, who is asked first now. The next one is called in the same moment.", "Have them say under \"How we reach you\" where calls go, and send a test.");
        return Finding.Fine($"{name}: whoever is asked first now can be reached without a page open.");
    }
}
