namespace Hearth.Browser;

/// <summary>Tests that fill the machine by themselves (two servers and two nodes; a line that is watched packet by packet) run when nothing else does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
