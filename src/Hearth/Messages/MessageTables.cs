using Hearth.FollowUps;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hearth.Messages;

internal sealed class MessageTables : IEntityTypeConfiguration<Conversation>, IEntityTypeConfiguration<ConversationMember>, IEntityTypeConfiguration<Message>, IEntityTypeConfiguration<MessagePicture>, IEntityTypeConfiguration<Block>, IEntityTypeConfiguration<MessagePolicy>, IEntityTypeConfiguration<PairSwitch>, IEntityTypeConfiguration<MessageReport>, IEntityTypeConfiguration<ReportOpening>
{
    public void Configure(EntityTypeBuilder<Conversation> table)
    {
        table.ToTable("Conversations").HasKey(c => new { c.ProgramId, c.Id });
        // Two people have one, whoever of them begins it, and both at once.
        table.HasIndex(c => new { c.ProgramId, c.PairId }).IsUnique();
        table.HasIndex(c => new { c.ProgramId, c.StartedBy, c.StartedAt });
        table.HasOne<Person>().WithMany().HasForeignKey(c => new { c.ProgramId, c.StartedBy });
    }

    public void Configure(EntityTypeBuilder<ConversationMember> table)
    {
        table.ToTable("ConversationMembers").HasKey(m => new { m.ProgramId, m.ConversationId, m.PersonId });
        table.HasIndex(m => new { m.ProgramId, m.PersonId });
        table.HasOne<Conversation>().WithMany().HasForeignKey(m => new { m.ProgramId, m.ConversationId });
        table.HasOne<Person>().WithMany().HasForeignKey(m => new { m.ProgramId, m.PersonId });
    }

    public void Configure(EntityTypeBuilder<Message> table)
    {
        table.ToTable("Messages").HasKey(m => new { m.ProgramId, m.Id });
        table.HasIndex(m => new { m.ProgramId, m.ConversationId, m.Number }).IsUnique();
        // One press is one message, whatever is sent twice.
        table.HasIndex(m => new { m.ProgramId, m.AuthorId, m.PressId }).IsUnique();
        table.HasOne<Conversation>().WithMany().HasForeignKey(m => new { m.ProgramId, m.ConversationId });
        table.HasOne<Person>().WithMany().HasForeignKey(m => new { m.ProgramId, m.AuthorId });
    }

    public void Configure(EntityTypeBuilder<MessagePicture> table)
    {
        table.ToTable("MessagePictures").HasKey(p => new { p.ProgramId, p.Id });
        table.HasOne<Message>().WithOne().HasForeignKey<MessagePicture>(p => new { p.ProgramId, p.Id });
    }

    public void Configure(EntityTypeBuilder<Block> table)
    {
        table.ToTable("Blocks").HasKey(b => new { b.ProgramId, b.Id });
        // Once at a time, whatever two hands do at once.
        table.HasIndex(b => new { b.ProgramId, b.ById, b.WhomId }).IsUnique().HasFilter("\"EndedAt\" IS NULL");
        table.HasIndex(b => new { b.ProgramId, b.WhomId });
        table.HasOne<Person>().WithMany().HasForeignKey(b => new { b.ProgramId, b.ById });
        table.HasOne<Person>().WithMany().HasForeignKey(b => new { b.ProgramId, b.WhomId });
    }

    public void Configure(EntityTypeBuilder<MessagePolicy> table) => table.ToTable("MessagePolicies").HasKey(p => p.ProgramId);

    public void Configure(EntityTypeBuilder<MessageReport> table)
    {
        table.ToTable("MessageReports").HasKey(r => new { r.ProgramId, r.Id });
        table.HasIndex(r => new { r.ProgramId, r.FollowUpId });
        table.HasIndex(r => new { r.ProgramId, r.ToldBy, r.ToldAt });
        table.HasOne<Conversation>().WithMany().HasForeignKey(r => new { r.ProgramId, r.ConversationId });
        table.HasOne<Message>().WithMany().HasForeignKey(r => new { r.ProgramId, r.MessageId });
        table.HasOne<FollowUp>().WithMany().HasForeignKey(r => new { r.ProgramId, r.FollowUpId });
        table.HasOne<Person>().WithMany().HasForeignKey(r => new { r.ProgramId, r.ToldBy });
        table.HasOne<Person>().WithMany().HasForeignKey(r => new { r.ProgramId, r.AboutId });
    }

    public void Configure(EntityTypeBuilder<ReportOpening> table)
    {
        table.ToTable("ReportOpenings").HasKey(o => new { o.ProgramId, o.ReportId, o.OpenedBy });
        table.HasOne<MessageReport>().WithMany().HasForeignKey(o => new { o.ProgramId, o.ReportId });
        table.HasOne<Person>().WithMany().HasForeignKey(o => new { o.ProgramId, o.OpenedBy });
    }

    public void Configure(EntityTypeBuilder<PairSwitch> table)
    {
        table.ToTable("PairSwitches").HasKey(s => new { s.ProgramId, s.PairId });
        table.HasOne<Person>().WithMany().HasForeignKey(s => new { s.ProgramId, s.OneId });
        table.HasOne<Person>().WithMany().HasForeignKey(s => new { s.ProgramId, s.OtherId });
    }
}
