using Hearth.Database;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Data.Postgres;

/// <summary>
/// How several servers find each other: which there are, which version of that list counts, and the statements that Orleans
/// reads and runs (its package brings none). Made by our own migration, so that the server's role needs no right to make anything.
/// Addresses and times of servers, nothing of people. On SQLite there is one server and none of this.
/// </summary>
internal static class ClusterTables
{
    public const string Queries = "orleansquery";

    public static void Add(ModelBuilder model)
    {
        model.Entity<ClusterVersion>(table =>
        {
            table.ToTable("ClusterVersions").HasKey(v => v.DeploymentId);
            table.Property(v => v.DeploymentId).HasMaxLength(150);
        });
        model.Entity<ClusterServer>(table =>
        {
            table.ToTable("ClusterServers").HasKey(s => new { s.DeploymentId, s.Address, s.Port, s.Generation });
            table.HasOne<ClusterVersion>().WithMany().HasForeignKey(s => s.DeploymentId);
            table.Property(s => s.Address).HasMaxLength(45);
            table.Property(s => s.SiloName).HasMaxLength(150);
            table.Property(s => s.HostName).HasMaxLength(150);
            table.Property(s => s.SuspectTimes).HasMaxLength(8000);
            table.Property(s => s.StartTime).HasPrecision(3);
            table.Property(s => s.IAmAliveTime).HasPrecision(3);
        });
        model.Entity<OrleansQuery>(table =>
        {
            // Named as Orleans asks for it.
            table.ToTable(Queries).HasKey(q => q.Key);
            table.Property(q => q.Key).HasColumnName("querykey").HasMaxLength(64);
            table.Property(q => q.Text).HasColumnName("querytext");
            table.HasData(queries.Select(q => new OrleansQuery { Key = q.Key, Text = q.Text }));
        });
    }

    private const string OneServer = """ "DeploymentId" = @DeploymentId and "Address" = @Address and "Port" = @Port and "Generation" = @Generation """;

    private const string Read = """
        select v."DeploymentId", s."Address", s."Port", s."Generation", s."SiloName", s."HostName", s."Status", s."ProxyPort", s."SuspectTimes", s."StartTime", s."IAmAliveTime", v."Version"
        from "ClusterVersions" v left join "ClusterServers" s on s."DeploymentId" = v."DeploymentId"
        """;

    /// <summary>
    /// Of this version of the package: those of another may not do, and then a server stays "Joining" without a word. Whatever
    /// writes answers with one number, above zero when it was done; each write but a sign of life must find the version of the list that it read.
    /// </summary>
    private static readonly (string Key, string Text)[] queries =
    [
        ("UpdateIAmAlivetimeKey", $"""update "ClusterServers" set "IAmAliveTime" = @IAmAliveTime where{OneServer}"""),
        ("InsertMembershipVersionKey", """with i as (insert into "ClusterVersions" ("DeploymentId", "Version") values (@DeploymentId, 0) on conflict do nothing returning 1) select count(*)::int from i"""),
        ("InsertMembershipKey", $"""
            with v as (update "ClusterVersions" set "Version" = "Version" + 1 where "DeploymentId" = @DeploymentId and "Version" = @Version and not exists (select from "ClusterServers" where{OneServer}) returning 1),
            i as (insert into "ClusterServers" ("DeploymentId", "Address", "Port", "Generation", "SiloName", "HostName", "Status", "ProxyPort", "StartTime", "IAmAliveTime")
              select @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime from v returning 1)
            select count(*)::int from i
            """),
        ("UpdateMembershipKey", $"""
            with v as (update "ClusterVersions" set "Version" = "Version" + 1 where "DeploymentId" = @DeploymentId and "Version" = @Version and exists (select from "ClusterServers" where{OneServer}) returning 1),
            u as (update "ClusterServers" set "Status" = @Status, "SuspectTimes" = @SuspectTimes, "IAmAliveTime" = greatest("IAmAliveTime", @IAmAliveTime) from v where{OneServer}returning 1)
            select count(*)::int from u
            """),
        ("MembershipReadRowKey", $"""{Read} and s."Address" = @Address and s."Port" = @Port and s."Generation" = @Generation where v."DeploymentId" = @DeploymentId"""),
        ("MembershipReadAllKey", $"""{Read} where v."DeploymentId" = @DeploymentId"""),
        ("DeleteMembershipTableEntriesKey", """with s as (delete from "ClusterServers" where "DeploymentId" = @DeploymentId) delete from "ClusterVersions" where "DeploymentId" = @DeploymentId"""),
        ("GatewaysQueryKey", """select "Address", "ProxyPort", "Generation" from "ClusterServers" where "DeploymentId" = @DeploymentId and "Status" = @Status and "ProxyPort" > 0"""),
        ("CleanupDefunctSiloEntriesKey", """delete from "ClusterServers" where "DeploymentId" = @DeploymentId and "IAmAliveTime" < @IAmAliveTime and "StartTime" < @IAmAliveTime and "Status" = 6"""),
        ("CleanupDefunctSiloEntryKey", $"""delete from "ClusterServers" where{OneServer}and "Status" = 6 and "IAmAliveTime" = @IAmAliveTime and "StartTime" = @StartTime and coalesce("SuspectTimes", '') = coalesce(@SuspectTimes, '')"""),
    ];
}

/// <summary>Raised with every change in the list of servers: who writes must have read the newest.</summary>
internal sealed class ClusterVersion : IAcrossPrograms
{
    public required string DeploymentId { get; init; }
    public int Version { get; init; }
}

/// <summary>One life of one server.</summary>
internal sealed class ClusterServer : IAcrossPrograms
{
    public required string DeploymentId { get; init; }
    public required string Address { get; init; }
    public int Port { get; init; }
    public int Generation { get; init; }
    public required string SiloName { get; init; }
    public required string HostName { get; init; }
    public int Status { get; init; }
    public int? ProxyPort { get; init; }
    public string? SuspectTimes { get; init; }
    public DateTime StartTime { get; init; }
    public DateTime IAmAliveTime { get; init; }
}

/// <summary>A statement that Orleans asks for by its key. The server's role reads them and can change none.</summary>
internal sealed class OrleansQuery : IAcrossPrograms
{
    public required string Key { get; init; }
    public required string Text { get; init; }
}
