using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Hearth.Channels;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.People;
using Hearth.Sealing;
using Hearth.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Notices;

/// <summary>This browser shows when something new is there, until its sign-in is ended. The page's script hands over where it is reached.</summary>
public sealed class AddDevice(HearthDb db, Viewer viewer, HappeningLog happenings, Sealer sealer, CallSettings settings, Clock clock, IHttpContextAccessor accessor, IStringLocalizer<Words> words) : IVerb<AddDevice.Form>
{
    private const int Most = 10;

    public sealed record Form(
        [property: Required] [property: MaxLength(1000)] string? Endpoint,
        [property: Required] [property: MaxLength(120)] string? P256dh,
        [property: Required] [property: MaxLength(60)] string? Auth);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (!settings.PushIsSetUp || !Push.MayBe(form.Endpoint!, settings.PushHosts)) return Outcome.No("not-known", words["This browser is reached by a service that this house doesn’t know, so nothing is sent there."]);
        if (!IsKey(form.P256dh!, 65) || !IsKey(form.Auth!, 16)) return Outcome.No("no-key", words["This browser didn’t say how to write to it. Please try again."]);
        await db.HoldPersonAsync(viewer.PersonId, cancel);
        var print = PushDevice.PrintOf(form.Endpoint!);
        // Whoever had this browser before has it no more.
        await db.DevicesOfProgram().Where(d => d.Print == print).ExecuteDeleteAsync(cancel);
        if (await db.DevicesOf(viewer.PersonId).CountAsync(cancel) >= Most) return Outcome.No("too-many", words["That’s many devices. Please take them away first, and then add this one."]);
        var id = Guid.NewGuid();
        var place = await sealer.SealAsync(viewer.PersonId, PushDevice.PlaceAt(id), JsonSerializer.Serialize(new Push.Place(form.Endpoint!, form.P256dh!, form.Auth!)), cancel);
        db.Add(PushDevice.Of(db.CurrentProgram, id, viewer.PersonId, SignInTicket.TicketOf(accessor.HttpContext!), place, print, clock.Now));
        happenings.Record("notices.device-added", viewer.PersonId, viewer.PersonId);
        return Outcome.To("/notices/how?kept=1#devices");
    }

    private static bool IsKey(string text, int length) => Base64Url.IsValid(text, out var bytes) && bytes == length;
}
