namespace Hearth.Database;

/// <summary>
/// A row of one program: the program is the first part of its key, a named query filter fences it on both databases,
/// and row-level security fences it again on PostgreSQL. Every table is this or <see cref="IAcrossPrograms"/>.
/// </summary>
public interface IProgramOwned
{
    Guid ProgramId { get; }
}

/// <summary>A row that stands outside programs. The list is short and reviewed: a test names each of them.</summary>
public interface IAcrossPrograms;

/// <summary>A row guarded against lost updates: the version is raised at every save and checked in the update.</summary>
public interface IVersioned
{
    int Version { get; set; }
}
