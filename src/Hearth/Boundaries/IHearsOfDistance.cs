namespace Hearth.Boundaries;

/// <summary>A room that comes later and has something of one person waiting for another. Asked in the transaction in which it begins.</summary>
public interface IHearsOfDistance
{
    /// <summary>From now on a person is not shown what the other writes.</summary>
    Task HearAsync(Guid person, Guid other, CancellationToken cancel);
}
