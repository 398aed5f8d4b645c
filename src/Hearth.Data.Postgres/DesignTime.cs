using Hearth.Database;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Hearth.Data.Postgres;

/// <summary>For <c>dotnet ef</c>, which has no server to ask.</summary>
public sealed class DesignTimeHearthDb : IDesignTimeDbContextFactory<HearthDb>
{
    public HearthDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<HearthDb>();
        PostgresData.Use(options, "Host=design", "__hearth");
        return new(options.Options, new PostgresDialect(), new ProgramScope());
    }
}

public sealed class DesignTimeKeysDb : IDesignTimeDbContextFactory<KeysDb>
{
    public KeysDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<KeysDb>();
        PostgresData.Use(options, "Host=design", "__keys");
        return new(options.Options, new PostgresDialect());
    }
}
