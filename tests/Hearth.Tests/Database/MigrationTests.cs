using Hearth.Data.Postgres;
using Hearth.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Hearth.Tests.Database;

/// <summary>
/// The version before goes on while a migration runs, and after it when an upgrade is taken back. So every migration after the first only
/// adds: nothing that the old version reads or writes may go, change its name or kind, or want a value that the old one does not give.
/// </summary>
public class MigrationTests
{
    public static readonly TheoryData<Type> Assemblies = [typeof(PostgresDialect), typeof(SqliteDialect)];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Every_migration_after_the_first_only_adds(Type dialect)
    {
        var provider = dialect == typeof(PostgresDialect) ? "Npgsql.EntityFrameworkCore.PostgreSQL" : "Microsoft.EntityFrameworkCore.Sqlite";
        var migrations = dialect.Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Migration)) && !t.IsAbstract)
            .GroupBy(t => t.Namespace!.Contains(".Keys", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, migrations.Count); // the data's and the keys'
        foreach (var later in migrations.SelectMany(m => m.OrderBy(Id).Skip(1)))
        {
            var migration = (Migration)Activator.CreateInstance(later)!;
            migration.ActiveProvider = provider;
            Assert.Empty(Breaking(migration.UpOperations).Select(w => $"{later.Name}: {w}"));
        }
    }

    [Theory]
    [InlineData("drop a table", "goes")]
    [InlineData("drop a column", "goes")]
    [InlineData("rename a column", "changes its name")]
    [InlineData("rename a table", "changes its name")]
    [InlineData("change a column", "changes its kind")]
    [InlineData("a column that must be given", "wants a value")]
    [InlineData("a stricter index", "refuses what was taken")]
    [InlineData("sql of one's own", "is not looked into")]
    public void A_planted_one_is_found(string what, string why)
    {
        var plan = new MigrationBuilder("Npgsql.EntityFrameworkCore.PostgreSQL");
        switch (what)
        {
            case "drop a table": plan.DropTable("People"); break;
            case "drop a column": plan.DropColumn("Name", "People"); break;
            case "rename a column": plan.RenameColumn("Name", "People", "ChosenName"); break;
            case "rename a table": plan.RenameTable("People", newName: "Persons"); break;
            case "change a column": plan.AlterColumn<long>("Role", "People", oldClrType: typeof(int)); break;
            case "a column that must be given": plan.AddColumn<string>("Nickname", "People", nullable: false); break;
            case "a stricter index": plan.CreateIndex("OneName", "People", "Name", unique: true); break;
            default: plan.Sql("delete from \"People\""); break;
        }
        Assert.Contains(why, Assert.Single(Breaking(plan.Operations)));
    }

    [Fact]
    public void What_adds_is_let_through()
    {
        var plan = new MigrationBuilder("Npgsql.EntityFrameworkCore.PostgreSQL");
        plan.CreateTable("Letters", table => new { Id = table.Column<Guid>() });
        plan.CreateIndex("ByPerson", "Letters", "Id", unique: true); // its table is new, too
        plan.AddColumn<string>("Nickname", "People", nullable: true);
        plan.AddColumn<bool>("Away", "People", nullable: false, defaultValue: false);
        plan.CreateIndex("ByName", "People", "Name");
        Assert.Empty(Breaking(plan.Operations));
    }

    private static string Id(Type migration) => ((MigrationAttribute)Attribute.GetCustomAttribute(migration, typeof(MigrationAttribute))!).Id;

    private static IEnumerable<string> Breaking(IReadOnlyList<MigrationOperation> operations)
    {
        var fresh = operations.OfType<CreateTableOperation>().Select(t => t.Name).ToHashSet();
        foreach (var operation in operations)
            switch (operation)
            {
                case CreateTableOperation or DropIndexOperation: break;
                case CreateIndexOperation index when !index.IsUnique || fresh.Contains(index.Table): break;
                case CreateIndexOperation index: yield return $"{index.Table}: {index.Name} refuses what was taken before"; break;
                case AddColumnOperation column when column.IsNullable || column.DefaultValue is not null || column.DefaultValueSql is not null || column.ComputedColumnSql is not null: break;
                case AddColumnOperation column: yield return $"{column.Table}.{column.Name} wants a value that the old version does not give"; break;
                case AddForeignKeyOperation key when fresh.Contains(key.Table): break;
                case DropTableOperation table: yield return $"{table.Name} goes"; break;
                case DropColumnOperation column: yield return $"{column.Table}.{column.Name} goes"; break;
                case RenameTableOperation table: yield return $"{table.Name} changes its name"; break;
                case RenameColumnOperation column: yield return $"{column.Table}.{column.Name} changes its name"; break;
                case AlterColumnOperation column: yield return $"{column.Table}.{column.Name} changes its kind"; break;
                case SqlOperation: yield return "SQL is not looked into by this test: write it as an operation, or teach the test"; break;
                default: yield return $"{operation.GetType().Name} is not known to only add"; break;
            }
    }
}
