namespace Hearth.SignIn;

/// <summary>The form of a verb that is one button: no fields at all.</summary>
public sealed record Nothing;
