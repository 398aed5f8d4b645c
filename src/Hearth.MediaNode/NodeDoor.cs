using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Hearth.Media.Contract;
using Hearth.MediaNode.Rooms;
using Hearth.MediaNode.Sfu;

namespace Hearth.MediaNode;

/// <summary>What servers ask of the node, over its socket. See media.proto.</summary>
internal sealed class NodeDoor(NodeRooms rooms, NodeLoad load, RunFolder folder, TimeProvider clock) : Node.NodeBase
{
    public const int Contract = 2;
    private static readonly string Me = Guid.NewGuid().ToString("N");

    public override Task<Greeting> Greet(GreetRequest request, ServerCallContext context) =>
        Task.FromResult(new Greeting { Node = Me, Contract = Contract, Pid = Environment.ProcessId, JanusPid = rooms.Run?.Pid ?? 0 });

    public override async Task<Done> Open(OpenRequest request, ServerCallContext context)
    {
        Check(request.Room);
        if (request.Seats is < 1 or > 64 || request.Bitrate is < 32_000 or > 4_000_000)
            throw new RpcException(new Status(StatusCode.InvalidArgument, "seats or bitrate out of bounds"));
        await rooms.OpenAsync(request.Room, request.Echo, request.Seats, request.Bitrate);
        return new Done();
    }

    public override async Task<Done> Close(CloseRequest request, ServerCallContext context)
    {
        await rooms.CloseAsync(request.Room, request.Moved ? Seat.Moved : "closed");
        return new Done();
    }

    public override async Task<Done> Hold(HoldRequest request, ServerCallContext context)
    {
        await rooms.HoldAsync(RoomOf(request.Room), request.Held);
        return new Done();
    }

    public override Task<RosterReply> Roster(RoomRequest request, ServerCallContext context)
    {
        var room = RoomOf(request.Room);
        var reply = new RosterReply { Held = room.Held };
        reply.Seats.AddRange(room.Seats.Values.OrderBy(s => s.Name, StringComparer.Ordinal).Select(s => s.Describe()));
        return Task.FromResult(reply);
    }

    public override async Task<Done> Place(SeatRequest request, ServerCallContext context)
    {
        Check(request.Seat);
        return await rooms.PlaceAsync(RoomOf(request.Room), request.Seat) switch
        {
            NodeRooms.Placing.Placed => new Done(),
            NodeRooms.Placing.Spent => throw new RpcException(new Status(StatusCode.FailedPrecondition, "spent")),
            NodeRooms.Placing.Full => throw new RpcException(new Status(StatusCode.ResourceExhausted, "full")),
            _ => throw new RpcException(new Status(StatusCode.AlreadyExists, "in another room")),
        };
    }

    public override async Task<Done> Vacate(SeatRequest request, ServerCallContext context)
    {
        Check(request.Seat);
        await rooms.VacateAsync(RoomOf(request.Room), request.Seat);
        return new Done();
    }

    public override async Task<Done> Mute(MuteRequest request, ServerCallContext context)
    {
        await SeatOf(request.Room, request.Seat).MuteAsync(request.Kind, request.Muted);
        return new Done();
    }

    public override async Task Line(IAsyncStreamReader<Up> requests, IServerStreamWriter<Down> responses, ServerCallContext context)
    {
        if (!await requests.MoveNext(context.CancellationToken) || requests.Current.Attach is not { } attach)
            throw new RpcException(new Status(StatusCode.InvalidArgument, "attach first"));
        var seat = SeatOf(attach.Room, attach.Seat);
        var line = new SeatLine();
        await seat.AttachAsync(line);
        try
        {
            await responses.WriteAsync(new Down { Attached = true });
            var reading = ReadAsync(requests, seat, line, context.CancellationToken);
            await foreach (var frame in line.Frames.ReadAllAsync(context.CancellationToken))
                await responses.WriteAsync(new Down { Frame = Google.Protobuf.ByteString.CopyFrom(frame) });
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or InvalidOperationException)
        {
            // The server, or the browser behind it, went away.
        }
        finally
        {
            await seat.DetachAsync(line);
        }
    }

    public override async Task Watch(WatchRequest request, IServerStreamWriter<Event> responses, ServerCallContext context)
    {
        var events = Channel.CreateBounded<Event>(new BoundedChannelOptions(4096) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        rooms.Watch(events.Writer);
        var beat = BeatAsync(events.Writer, context.CancellationToken);
        try
        {
            await foreach (var e in events.Reader.ReadAllAsync(context.CancellationToken))
                await responses.WriteAsync(e);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or InvalidOperationException)
        {
            // The server is gone; another may come.
        }
        finally
        {
            rooms.Unwatch(events.Writer);
        }
    }

    private async Task BeatAsync(ChannelWriter<Event> events, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            events.TryWrite(new Event { Alive = new Alive { Packets = load.PacketsPerSecond, Quiet = rooms.Quiet, Leaving = folder.IsLeaving } });
            await Task.Delay(TimeSpan.FromSeconds(1), cancel).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private async Task ReadAsync(IAsyncStreamReader<Up> requests, Seat seat, SeatLine line, CancellationToken cancel)
    {
        var allowance = new Allowance(clock);
        try
        {
            while (await requests.MoveNext(cancel))
            {
                var up = requests.Current;
                var verdict = allowance.Count();
                var why = "too many";
                if (verdict == Allowance.Verdict.Take)
                {
                    var frame = up.WhatCase == Up.WhatOneofCase.Frame ? FromBrowser.Read(up.Frame.Span, out why) : null;
                    if (frame is not null)
                    {
                        seat.Take(line, frame);
                        continue;
                    }
                    if (up.WhatCase != Up.WhatOneofCase.Frame)
                        why = "too big";
                    verdict = allowance.Refused();
                }
                if (verdict == Allowance.Verdict.Cut)
                {
                    line.End("flood");
                    return;
                }
                line.Send(new ToBrowser.Refused(why));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or InvalidOperationException or RpcException)
        {
        }
        line.Close();
    }

    private Room RoomOf(string room) => rooms.Find(room) ?? throw new RpcException(new Status(StatusCode.NotFound, "no such room"));

    private Seat SeatOf(string room, string seat) =>
        rooms.Find(room, seat) ?? throw new RpcException(rooms.Find(room)?.Spent.ContainsKey(seat) == true
            ? new Status(StatusCode.FailedPrecondition, "spent")
            : new Status(StatusCode.NotFound, "no such seat"));

    private static void Check(string name)
    {
        if (!Names.Ok(name))
            throw new RpcException(new Status(StatusCode.InvalidArgument, "a name is letters, digits, - and _, 64 at most"));
    }
}

/// <summary>Every call must bring the secret that lies beside the socket; what came over the network has shown the nodes' key already.</summary>
internal sealed class SecretCheck(NodeSecret secret) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> next)
    {
        Check(context);
        return next(request, context);
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(TRequest request, IServerStreamWriter<TResponse> stream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> next)
    {
        Check(context);
        return next(request, stream, context);
    }

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(IAsyncStreamReader<TRequest> requests, IServerStreamWriter<TResponse> stream, ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> next)
    {
        Check(context);
        return next(requests, stream, context);
    }

    private void Check(ServerCallContext context)
    {
        if (context.GetHttpContext().Connection.ClientCertificate is not null)
            return;
        var given = context.RequestHeaders.GetValue("hearth-secret") ?? "";
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(secret.Value)))
            throw new RpcException(new Status(StatusCode.Unauthenticated, ""));
    }
}

internal sealed record NodeSecret(string Value);
