using System.ComponentModel.DataAnnotations;
using Hearth.Html;

namespace Hearth.Invitations;

/// <summary>Somebody cannot come in until they are taken back; nothing of theirs is lost. Their open pages close at once.</summary>
public sealed class SuspendPerson(StandingDesk desk) : IVerb<SuspendPerson.Form>
{
    public sealed record Form(Guid? Person, [property: Required(ErrorMessage = "Please say why, in a sentence. Staff can read it later.")] [property: MaxLength(1000)] string? Reason);

    public Task<Outcome> RunAsync(Form form, CancellationToken cancel) => desk.ChangeAsync(form.Person!.Value, Standing.Suspended, form.Reason!, cancel);
}
