namespace Hearth.Html;

/// <summary>
/// Something a person does: one file, one form, one POST route, one answer. Runs in one transaction with its happening;
/// people are told after the commit (see <see cref="AfterCommit"/>).
/// </summary>
/// <typeparam name="TForm">
/// A record whose constructor names every field that may be posted. Route values fill the parameters of their name.
/// Anything else that is posted is refused. Fields are nullable and say themselves what is required.
/// </typeparam>
public interface IVerb<in TForm>
{
    Task<Outcome> RunAsync(TForm form, CancellationToken cancel);
}
