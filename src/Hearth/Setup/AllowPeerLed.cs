using System.ComponentModel.DataAnnotations;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Setup;

/// <summary>Whether trained peers may lead groups here.</summary>
public sealed class AllowPeerLed(HearthDb db, HappeningLog happenings) : IVerb<AllowPeerLed.Form>
{
    public sealed record Form([property: Required(ErrorMessage = "Please choose one of the two.")] bool? Allowed);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        var program = await db.ThisProgram().SingleAsync(cancel);
        program.AllowPeerLed(form.Allowed!.Value);
        happenings.Record(form.Allowed.Value ? "setup.peer-led-allowed" : "setup.peer-led-stopped", program.Id);
        return Outcome.To("/program");
    }
}
