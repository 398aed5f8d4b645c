using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hearth.MediaNode.Rooms;

// The few shapes that pass between a browser and its seat. None of them is Janus's: the node reads what it knows, refuses the
// rest, and builds every request to Janus by itself.

/// <summary>A frame from a browser.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(Hello), "hello")]
[JsonDerivedType(typeof(Publish), "publish")]
[JsonDerivedType(typeof(Unpublish), "unpublish")]
[JsonDerivedType(typeof(Answer), "answer")]
[JsonDerivedType(typeof(Share), "media")]
[JsonDerivedType(typeof(Receive), "receive")]
[JsonDerivedType(typeof(Restart), "restart")]
[JsonDerivedType(typeof(KeyFrame), "keyframe")]
[JsonDerivedType(typeof(Quality), "quality")]
[JsonDerivedType(typeof(Bye), "bye")]
internal abstract record FromBrowser
{
    /// <summary>An SDP may be this long, every other frame an eighth of it.</summary>
    public const int MaxSdp = 64 * 1024;
    public const int MaxFrame = MaxSdp + 1024;
    private const int MaxOther = 8 * 1024;

    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowOutOfOrderMetadataProperties = true,
        AllowDuplicateProperties = false,
        MaxDepth = 4,
    };

    /// <summary>The frame, or null and why not.</summary>
    public static FromBrowser? Read(ReadOnlySpan<byte> bytes, out string why)
    {
        why = "";
        if (bytes.Length > MaxFrame)
        {
            why = "too big";
            return null;
        }
        FromBrowser? frame;
        try
        {
            frame = JsonSerializer.Deserialize<FromBrowser>(bytes, Strict);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            why = "malformed";
            return null;
        }
        if (frame is null)
            why = "malformed";
        else if (frame.Sdp is { Length: > MaxSdp } || frame.Sdp is null && bytes.Length > MaxOther)
            why = "too big";
        else if (!frame.Sensible)
            why = "malformed";
        return why.Length == 0 ? frame : null;
    }

    [JsonIgnore]
    protected virtual string? Sdp => null;

    [JsonIgnore]
    protected virtual bool Sensible => true;

    /// <summary>The first frame on every new line. Epoch: the one the browser's connections belong to, if it has any.</summary>
    internal sealed record Hello(string? Epoch = null) : FromBrowser
    {
        protected override bool Sensible => Epoch is null or { Length: <= 64 };
    }

    /// <summary>An offer for what this browser sends; also for an ICE restart of it. Repeating an id is harmless.</summary>
    internal sealed record Publish(int Id, [property: JsonPropertyName("sdp")] string Offer) : FromBrowser
    {
        protected override string? Sdp => Offer;
    }

    /// <summary>Sends nothing any more, and goes on listening.</summary>
    internal sealed record Unpublish : FromBrowser;

    /// <summary>The answer to the offer of that id.</summary>
    internal sealed record Answer(int Id, [property: JsonPropertyName("sdp")] string Text) : FromBrowser
    {
        protected override string? Sdp => Text;
    }

    /// <summary>Own microphone and camera switches.</summary>
    internal sealed record Share(bool Audio, bool Video) : FromBrowser;

    /// <summary>Whose pictures are wanted: all of them when null.</summary>
    internal sealed record Receive(string[]? Pictures) : FromBrowser
    {
        protected override bool Sensible => Pictures is null || Pictures.Length <= 64 && Array.TrueForAll(Pictures, Names.Ok);
    }

    /// <summary>A new offer with fresh ICE for the receiving connection.</summary>
    internal sealed record Restart : FromBrowser;

    /// <summary>Whole pictures, please, from everyone: after a restart the decoders wait for them.</summary>
    internal sealed record KeyFrame : FromBrowser;

    /// <summary>The browser stepped down or up by itself.</summary>
    internal sealed record Quality(string Level) : FromBrowser
    {
        protected override bool Sensible => Level is "full" or "low" or "audio";
    }

    /// <summary>Leaves for now; the seat is kept as for any browser that is away.</summary>
    internal sealed record Bye : FromBrowser;
}

/// <summary>A frame to a browser.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(Welcome), "welcome")]
[JsonDerivedType(typeof(Offer), "offer")]
[JsonDerivedType(typeof(Answered), "answer")]
[JsonDerivedType(typeof(Feeds), "feeds")]
[JsonDerivedType(typeof(Talking), "talking")]
[JsonDerivedType(typeof(Muted), "muted")]
[JsonDerivedType(typeof(Slow), "slow")]
[JsonDerivedType(typeof(Reset), "reset")]
[JsonDerivedType(typeof(Gone), "gone")]
[JsonDerivedType(typeof(Refused), "refused")]
internal abstract record ToBrowser
{
    private static readonly JsonSerializerOptions Plain = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public byte[] Bytes() => JsonSerializer.SerializeToUtf8Bytes(this, Plain);

    /// <summary>The answer to hello. Fresh: begin with new connections. Otherwise everything goes on as it is.</summary>
    internal sealed record Welcome(string Epoch, string Seat, bool Fresh, bool Echo, int Bitrate, int? AnsweredId) : ToBrowser;

    /// <summary>What to receive, and whose each line of it is.</summary>
    internal sealed record Offer(int Id, string Sdp, IReadOnlyList<Incoming> Streams) : ToBrowser;
    internal sealed record Incoming(string Mid, string Seat, string Kind);

    internal sealed record Answered(int Id, string Sdp) : ToBrowser;

    /// <summary>Everyone else who is connected, whole each time.</summary>
    internal sealed record Feeds([property: JsonPropertyName("feeds")] IReadOnlyList<Feed> All) : ToBrowser;
    internal sealed record Feed(string Seat, bool Audio, bool Video, bool Talking);

    internal sealed record Talking(string Seat, bool On, double Level) : ToBrowser;

    /// <summary>What a leader took away from this seat, and whether the whole room is held.</summary>
    internal sealed record Muted(bool Audio, bool Video, bool Held) : ToBrowser;

    /// <summary>Packets are lost on the way up or down.</summary>
    internal sealed record Slow(bool Up, int Lost) : ToBrowser;

    /// <summary>Start over with new connections: say hello.</summary>
    internal sealed record Reset : ToBrowser;

    /// <summary>This line ends: vacated, closed, unclaimed, away, elsewhere (another line took the seat), flood.</summary>
    internal sealed record Gone(string Why) : ToBrowser;

    /// <summary>A frame that was not taken: malformed, too big, too many, sdp, full.</summary>
    internal sealed record Refused(string Why) : ToBrowser;
}

internal static class Names
{
    /// <summary>Room and seat names: short, and safe in every place they are put.</summary>
    public static bool Ok(string? name) =>
        name is { Length: > 0 and <= 64 } && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
