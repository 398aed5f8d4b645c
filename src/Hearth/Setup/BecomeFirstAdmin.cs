using System.ComponentModel.DataAnnotations;
using Hearth.Accounts;
using Hearth.CarePrograms;
using Hearth.CarePrograms.Rules;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.Invitations;
using Hearth.People;
using Hearth.Sealing;
using Hearth.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Hearth.Setup;

/// <summary>Whoever has the first link founds the program and is its admin. It works for one; broken off, it goes on.</summary>
public sealed class BecomeFirstAdmin(HearthDb db, Scopes scopes, Clock clock, IHttpContextAccessor accessor, IStringLocalizer<Words> words) : IVerb<BecomeFirstAdmin.Form>
{
    public sealed record Form(
        string? Token,
        [property: Required(ErrorMessage = "Please type the name that people here will know you by.")] [property: MaxLength(60)] string? Name,
        [property: Required(ErrorMessage = "Please type your full name, as on a letter.")] [property: MaxLength(120)] string? FullName,
        [property: Required(ErrorMessage = "Please give the program a name. You can change it later.")] [property: MaxLength(120)] string? ProgramName,
        [property: Required(ErrorMessage = "Please choose where the program keeps its hours.")] string? Zone);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.FirstAdminByAsync(form.Token!, clock.Now, cancel) is not { } found) return Closed();
        if (!Zones.Known(form.Zone)) return Outcome.No(nameof(form.Zone), "zone", words["Please choose where the program keeps its hours."]);

        var program = found.ProgramId ?? Guid.NewGuid();
        var membership = await scopes.WriteAsync(program, services => FoundAsync(services, program, form, cancel), cancel);
        if (membership is null) return Closed();
        await SignInTicket.IssueAsync(accessor.HttpContext!, membership, enrolling: true);
        return Outcome.To("/factors");
    }

    private async Task<Membership?> FoundAsync(IServiceProvider services, Guid id, Form form, CancellationToken cancel)
    {
        var there = services.GetRequiredService<HearthDb>();
        var now = clock.Now;
        await there.HoldFirstAdminAsync(cancel);
        if (await there.FirstAdminByAsync(form.Token!, now, cancel) is not { } row) return null;
        if (row.MembershipId is { } begun)
            return await there.MembershipsOf(row.AccountId!.Value).AsNoTracking().SingleOrDefaultAsync(m => m.Id == begun && m.State == MembershipState.Active, cancel);

        var program = CareProgram.Found(form.ProgramName!, form.Zone!, Zones.CountryOf(form.Zone!), now, id);
        program.PointTo(Shipped.CrisisLines(program.Country));
        there.Add(program);
        await there.SaveChangesAsync(cancel);
        var person = Person.Join(id, form.Name!, form.Zone!, Role.Admin, now);
        var fullName = await services.GetRequiredService<Sealer>().SealAsync(person.Id, LegalIdentity.PlaceOf(person.Id), form.FullName!, cancel);
        var membership = await NewPeople.EnterAsync(services, person, fullName, now, cancel);
        if (await there.BeginFirstAdminAsync(membership, cancel) != 1) throw new InvalidOperationException("The first link was held, and taken by another.");
        services.GetRequiredService<HappeningLog>().Record("setup.founded", id, person.Id, person.Id);
        return membership;
    }

    private Outcome Closed() => Outcome.No("closed", words["This link isn’t open any more. Start Hearth again for a new one."]);
}
