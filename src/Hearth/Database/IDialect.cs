using Microsoft.EntityFrameworkCore;

namespace Hearth.Database;

/// <summary>What differs between the two databases. One class in each Data project, file names alike.</summary>
public interface IDialect
{
    string Name { get; }

    /// <summary>
    /// Row-level security is set per transaction, so on PostgreSQL reads run in one.
    /// On SQLite a transaction would take the one write lock at once, so reads take none.
    /// </summary>
    bool ReadsInTransaction { get; }

    void Conventions(ModelConfigurationBuilder conventions);

    /// <summary>Tables of HearthDb that only this database has.</summary>
    void Model(ModelBuilder model);

    /// <summary>Tells the open transaction which program it works in.</summary>
    Task EnterAsync(HearthDb db, Guid program, CancellationToken cancel);
}
