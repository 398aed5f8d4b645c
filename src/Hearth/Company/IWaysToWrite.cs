namespace Hearth.Company;

/// <summary>Whether the viewer may write to somebody here. Messages stands on a later floor and cannot be called from this one: it answers.</summary>
public interface IWaysToWrite
{
    Task<bool> MayWriteToAsync(Guid person, CancellationToken cancel = default);
}
