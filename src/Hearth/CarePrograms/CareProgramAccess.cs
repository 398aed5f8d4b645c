using Hearth.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.CarePrograms;

public static class CareProgramAccess
{
    /// <summary>The program in scope.</summary>
    public static IQueryable<CareProgram> ThisProgram(this HearthDb db) => db.Set<CareProgram>().Where(p => p.Id == db.CurrentProgram);

    /// <summary>All programs: for sweeps, which then enter one at a time, and for the first start.</summary>
    public static IQueryable<CareProgram> EveryProgram(this HearthDb db) => db.Set<CareProgram>();

    /// <inheritdoc cref="EveryProgram"/>
    public static async Task<List<Guid>> EveryProgramAsync(this IServiceScopeFactory scopes, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<HearthDb>().EveryProgram().Select(p => p.Id).ToListAsync(cancel);
    }
}
