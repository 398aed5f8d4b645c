using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.LiveRooms.Media;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Server.Operating;

/// <summary>
/// Whether the house lives, and whether it is ready for people: its database, its keys, its media. Anybody may ask for the one word;
/// which part it is that fails is told to this machine and to those on the list.
/// </summary>
public static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static void MapHealth(this WebApplication app, HearthOptions options)
    {
        app.MapGet("/health", () => "ok").AllowAnonymous();
        app.MapGet("/health/live", () => "ok").AllowAnonymous();
        app.MapGet("/health/ready", async (HttpContext http) =>
        {
            var parts = await ReadyAsync(app.Services, http.RequestAborted);
            var ready = parts.Values.All(fine => fine);
            var words = http.Watching(options.Watchers)
                ? string.Join('\n', parts.Select(p => $"{p.Key}: {(p.Value ? "ok" : "no")}"))
                : ready ? "ok" : "no";
            return Results.Text(words, statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).AllowAnonymous();
    }

    /// <summary>Each part, asked at once and given three seconds.</summary>
    public static async Task<IReadOnlyDictionary<string, bool>> ReadyAsync(IServiceProvider services, CancellationToken cancel)
    {
        var asked = new Dictionary<string, Task<bool>>
        {
            ["database"] = AskAsync(async c =>
            {
                await using var scope = services.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<HearthDb>().EveryProgram().AnyAsync(c);
            }, cancel),
            ["keys"] = AskAsync(async c =>
            {
                await using var keys = await services.GetRequiredService<IDbContextFactory<KeysDb>>().CreateDbContextAsync(c);
                await keys.WrappedKeys.AnyAsync(c);
                if (!HouseProof.CookiesHold(services)) throw new InvalidOperationException("The cookie ring does not open.");
            }, cancel),
            // Asking for a room that nobody has costs the node nothing, and only a living one answers.
            ["media"] = AskAsync(c => services.GetRequiredService<IMediaRooms>().RosterAsync("health", c), cancel),
        };
        await Task.WhenAll(asked.Values);
        return asked.ToDictionary(a => a.Key, a => a.Value.Result);
    }

    private static async Task<bool> AskAsync(Func<CancellationToken, Task> ask, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            await ask(patience.Token).WaitAsync(patience.Token);
            return true;
        }
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }
}
