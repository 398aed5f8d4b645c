using Hearth.Database;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Data.Postgres;

/// <summary>PostgreSQL: row-level security under a role that neither owns the tables nor may bypass it.</summary>
public sealed class PostgresDialect : IDialect
{
    public const string Setting = "hearth.program";

    public string Name => "postgres";

    public bool ReadsInTransaction => true;

    public void Conventions(ModelConfigurationBuilder conventions) { }

    public void Model(ModelBuilder model) => ClusterTables.Add(model);

    // Transaction-local: a pooled connection never hands one program's setting to the next borrower.
    public Task EnterAsync(HearthDb db, Guid program, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"select set_config({Setting}, {program.ToString()}, true)", cancel);
}
