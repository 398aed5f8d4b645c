using System.ComponentModel.DataAnnotations;
using Hearth.Html;

namespace Hearth.Invitations;

/// <summary>Takes somebody back who was suspended. They sign in anew.</summary>
public sealed class ResumePerson(StandingDesk desk) : IVerb<ResumePerson.Form>
{
    public sealed record Form(Guid? Person, [property: Required(ErrorMessage = "Please say why, in a sentence. Staff can read it later.")] [property: MaxLength(1000)] string? Reason);

    public Task<Outcome> RunAsync(Form form, CancellationToken cancel) => desk.ChangeAsync(form.Person!.Value, Standing.Resumed, form.Reason!, cancel);
}
