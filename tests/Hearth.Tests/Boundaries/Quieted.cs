using Hearth.Boundaries;
using Hearth.Database;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Boundaries;

internal static class Quieted
{
    /// <summary>Somebody doesn't read somebody, from now on: also where no words of theirs stand that the press would stand beside.</summary>
    public static Task QuietAsync(this HearthHost host, Member who, Member whom) => host.Scopes.WriteAsync(who.ProgramId, s =>
    {
        s.GetRequiredService<HearthDb>().Add(Quieting.Of(who.ProgramId, who.PersonId, whom.PersonId, s.GetRequiredService<Clock>().Now));
        return Task.CompletedTask;
    }, TestContext.Current.CancellationToken);
}
