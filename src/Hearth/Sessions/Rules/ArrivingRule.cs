using NodaTime;

namespace Hearth.Sessions.Rules;

public static class ArrivingRule
{
    /// <summary>Where somebody is an hour before says little of where they will be.</summary>
    public static readonly Duration Early = Duration.FromMinutes(60);

    public static bool MayArrive(SessionState state, Instant startsAt, Instant endsAt, Instant now) =>
        state == SessionState.Open || (state == SessionState.Planned && now >= startsAt - Early && now < endsAt);

    /// <summary>A number that can be called back: seven digits at least, and nothing that is not part of a number.</summary>
    public static bool CanBeCalled(string number) =>
        number.Count(char.IsAsciiDigit) is >= 7 and <= 15 && number.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or ' ' or '(' or ')' or '.' or '/');
}
