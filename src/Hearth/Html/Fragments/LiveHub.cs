using System.Text.Json;
using Hearth.Database;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hearth.Html;

/// <summary>What a page sends through its open line, other than subscribing: a room registers one handler a kind with <c>services.AddFrame</c>.</summary>
public sealed record LiveFrame(string Kind, Func<FrameCall, Task<object?>> Run);

/// <summary>One such message. The viewer was loaded afresh for it; the services are this call's own.</summary>
/// <param name="Json">As sent: any shape. The handler takes what it knows and refuses the rest.</param>
public sealed record FrameCall(IServiceProvider Services, Viewer Viewer, Connection Page, JsonElement Json, CancellationToken Cancel);

/// <summary>Told when a page's line has ended, whatever the reason.</summary>
public sealed record LineEnd(Func<IServiceProvider, Connection, Task> Run);

/// <summary>A refusal for the page's script: a reason in kebab-case, never a trace.</summary>
public sealed record FrameRefusal(string Refused);

public static class LiveFrameRegistration
{
    public static IServiceCollection AddFrame(this IServiceCollection services, string kind, Func<FrameCall, Task<object?>> run) =>
        services.AddSingleton(new LiveFrame(kind, run));

    public static IServiceCollection AddLineEnd(this IServiceCollection services, Func<IServiceProvider, Connection, Task> run) =>
        services.AddSingleton(new LineEnd(run));
}

/// <summary>
/// The one open line of a page. Identity comes from the connection, never from an argument, and is loaded afresh for every
/// call (<see cref="EveryCall"/>). Arguments are taken as JSON of any shape, so that a wrong one is a typed refusal.
/// </summary>
internal sealed class LiveHub(Fragments fragments, Connections connections, IServiceProvider services, IEnumerable<LiveFrame> frames, IEnumerable<LineEnd> ends, ILogger<LiveHub> log) : Hub
{
    private const int MostStreams = 32;

    private static readonly FrameRefusal BadStream = new("bad-stream"), NotFound = new("not-found"), TooMany = new("too-many-streams"), BadFrame = new("bad-frame"), UnknownKind = new("unknown-kind");

    public override Task OnConnectedAsync()
    {
        var page = new Connection(Context, services.GetRequiredService<Viewer>());
        Context.Items[typeof(Connection)] = page;
        connections.Add(page);
        _ = page.PumpAsync(Clients.Caller);
        return Task.CompletedTask;
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        if (Context.Items.TryGetValue(typeof(Connection), out var item) is false || item is not Connection page) return;
        connections.Remove(page);
        fragments.LeaveAll(page);
        foreach (var end in ends)
        {
            try
            {
                await end.Run(services, page);
            }
            catch (Exception e)
            {
                log.LogError(e, "A room could not finish with a line that ended.");
            }
        }
    }

    /// <summary>Asks to hear a stream. <paramref name="mark"/>: what the page said it had read, or null.</summary>
    /// <returns>{seq, stale} or {refused}.</returns>
    public async Task<object> Subscribe(JsonElement stream, JsonElement mark)
    {
        if (!IsText(stream) || !IsText(mark) || stream.ValueKind != JsonValueKind.String || stream.GetString() is not { } name || !StreamDoors.IsName(name)) return BadStream;
        var page = Page;
        lock (page.Streams)
            if (page.Streams.Count >= MostStreams && !page.Streams.Contains(name)) return TooMany;
        lock (page.Streams) page.Streams.Add(name);
        if (await fragments.JoinAsync(page, name, mark.ValueKind == JsonValueKind.String ? mark.GetString() : null, () => Doorkeeper.OpensAsync(services, name, Context.ConnectionAborted)) is not var (seq, stale))
        {
            fragments.Leave(page, name);
            return NotFound;
        }

        // The line may have ended while we asked; then nobody would take it out again.
        if (Context.ConnectionAborted.IsCancellationRequested) fragments.LeaveAll(page);
        return new { seq, stale };
    }

    public Task Unsubscribe(JsonElement stream)
    {
        if (IsText(stream) && stream.ValueKind == JsonValueKind.String && stream.GetString() is { } name) fragments.Leave(Page, name);
        return Task.CompletedTask;
    }

    /// <summary>Hands a message to the room that registered its kind.</summary>
    public async Task<object?> Frame(JsonElement kind, JsonElement json)
    {
        if (kind.ValueKind != JsonValueKind.String || !IsText(kind) || !IsText(json)) return BadFrame;
        if (frames.FirstOrDefault(f => f.Kind == kind.GetString()) is not { } frame) return UnknownKind;
        var viewer = services.GetRequiredService<Viewer>();
        if (!viewer.AgreementSigned) return NotFound;
        return await frame.Run(new(services, viewer, Page, json, Context.ConnectionAborted));
    }

    /// <summary>Half a surrogate pair, escaped, is well-formed JSON and no text: it would throw where some room reads it.</summary>
    private static bool IsText(JsonElement json)
    {
        try
        {
            Read(json);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }

        static void Read(JsonElement one)
        {
            if (one.ValueKind == JsonValueKind.String) one.GetString();
            else if (one.ValueKind == JsonValueKind.Array)
                foreach (var item in one.EnumerateArray()) Read(item);
            else if (one.ValueKind == JsonValueKind.Object)
                foreach (var property in one.EnumerateObject()) Read(property.Name.Length >= 0 ? property.Value : default);
        }
    }

    private Connection Page => (Connection)Context.Items[typeof(Connection)]!;
}

/// <summary>Before every call and every new line: who is this, now? Whoever counts no longer is cut.</summary>
internal sealed class EveryCall(LoadViewer load) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext call, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (await StillCountsAsync(call.ServiceProvider, call.Context)) return await next(call);
        call.Context.Abort();
        return new FrameRefusal("signed-out");
    }

    public async Task OnConnectedAsync(HubLifetimeContext line, Func<HubLifetimeContext, Task> next)
    {
        if (await StillCountsAsync(line.ServiceProvider, line.Context)) await next(line);
        else line.Context.Abort();
    }

    private async Task<bool> StillCountsAsync(IServiceProvider services, HubCallerContext context)
    {
        try
        {
            return context.User is { } user && await load(services, user, context.ConnectionAborted);
        }
        catch (OperationCanceledException) when (context.ConnectionAborted.IsCancellationRequested)
        {
            // Cut or gone meanwhile. Nobody's line is a defect of ours, or a flood would fill the log.
            return false;
        }
    }
}
