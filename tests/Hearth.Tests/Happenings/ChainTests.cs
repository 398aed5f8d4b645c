using Hearth.Happenings;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Happenings;

public class ChainTests(HearthHost host)
{
    [Fact]
    public async Task Many_writers_at_once_leave_one_whole_chain()
    {
        var cast = await Cast.GatherAsync(host);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RecordAsync(cast, 3)));
        var verdict = await VerifyAsync(cast);
        Assert.Equal(60, verdict.Count);
        Assert.Null(verdict.BrokenAt);
    }

    [Theory]
    [InlineData("""UPDATE "Happenings" SET "Kind" = 'x' WHERE "Number" = 3 AND "ProgramId" = {0}""", 3)]
    [InlineData("""DELETE FROM "Happenings" WHERE "Number" = 3 AND "ProgramId" = {0}""", 3)]
    [InlineData("""DELETE FROM "Happenings" WHERE "Number" = 5 AND "ProgramId" = {0}""", 5)]
    public async Task Tampering_is_found_where_it_was_done(string sql, long at)
    {
        var cast = await Cast.GatherAsync(host);
        await RecordAsync(cast, 5);
        Assert.Null((await VerifyAsync(cast)).BrokenAt);

        await host.TamperAsync(cast.ProgramId, sql);

        Assert.Equal(at, (await VerifyAsync(cast)).BrokenAt);
    }

    private Task RecordAsync(Cast cast, int times) => host.Scopes.WriteAsync(cast.ProgramId, s =>
    {
        for (var i = 0; i < times; i++) s.GetRequiredService<HappeningLog>().Record("tests.happened", Guid.NewGuid(), cast.Wren.PersonId, cast.Leila.PersonId);
        return Task.CompletedTask;
    });

    private Task<ChainVerifier.Verdict> VerifyAsync(Cast cast) =>
        host.Scopes.ReadAsync(cast.ProgramId, s => s.GetRequiredService<ChainVerifier>().VerifyAsync());
}
