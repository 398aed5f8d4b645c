using System.Globalization;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Happenings;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Server;

/// <summary><c>hearth audit verify</c>: walks the chain of happenings of every program. It reads, and changes nothing.</summary>
public static class AuditVerify
{
    /// <returns>0 when every chain is whole, 1 when one is broken.</returns>
    public static async Task<int> RunAsync(IServiceProvider services, TextWriter say)
    {
        await using var scope = services.CreateAsyncScope();
        var programs = await scope.ServiceProvider.GetRequiredService<HearthDb>().EveryProgram()
            .OrderBy(p => p.Name).Select(p => new { p.Id, p.Name }).ToListAsync();
        if (programs.Count == 0) await say.WriteLineAsync("There is no program yet, so nothing has been recorded.");

        var broken = 0;
        foreach (var program in programs)
        {
            var verdict = await services.GetRequiredService<Scopes>().ReadAsync(program.Id, s => s.GetRequiredService<ChainVerifier>().VerifyAsync());
            await say.WriteLineAsync(verdict.Later > 0
                ? string.Create(CultureInfo.InvariantCulture, $"{program.Name} ({program.Id}): CUT OFF after happening {verdict.Count}. {verdict.Later} that came after it are gone. What is there is as it was written.")
                : verdict.BrokenAt is { } number
                ? string.Create(CultureInfo.InvariantCulture, $"{program.Name} ({program.Id}): BROKEN at happening {number}. What stands before it is as it was written.")
                : string.Create(CultureInfo.InvariantCulture, $"{program.Name} ({program.Id}): {verdict.Count} happenings, whole."));
            if (verdict.BrokenAt is not null) broken++;
        }
        return broken == 0 ? 0 : 1;
    }
}
