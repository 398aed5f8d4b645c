namespace Hearth.Html;

/// <summary>What is to be done once the act is safely stored: pushes, notices. Dropped when the act was refused.</summary>
public sealed class AfterCommit
{
    private readonly List<Func<Task>> waiting = [];

    public void Do(Func<Task> telling) => waiting.Add(telling);

    public void Drop() => waiting.Clear();

    public async Task RunAsync()
    {
        var now = waiting.ToArray();
        waiting.Clear();
        foreach (var telling in now) await telling();
    }
}
