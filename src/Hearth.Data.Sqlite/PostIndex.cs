using System.Linq.Expressions;
using Hearth.Database;
using Hearth.Search;
using Hearth.Search.Rules;
using Hearth.Spaces;
using Hearth.Spaces.Rules;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Data.Sqlite;

/// <summary>
/// SQLite: an FTS5 index that holds no text, only which terms stand in which row. Triggers keep it, in the transaction that writes the
/// post; SQLite's own row numbers may change when a file is made smaller, so posts have numbers of their own here.
/// </summary>
public sealed class PostIndex : IPostIndex
{
    // The tokenizer parts terms at spaces and changes no letter: they are folded already, and "§" is one too. What is taken back or reworded
    // is taken out of the index at once ("secure-delete"), not only marked as gone: erased words are erased here too.
    public static readonly string[] Statements =
    [
        """CREATE TABLE "PostRows" ("Row" INTEGER PRIMARY KEY, "PostId" TEXT NOT NULL UNIQUE)""",
        """CREATE VIRTUAL TABLE "PostIndex" USING fts5("Terms", content='', detail=none, columnsize=0, tokenize='ascii')""",
        """INSERT INTO "PostIndex" ("PostIndex", rank) VALUES ('secure-delete', 1)""",
        """
        CREATE TRIGGER "PostWritten" AFTER INSERT ON "Posts" BEGIN
          INSERT INTO "PostRows" ("PostId") VALUES (NEW."Id");
          INSERT INTO "PostIndex" (rowid, "Terms") SELECT "Row", NEW."Terms" FROM "PostRows" WHERE "PostId" = NEW."Id";
        END
        """,
        """
        CREATE TRIGGER "PostReworded" AFTER UPDATE OF "Terms" ON "Posts" WHEN NEW."Terms" <> OLD."Terms" BEGIN
          INSERT INTO "PostIndex" ("PostIndex", rowid, "Terms") SELECT 'delete', "Row", OLD."Terms" FROM "PostRows" WHERE "PostId" = OLD."Id";
          INSERT INTO "PostIndex" (rowid, "Terms") SELECT "Row", NEW."Terms" FROM "PostRows" WHERE "PostId" = NEW."Id";
        END
        """,
        """
        CREATE TRIGGER "PostGone" AFTER DELETE ON "Posts" BEGIN
          INSERT INTO "PostIndex" ("PostIndex", rowid, "Terms") SELECT 'delete', "Row", OLD."Terms" FROM "PostRows" WHERE "PostId" = OLD."Id";
          DELETE FROM "PostRows" WHERE "PostId" = OLD."Id";
        END
        """,
    ];

    public Task<Expression<Func<Post, bool>>> BearingAsync(HearthDb db, Asked asked, IReadOnlyCollection<Guid> spaces, CancellationToken cancel)
    {
        var query = QueryOf(asked, spaces);
        var bearing = db.Database.SqlQuery<Guid>($"""
            SELECT r."PostId" AS "Value" FROM "PostIndex" JOIN "PostRows" AS r ON r."Row" = "PostIndex".rowid WHERE "PostIndex" MATCH {query}
            """);
        return Task.FromResult<Expression<Func<Post, bool>>>(p => bearing.Contains(p.Id));
    }

    /// <summary>Terms are letters and digits: in quotes they are nothing else in this language either.</summary>
    private static string QueryOf(Asked asked, IReadOnlyCollection<Guid> spaces) => string.Join(" AND ",
        asked.Words.Select(w => $"\"{w}\"").Concat(asked.Beginning is { } beginning ? [$"\"{beginning}\" *"] : []).Prepend($"({string.Join(" OR ", spaces.Select(s => $"\"{TermRule.PlaceOf(s)}\""))})"));
}
