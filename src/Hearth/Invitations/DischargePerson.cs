using System.ComponentModel.DataAnnotations;
using Hearth.Html;

namespace Hearth.Invitations;

/// <summary>Ends somebody's time in the program.</summary>
public sealed class DischargePerson(StandingDesk desk) : IVerb<DischargePerson.Form>
{
    public sealed record Form(Guid? Person, [property: Required(ErrorMessage = "Please say why, in a sentence. Staff can read it later.")] [property: MaxLength(1000)] string? Reason);

    public Task<Outcome> RunAsync(Form form, CancellationToken cancel) => desk.ChangeAsync(form.Person!.Value, Standing.Discharged, form.Reason!, cancel);
}
