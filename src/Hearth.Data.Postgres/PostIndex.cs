using System.Linq.Expressions;
using Hearth.Database;
using Hearth.Search;
using Hearth.Search.Rules;
using Hearth.Spaces;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Data.Postgres;

/// <summary>
/// PostgreSQL: a column that is made of the post's terms as it is stored, on the fenced table itself. There is no GIN index over it: behind
/// a fence PostgreSQL asks an index only by operators that are known to leak nothing, and "@@" is none of them. What is looked
/// at is narrowed to the viewer's spaces instead.
/// </summary>
public sealed class PostIndex : IPostIndex
{
    public const string Column = "Words";

    public const string Statement = $"""
        ALTER TABLE "Posts" ADD COLUMN "{Column}" tsvector GENERATED ALWAYS AS (array_to_tsvector(string_to_array("Terms", ' '))) STORED
        """;

    // Asked first and by itself: in one query with all that a viewer may not read, the planner, which cannot know how seldom words are,
    // asked for the words last, of each post that they read.
    public async Task<Expression<Func<Post, bool>>> BearingAsync(HearthDb db, Asked asked, IReadOnlyCollection<Guid> spaces, CancellationToken cancel)
    {
        var (query, places) = (QueryOf(asked), spaces.ToArray());
        var bearing = await db.Database.SqlQuery<Guid>($"""
            SELECT p."Id" AS "Value" FROM "Topics" AS t JOIN "Posts" AS p ON p."ProgramId" = t."ProgramId" AND p."TopicId" = t."Id"
            WHERE t."SpaceId" = ANY ({places}) AND p."Words" @@ {query}::tsquery
            """).ToArrayAsync(cancel);
        return p => bearing.Contains(p.Id);
    }

    /// <summary>Terms are letters and digits: in quotes they are nothing else in this language either.</summary>
    private static string QueryOf(Asked asked) =>
        string.Join(" & ", asked.Words.Select(w => $"'{w}'").Concat(asked.Beginning is { } beginning ? [$"'{beginning}':*"] : []));
}
