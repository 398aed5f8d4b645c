using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hearth.Channels;

internal sealed class ChannelTables : IEntityTypeConfiguration<Delivery>, IEntityTypeConfiguration<CallAddress>, IEntityTypeConfiguration<Webhook>, IEntityTypeConfiguration<Drill>, IEntityTypeConfiguration<Mailbox>, IEntityTypeConfiguration<PushDevice>
{
    public void Configure(EntityTypeBuilder<Delivery> table)
    {
        table.ToTable("Deliveries").HasKey(d => new { d.ProgramId, d.Id });
        // One call reaches one person once through each channel, whoever makes it at the same moment.
        table.HasIndex(d => new { d.ProgramId, d.CallId, d.PersonId, d.Channel }).IsUnique();
        // Asked every second, by each server: only what still waits.
        table.HasIndex(d => new { d.ProgramId, d.NextTryAt }).HasFilter("\"SentAt\" IS NULL AND \"GivenUpAt\" IS NULL");
        table.HasOne<Person>().WithMany().HasForeignKey(d => new { d.ProgramId, d.PersonId });
    }

    public void Configure(EntityTypeBuilder<CallAddress> table)
    {
        table.ToTable("CallAddresses").HasKey(a => new { a.ProgramId, a.PersonId, a.Channel });
        table.HasOne<Person>().WithMany().HasForeignKey(a => new { a.ProgramId, a.PersonId });
    }

    public void Configure(EntityTypeBuilder<Mailbox> table)
    {
        table.ToTable("Mailboxes").HasKey(m => new { m.ProgramId, m.PersonId });
        table.HasOne<Person>().WithOne().HasForeignKey<Mailbox>(m => new { m.ProgramId, m.PersonId });
    }

    public void Configure(EntityTypeBuilder<PushDevice> table)
    {
        table.ToTable("PushDevices").HasKey(d => new { d.ProgramId, d.Id });
        // One browser is one person's.
        table.HasIndex(d => new { d.ProgramId, d.Print }).IsUnique();
        table.HasIndex(d => new { d.ProgramId, d.PersonId });
        table.HasOne<Person>().WithMany().HasForeignKey(d => new { d.ProgramId, d.PersonId });
    }

    public void Configure(EntityTypeBuilder<Webhook> table) => table.ToTable("Webhooks").HasKey(w => w.ProgramId);

    public void Configure(EntityTypeBuilder<Drill> table)
    {
        table.ToTable("Drills").HasKey(d => new { d.ProgramId, d.Id });
        table.HasOne<Person>().WithMany().HasForeignKey(d => new { d.ProgramId, d.PersonId });
    }
}
