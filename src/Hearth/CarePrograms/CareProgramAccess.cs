using Hearth.Database;
using Microsoft.EntityFrameworkCore;

namespace Hearth.CarePrograms;

public static class CareProgramAccess
{
    /// <summary>The program in scope.</summary>
    public static IQueryable<CareProgram> ThisProgram(this HearthDb db) => db.Set<CareProgram>().Where(p => p.Id == db.CurrentProgram);

    /// <summary>All programs: for sweeps, which then enter one at a time, and for the first start.</summary>
    public static IQueryable<CareProgram> EveryProgram(this HearthDb db) => db.Set<CareProgram>();
}
