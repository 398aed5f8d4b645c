using Hearth.Database;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Hearth.Data.Sqlite;

/// <summary>For <c>dotnet ef</c>, which has no server to ask.</summary>
public sealed class DesignTimeHearthDb : IDesignTimeDbContextFactory<HearthDb>
{
    public HearthDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<HearthDb>();
        SqliteData.Use(options, "design.db", "__hearth");
        return new(options.Options, new SqliteDialect(), new ProgramScope());
    }
}

public sealed class DesignTimeKeysDb : IDesignTimeDbContextFactory<KeysDb>
{
    public KeysDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<KeysDb>();
        SqliteData.Use(options, "design.db", "__keys");
        return new(options.Options, new SqliteDialect());
    }
}
