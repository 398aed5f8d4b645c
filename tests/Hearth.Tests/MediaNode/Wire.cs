using System.Text.Json;
using System.Threading.Channels;
using Google.Protobuf;
using Grpc.Core;
using Hearth.Media.Contract;
using Hearth.MediaNode;

namespace Hearth.Tests.MediaNode;

/// <summary>A line as a server brings it to the node's door, without a network.</summary>
internal sealed class Wire : IAsyncStreamReader<Up>, IServerStreamWriter<Down>
{
    private readonly Channel<Up> up = Channel.CreateUnbounded<Up>();
    private readonly SemaphoreSlim heard = new(0);
    private readonly Task line;

    public Wire(NodeDoor door, string seat, string room = "room")
    {
        up.Writer.TryWrite(new Up { Attach = new() { Room = room, Seat = seat } });
        line = Task.Run(() => door.Line(this, this, new Call()));
    }

    public List<string> Heard { get; } = [];
    public Up Current { get; private set; } = new();
    public WriteOptions? WriteOptions { get; set; }

    public void Send(byte[] frame) => up.Writer.TryWrite(new Up { Frame = UnsafeByteOperations.UnsafeWrap(frame) });

    public async Task HearAsync(int count)
    {
        for (var i = 0; i < count; i++) Assert.True(await heard.WaitAsync(TimeSpan.FromSeconds(30)), $"Only {Heard.Count} answers came: {string.Join(' ', Heard)}");
    }

    /// <summary>The last word of a line that has ended.</summary>
    public async Task<JsonElement> EndAsync()
    {
        await line.WaitAsync(TimeSpan.FromSeconds(30));
        return JsonDocument.Parse(Heard[^1]).RootElement;
    }

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (!await up.Reader.WaitToReadAsync(cancellationToken)) return false;
        Current = await up.Reader.ReadAsync(cancellationToken);
        return true;
    }

    public Task WriteAsync(Down message)
    {
        if (message.WhatCase != Down.WhatOneofCase.Frame) return Task.CompletedTask;
        Heard.Add(message.Frame.ToStringUtf8());
        heard.Release();
        return Task.CompletedTask;
    }

    private sealed class Call : ServerCallContext
    {
        protected override string MethodCore => "Line";
        protected override string HostCore => "";
        protected override string PeerCore => "";
        protected override DateTime DeadlineCore => DateTime.MaxValue;
        protected override Metadata RequestHeadersCore => [];
        protected override CancellationToken CancellationTokenCore => TestContext.Current.CancellationToken;
        protected override Metadata ResponseTrailersCore => [];
        protected override Status StatusCore { get; set; }
        protected override WriteOptions? WriteOptionsCore { get; set; }
        protected override AuthContext AuthContextCore => new("", []);
        protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) => throw new NotSupportedException();
        protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Task.CompletedTask;
    }
}
