using System.Linq.Expressions;
using Hearth.Database;
using Hearth.Search.Rules;
using Hearth.Spaces;

namespace Hearth.Search;

/// <summary>
/// Which posts bear words, as each database finds them. It knows no viewer and says nothing to anybody: what it names is only ever
/// asked for inside of what the viewer can read.
/// </summary>
public interface IPostIndex
{
    /// <param name="spaces">Only in these: what is written elsewhere is not looked at.</param>
    /// <returns>What a post of the database is asked.</returns>
    Task<Expression<Func<Post, bool>>> BearingAsync(HearthDb db, Asked asked, IReadOnlyCollection<Guid> spaces, CancellationToken cancel);
}
