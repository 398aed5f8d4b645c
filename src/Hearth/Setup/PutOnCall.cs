using System.ComponentModel.DataAnnotations;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Setup;

/// <summary>Who is on call for the program.</summary>
public sealed class PutOnCall(HearthDb db, HappeningLog happenings, IStringLocalizer<Words> words) : IVerb<PutOnCall.Form>
{
    public sealed record Form([property: Required(ErrorMessage = "Please choose who is on call.")] Guid? OnCall);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (!await db.PeopleForCalls().AnyAsync(p => p.Id == form.OnCall, cancel))
            return Outcome.No(nameof(form.OnCall), "not-staff", words["Only staff who can come in now can be on call. Please choose again."]);
        var program = await db.ThisProgram().SingleAsync(cancel);
        program.PutOnCall(form.OnCall!.Value);
        happenings.Record("setup.put-on-call", program.Id, form.OnCall);
        return Outcome.To("/program");
    }
}
