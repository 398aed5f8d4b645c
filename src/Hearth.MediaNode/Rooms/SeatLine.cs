using System.Threading.Channels;

namespace Hearth.MediaNode.Rooms;

/// <summary>One browser's line as a seat sees it: frames out, in order. A browser that stops reading is cut at a few hundred frames.</summary>
internal sealed class SeatLine
{
    private readonly Channel<byte[]> _frames = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(256) { SingleReader = true });

    public ChannelReader<byte[]> Frames => _frames.Reader;

    public void Send(ToBrowser frame) => Send(frame.Bytes());

    public void Send(byte[] frame)
    {
        if (!_frames.Writer.TryWrite(frame))
            _frames.Writer.TryComplete();
    }

    /// <summary>Ends without a word: the other end is gone.</summary>
    public void Close() => _frames.Writer.TryComplete();

    /// <summary>Says why, then ends.</summary>
    public void End(string why)
    {
        Send(new ToBrowser.Gone(why));
        _frames.Writer.TryComplete();
    }
}
