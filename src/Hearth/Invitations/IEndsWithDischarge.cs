namespace Hearth.Invitations;

/// <summary>
/// What else ends with somebody's time in the program. A room that stands later registers its own; it runs in the transaction of
/// the discharge, for an asker who was checked.
/// </summary>
public interface IEndsWithDischarge
{
    Task EndAsync(Guid person, CancellationToken cancel);
}
