using Hearth.Database;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Data.Postgres;

/// <summary>
/// Narrows what the roles may do, after the tables are there; by their owner, and as often as one likes. Default privileges (see
/// dev/database) give the runtime role every row; here the chain is taken out of its reach but for reading and adding.
/// </summary>
public static class PostgresRights
{
    public static async Task SettleAsync(HearthDb owner, string runtime, string? auditor)
    {
        // What was done stays on record: even a server that was taken over cannot change or remove a happening.
        await Run(owner, $"""REVOKE UPDATE, DELETE, TRUNCATE ON "Happenings" FROM {Quoted(runtime)}""");
        if (auditor is null) return;
        await Run(owner, $"""GRANT SELECT ON "Happenings", "ChainHeads" TO {Quoted(auditor)}""");
        await Run(owner, $"""GRANT SELECT ("Id", "Name") ON "CarePrograms" TO {Quoted(auditor)}""");
    }

#pragma warning disable EF1002 // A role's name cannot be a parameter; it is quoted as an identifier.
    private static Task Run(HearthDb owner, string sql) => owner.Database.ExecuteSqlRawAsync(sql);
#pragma warning restore EF1002

    private static string Quoted(string role) => $"\"{role.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
