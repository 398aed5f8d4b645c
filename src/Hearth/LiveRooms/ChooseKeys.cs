using Hearth.Database;
using Hearth.Happenings;
using Hearth.Html;
using Hearth.LiveRooms.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Localization;

namespace Hearth.LiveRooms;

/// <summary>Which keys somebody uses in live rooms, when they are not those that come with Hearth.</summary>
public sealed class KeyChoice : IProgramOwned
{
    private KeyChoice() { }

    public Guid ProgramId { get; private set; }
    public Guid PersonId { get; private set; }
    public bool On { get; private set; }

    /// <summary>As <see cref="KeyMap.Write"/> has it.</summary>
    public string Keys { get; private set; } = "";

    public static KeyChoice Of(Guid program, Guid person) => new() { ProgramId = program, PersonId = person };

    public void Choose(bool on, string keys) => (On, Keys) = (on, keys);
}

internal sealed class KeyTables : IEntityTypeConfiguration<KeyChoice>
{
    public void Configure(EntityTypeBuilder<KeyChoice> table)
    {
        table.ToTable("KeyChoices").HasKey(k => new { k.ProgramId, k.PersonId });
        table.HasOne<People.Person>().WithOne().HasForeignKey<KeyChoice>(k => new { k.ProgramId, k.PersonId });
    }
}

/// <param name="On">Left out: single keys do nothing.</param>
public sealed record ChooseKeysForm(
    Guid Session, bool? On, string? Microphone, string? Camera, string? Hand, string? Pass, string? Listen, string? Chat, string? Agenda, string? WhoIsHere, string? TimeLeft, string? HardMoment,
    string? NextStep, string? FiveMore, string? InviteFirst, string? Balance, string? Note)
{
    internal IEnumerable<(KeyAct Act, string? Typed)> Typed() => Enum.GetValues<KeyAct>().Select(act => (act, (string?)typeof(ChooseKeysForm).GetProperty(act.ToString())!.GetValue(this)));
}

/// <summary>Changes single keys, or switches them off: a key that a screen reader or a shaking hand needs for itself must not act here.</summary>
public sealed class ChooseKeys(HearthDb db, Viewer viewer, HappeningLog happenings, LiveRoom room, IStringLocalizer<Words> words) : IVerb<ChooseKeysForm>
{
    public async Task<Outcome> RunAsync(ChooseKeysForm form, CancellationToken cancel)
    {
        if (await room.LeadsAsync(form.Session) is not { } leads) return Outcome.Missing;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var choice = await db.KeysOf(viewer).SingleOrDefaultAsync(cancel);
        if (choice is null) db.Add(choice = KeyChoice.Of(viewer.ProgramId, viewer.PersonId));
        var keys = KeyMap.Read(choice.Keys);
        foreach (var (act, typed) in form.Typed().Where(t => KeyMap.IsFor(t.Act, leads)))
        {
            if (KeyMap.Key(typed) is not { } key) return Outcome.No(act.ToString(), "no-key", words["One letter or digit, please, or nothing for no key."]);
            keys = keys.SetItem(act, key);
        }
        if (KeyMap.Twice(keys, leads) is { } twice) return Outcome.No("twice", words["{0} would do two things at once. Please give one of them another key.", twice]);
        choice.Choose(form.On == true, KeyMap.Write(keys));
        happenings.Record("liverooms.chose-keys", viewer.PersonId, viewer.PersonId);
        await db.SaveChangesAsync(cancel);
        await happenings.AppendAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Outcome.To(LiveRoom.Address(form.Session));
    }
}
