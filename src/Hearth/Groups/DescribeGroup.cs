using System.ComponentModel.DataAnnotations;
using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Hearth.Groups;

/// <summary>Name, aim and size. Who leads it, therapist or peer, stays: people joined knowing it.</summary>
public sealed class DescribeGroup(HearthDb db, Viewer viewer, HappeningLog happenings, IStringLocalizer<Words> words) : IVerb<DescribeGroup.Form>
{
    public sealed record Form(
        [property: Required] Guid? Group,
        [property: Required(ErrorMessage = "Please give the group a name."), MaxLength(60, ErrorMessage = "Please keep it under 60 letters.")] string? Name,
        [property: Required(ErrorMessage = "Please say in a sentence what the group is for."), MaxLength(300, ErrorMessage = "Please keep it under 300 letters.")] string? Aim,
        [property: Required(ErrorMessage = "Please write a whole number from 2 to 12."), Range(2, Hearth.Groups.Group.LargestCap, ErrorMessage = "Please write a whole number from 2 to 12.")] int? Cap);

    public async Task<Outcome> RunAsync(Form form, CancellationToken cancel)
    {
        if (await db.LockGroupAsync(viewer, form.Group!.Value, cancel) is not { } group) return Outcome.Missing;
        if (await db.MembersVisibleTo(viewer).CountAsync(m => m.GroupId == group.Id, cancel) > form.Cap)
            return Outcome.No("Cap", "below-members", words["More people than that are in the group already."]);
        group.Describe(form.Name!, form.Aim!, form.Cap!.Value);
        happenings.Record("groups.described", group.Id);
        return Outcome.To($"/groups/{group.Id}");
    }
}
