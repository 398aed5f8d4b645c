using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Hearth.MediaNode.Sfu;

namespace Hearth.MediaNode.Rooms;

/// <summary>
/// A room as the node holds it. It outlives Janus: what is needed to make it again (its options, its seats, who is muted) is
/// here and not there.
/// </summary>
internal sealed class Room(string name, bool echo, int seats, int bitrate, IPAddress address)
{
    private readonly string _secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public string Name => name;
    public bool Echo => echo;
    public int Bitrate => bitrate;
    public int Places => seats;

    /// <summary>The one address that candidates for this room's browsers may have.</summary>
    public IPAddress Address => address;

    /// <summary>A break: nobody sends.</summary>
    public bool Held { get; set; }

    public ConcurrentDictionary<string, Seat> Seats { get; } = new();

    /// <summary>Names of vacated seats: never placed again.</summary>
    public ConcurrentDictionary<string, bool> Spent { get; } = new();

    public async Task CreateAsync(JanusRun run)
    {
        if (echo)
            return;
        try
        {
            await run.AskRoomsAsync(new JsonObject
            {
                ["request"] = "create",
                ["admin_key"] = run.AdminKey,
                ["room"] = name,
                ["secret"] = _secret,
                ["permanent"] = false,
                ["is_private"] = true,
                // Without it somebody kicked goes on receiving.
                ["require_pvtid"] = true,
                ["record"] = false,
                ["lock_record"] = true,
                // A seat that was just ended may still be listed when its next life joins.
                ["publishers"] = seats * 2,
                ["bitrate"] = bitrate,
                ["bitrate_cap"] = true,
                ["videocodec"] = "vp8",
                ["audiocodec"] = "opus",
                ["opus_dtx"] = true,
                ["notify_joining"] = false,
                ["audiolevel_ext"] = true,
                ["audiolevel_event"] = true,
                ["audio_active_packets"] = 5,
                ["audio_level_average"] = 60,
            });
        }
        catch (JanusRefusedException e) when (e.Code == 427)
        {
            // It is there already.
        }
        catch (Exception e) when (e is JanusLostException or TimeoutException)
        {
            // The next Janus makes it.
        }
    }

    public Task DestroyAsync(JanusRun run) =>
        echo ? Task.CompletedTask : AskAsync(run, new JsonObject { ["request"] = "destroy" });

    public Task ModerateAsync(JanusRun run, string seat, string mid, bool mute) =>
        AskAsync(run, new JsonObject { ["request"] = "moderate", ["id"] = seat, ["mid"] = mid, ["mute"] = mute });

    public Task KickAsync(JanusRun run, string seat) =>
        AskAsync(run, new JsonObject { ["request"] = "kick", ["id"] = seat });

    /// <summary>Tells everyone who else is here and what they mean to send.</summary>
    public void TellFeeds()
    {
        foreach (var seat in Seats.Values)
            seat.Tell(FeedsFor(seat));
    }

    public ToBrowser.Feeds FeedsFor(Seat seat) =>
        new([.. Seats.Values.Where(s => s != seat && s.Publishing).OrderBy(s => s.Name, StringComparer.Ordinal)
            .Select(s => new ToBrowser.Feed(s.Name, s.Audible, s.Visible, s.Talking))]);

    private async Task AskAsync(JanusRun run, JsonObject request)
    {
        request["room"] = name;
        request["secret"] = _secret;
        try
        {
            await run.AskRoomsAsync(request);
        }
        catch (JanusRefusedException e) when (e.Code is 426 or 428)
        {
            // No such room or seat any more: what was to be done to it is done.
        }
        catch (Exception e) when (e is JanusLostException or TimeoutException)
        {
            // What is done to a seat is kept with it, and done again at the next Janus.
        }
    }
}
