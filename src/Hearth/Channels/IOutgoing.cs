namespace Hearth.Channels;

/// <summary>
/// A way out of the house. Whatever one writes stands on lock screens, in others' mailboxes and logs: a test finds every way there is,
/// has each write every kind of call with words in it that must not get out, and reads what came.
/// </summary>
public interface IOutgoing
{
    /// <summary>All that leaves for this call, but for whom it is handed to.</summary>
    string Written(Call call);
}
