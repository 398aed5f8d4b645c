namespace Hearth.Server.Operating;

/// <summary>One thing that was looked at: fine, or worth a look, or wrong; and what to do.</summary>
public sealed record Finding(Standing Standing, string What, string Do = "")
{
    public static Finding Fine(string what) => new(Standing.Fine, what);
    public static Finding Look(string what, string then) => new(Standing.Look, what, then);
    public static Finding Wrong(string what, string then) => new(Standing.Wrong, what, then);
}

public enum Standing { Fine, Look, Wrong }
