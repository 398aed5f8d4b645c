using Hearth.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;
using NodaTime.Text;

namespace Hearth.Data.Sqlite;

/// <summary>SQLite: one file, one writer, no row-level security (the filters are the fence).</summary>
public sealed class SqliteDialect : IDialect
{
    public string Name => "sqlite";

    public bool ReadsInTransaction => false;

    public void Conventions(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<Instant>().HaveConversion<InstantConverter>();
        conventions.Properties<LocalDate>().HaveConversion<LocalDateConverter>();
        conventions.Properties<LocalTime>().HaveConversion<LocalTimeConverter>();
    }

    public void Model(ModelBuilder model) { }

    public Task EnterAsync(HearthDb db, Guid program, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Ticks, so that comparison and order are the number's.</summary>
    private sealed class InstantConverter() : ValueConverter<Instant, long>(i => i.ToUnixTimeTicks(), t => Instant.FromUnixTimeTicks(t));

    private sealed class LocalDateConverter() : ValueConverter<LocalDate, string>(d => LocalDatePattern.Iso.Format(d), s => LocalDatePattern.Iso.Parse(s).Value);

    private sealed class LocalTimeConverter() : ValueConverter<LocalTime, string>(t => LocalTimePattern.ExtendedIso.Format(t), s => LocalTimePattern.ExtendedIso.Parse(s).Value);
}
