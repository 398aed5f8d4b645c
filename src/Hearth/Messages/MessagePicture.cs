using Hearth.Database;
using Hearth.Sealing;

namespace Hearth.Messages;

/// <summary>A message's picture, made anew by us (<see cref="Pictures"/>). It has the message's id, and is for whoever is shown the message.</summary>
public sealed class MessagePicture : IProgramOwned
{
    private MessagePicture() { }

    public Guid ProgramId { get; private set; }

    /// <summary>The message's.</summary>
    public Guid Id { get; private set; }
    public int Width { get; private set; }
    public int Height { get; private set; }

    /// <summary>A JPEG; sealed under the key of its author.</summary>
    public Sealed Bytes { get; private set; } = default!;

    public static MessagePicture Of(Message message, int width, int height, Sealed bytes) => new() { ProgramId = message.ProgramId, Id = message.Id, Width = width, Height = height, Bytes = bytes };

    public static string BytesAt(Guid id) => $"MessagePictures.Bytes/{id}";
}
