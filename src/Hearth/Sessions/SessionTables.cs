using Hearth.Groups;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hearth.Sessions;

internal sealed class SessionTables : IEntityTypeConfiguration<Series>, IEntityTypeConfiguration<Session>, IEntityTypeConfiguration<SessionLeader>,
    IEntityTypeConfiguration<AgendaStep>, IEntityTypeConfiguration<Arrival>, IEntityTypeConfiguration<KeptArrival>, IEntityTypeConfiguration<Attendance>,
    IEntityTypeConfiguration<Leaving>
{
    public void Configure(EntityTypeBuilder<Series> table)
    {
        table.ToTable("Series").HasKey(s => new { s.ProgramId, s.Id });
        table.HasOne<Group>().WithMany().HasForeignKey(s => new { s.ProgramId, s.GroupId });
    }

    public void Configure(EntityTypeBuilder<Session> table)
    {
        table.ToTable("Sessions").HasKey(s => new { s.ProgramId, s.Id });
        table.Property(s => s.Title).HasMaxLength(80);
        table.HasIndex(s => new { s.ProgramId, s.GroupId, s.StartsAt });
        table.HasIndex(s => new { s.ProgramId, s.StartsAt });
        table.HasOne<Group>().WithMany().HasForeignKey(s => new { s.ProgramId, s.GroupId });
        table.HasOne<Series>().WithMany().HasForeignKey(s => new { s.ProgramId, s.SeriesId });
    }

    public void Configure(EntityTypeBuilder<SessionLeader> table)
    {
        table.ToTable("SessionLeaders").HasKey(l => new { l.ProgramId, l.SessionId, l.PersonId });
        table.HasOne<Session>().WithMany().HasForeignKey(l => new { l.ProgramId, l.SessionId });
        table.HasOne<Person>().WithMany().HasForeignKey(l => new { l.ProgramId, l.PersonId });
    }

    public void Configure(EntityTypeBuilder<AgendaStep> table)
    {
        table.ToTable("AgendaSteps").HasKey(s => new { s.ProgramId, s.Id });
        table.HasIndex(s => new { s.ProgramId, s.SessionId, s.Position });
        table.HasOne<Session>().WithMany().HasForeignKey(s => new { s.ProgramId, s.SessionId });
    }

    public void Configure(EntityTypeBuilder<Arrival> table)
    {
        table.ToTable("Arrivals").HasKey(a => new { a.ProgramId, a.SessionId, a.PersonId });
        table.HasOne<Session>().WithMany().HasForeignKey(a => new { a.ProgramId, a.SessionId });
        table.HasOne<Person>().WithMany().HasForeignKey(a => new { a.ProgramId, a.PersonId });
    }

    public void Configure(EntityTypeBuilder<Attendance> table)
    {
        table.ToTable("Attendances").HasKey(a => new { a.ProgramId, a.SessionId, a.PersonId });
        table.HasOne<Session>().WithMany().HasForeignKey(a => new { a.ProgramId, a.SessionId });
        table.HasOne<Person>().WithMany().HasForeignKey(a => new { a.ProgramId, a.PersonId });
    }

    public void Configure(EntityTypeBuilder<KeptArrival> table)
    {
        table.ToTable("KeptArrivals").HasKey(a => new { a.ProgramId, a.PersonId });
        table.HasOne<Person>().WithMany().HasForeignKey(a => new { a.ProgramId, a.PersonId });
    }

    public void Configure(EntityTypeBuilder<Leaving> table)
    {
        table.ToTable("Leavings").HasKey(l => new { l.ProgramId, l.SessionId, l.PersonId });
        table.HasOne<Session>().WithMany().HasForeignKey(l => new { l.ProgramId, l.SessionId });
        table.HasOne<Person>().WithMany().HasForeignKey(l => new { l.ProgramId, l.PersonId });
    }
}
