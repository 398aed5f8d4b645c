namespace Hearth.Setup.Rules;

/// <summary>What a program needs before it takes people in.</summary>
public enum Step
{
    Name = 1,
    Lines = 2,
    Phone = 3,
    Agreement = 4,
    OnCall = 5,
}

public static class Opening
{
    /// <summary>What is still missing, in the order of the list. Nothing missing: the program may open.</summary>
    public static IReadOnlyList<Step> Missing(string name, string zone, string crisisLines, string phone, string phoneHours, bool agreement, bool onCall)
    {
        List<Step> missing = [];
        if (name.Length == 0 || zone.Length == 0) missing.Add(Step.Name);
        if (CarePrograms.Rules.CrisisText.Read(crisisLines).Count == 0) missing.Add(Step.Lines);
        if (phone.Length == 0 || phoneHours.Length == 0) missing.Add(Step.Phone);
        if (!agreement) missing.Add(Step.Agreement);
        if (!onCall) missing.Add(Step.OnCall);
        return missing;
    }
}
