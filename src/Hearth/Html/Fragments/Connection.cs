using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Channels;
using Hearth.Database;
using Microsoft.AspNetCore.SignalR;

namespace Hearth.Html;

/// <summary>
/// One open page of one person. What is sent to it goes through a queue of its own, in order: whoever reads slowly keeps
/// nobody waiting, and is cut when the queue is full (the page then comes back and reads itself afresh).
/// </summary>
public sealed class Connection
{
    private const int QueueLength = 512;
    private const int FleetingLimit = 32;

    private readonly Channel<Frame> queue = Channel.CreateBounded<Frame>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
    private readonly HubCallerContext context;
    private int cut;

    internal Connection(HubCallerContext context, Viewer viewer)
    {
        this.context = context;
        (AccountId, ProgramId, PersonId) = (viewer.AccountId, viewer.ProgramId, viewer.PersonId);
    }

    public string Id => context.ConnectionId;
    public Guid AccountId { get; }
    public Guid ProgramId { get; }
    public Guid PersonId { get; }

    /// <summary>The language that this page is read in: that of the request which opened its line.</summary>
    public string Language { get; } = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <summary>Ends with the connection.</summary>
    public CancellationToken Ended => context.ConnectionAborted;

    /// <summary>Whatever a room wants to remember of this page (a seat, a media handle).</summary>
    public IDictionary<object, object?> Items => context.Items;

    internal ClaimsPrincipal? User => context.User;

    internal HashSet<string> Streams { get; } = [];

    /// <summary>Sends one message to this page alone, in order with all others.</summary>
    public void Send(string name, object? data) => Write(new(name, Frame.Json(data), Fleeting: false));

    internal void Write(Frame frame)
    {
        if (frame.Fleeting && queue.Reader.Count > FleetingLimit) return;
        if (!queue.Writer.TryWrite(frame)) Abort();
    }

    /// <summary>Cuts this page's connection. It may come back, and is then asked again who it is.</summary>
    public void Abort()
    {
        if (Interlocked.Exchange(ref cut, 1) != 0) return;
        queue.Writer.TryComplete();
        context.Abort();
    }

    internal async Task PumpAsync(ISingleClientProxy page)
    {
        try
        {
            await foreach (var frame in queue.Reader.ReadAllAsync(Ended)) await page.SendAsync(frame.Name, frame.Body, Ended);
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
        catch (Exception) when (Ended.IsCancellationRequested)
        {
        }
    }
}

/// <summary>One message, written to JSON once however many read it.</summary>
internal sealed record Frame(string Name, RawJson Body, bool Fleeting)
{
    // It goes over a line and stands in no page: HTML in it is not written as \u003C, which would be a third more of bytes.
    private static readonly JsonSerializerOptions plain = new(JsonSerializerOptions.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static RawJson Json(object? data) => new(JsonSerializer.SerializeToUtf8Bytes(data, plain));
}
