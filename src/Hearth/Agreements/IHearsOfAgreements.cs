namespace Hearth.Agreements;

/// <summary>Other words are in force. A room that stands later registers its own; it runs in the transaction that publishes them.</summary>
public interface IHearsOfAgreements
{
    Task HearAsync(Agreement agreement, CancellationToken cancel);
}
