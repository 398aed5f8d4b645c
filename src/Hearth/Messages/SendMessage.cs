using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Html;
using Hearth.Spaces;

namespace Hearth.Messages;

/// <summary>Writes on in a conversation.</summary>
public sealed class SendMessage(HearthDb db, Viewer viewer, Press press, MessageDesk desk, Clock clock) : IVerb<SendMessage.Form>
{
    public sealed record Form(
        [property: Required] Guid? Conversation,
        [property: Required(ErrorMessage = "Please write a few words first.")] [property: MaxLength(Message.Longest, ErrorMessage = "Please keep it under 4,000 letters.")] string? Text,
        Guid? Press);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var conversation = await db.ConversationsVisibleTo(viewer).Where(c => c.Id == form.Conversation).HoldAsync(cancel);
        return conversation is null ? Outcome.Missing : await desk.SendAsync(conversation, form.Text!, press.On(conversation.Id, form.Press, form.Text!), clock.Now, cancel);
    }
}
