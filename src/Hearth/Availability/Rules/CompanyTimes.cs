using NodaTime;

namespace Hearth.Availability.Rules;

/// <summary>Whether somebody may be asked for company in a hard moment.</summary>
public enum CompanyChoice
{
    No = 1,

    /// <summary>At any time but their quiet hours.</summary>
    OutsideQuietHours = 2,

    /// <summary>In hours that they chose for it, whatever their quiet hours are.</summary>
    InTheseHours = 3,
}

public static class CompanyTimes
{
    public static bool MayBeAsked(CompanyChoice choice, WeekHours? hours, WeekHours? quiet, DateTimeZone zone, Instant now) => choice switch
    {
        CompanyChoice.OutsideQuietHours => quiet?.UntilOf(zone, now) is null,
        CompanyChoice.InTheseHours => hours?.UntilOf(zone, now) is not null,
        _ => false,
    };
}
