using Hearth.Database;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.Internal;
using Npgsql.EntityFrameworkCore.PostgreSQL.Migrations;

namespace Hearth.Data.Postgres;

/// <summary>
/// Gives every program-owned table its row-level security as it is created, so that no migration can forget it.
/// FORCE, since otherwise the tables' owner would walk around the policy. And posts what they are found by, behind that fence.
/// </summary>
#pragma warning disable EF1001 // The generator's base wants the provider's options; there is no other way to extend it.
public sealed class FencingSqlGenerator(MigrationsSqlGeneratorDependencies dependencies, INpgsqlSingletonOptions options)
    : NpgsqlMigrationsSqlGenerator(dependencies, options)
#pragma warning restore EF1001
{
    protected override void Generate(CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        base.Generate(operation, model, builder, terminate);
        var table = Dependencies.SqlGenerationHelper.DelimitIdentifier(operation.Name, operation.Schema);
        if (operation.Name == ClusterTables.Queries) LetOthersOnlyRead(table, builder);
        if (operation.Name == "Posts") builder.Append(PostIndex.Statement).AppendLine(Dependencies.SqlGenerationHelper.StatementTerminator).EndCommand();
        if (!IsProgramOwned(operation)) return;
        foreach (var statement in (string[])
        [
            $"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            $"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            $"""CREATE POLICY program ON {table} USING ("ProgramId" = nullif(current_setting('{PostgresDialect.Setting}', true), '')::uuid)""",
        ])
        {
            builder.Append(statement).AppendLine(Dependencies.SqlGenerationHelper.StatementTerminator).EndCommand();
        }
    }

    /// <summary>What stands in that table is run as it stands. Whoever has rights by default keeps but one, whatever their name is here.</summary>
    private void LetOthersOnlyRead(string table, MigrationCommandListBuilder builder) => builder
        .Append($$"""
            DO $do$ DECLARE who regrole; BEGIN
              FOR who IN SELECT DISTINCT a.grantee::regrole FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) a WHERE c.oid = '{{table}}'::regclass AND a.grantee NOT IN (0, c.relowner) LOOP
                EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON {{table}} FROM %s', who);
              END LOOP;
            END $do$
            """)
        .AppendLine(Dependencies.SqlGenerationHelper.StatementTerminator).EndCommand();

    // Membership and the invitation's look-up name a program too, but are read before one is known: the key decides.
    private static bool IsProgramOwned(CreateTableOperation operation) =>
        operation.PrimaryKey?.Columns[0] == nameof(IProgramOwned.ProgramId);
}
