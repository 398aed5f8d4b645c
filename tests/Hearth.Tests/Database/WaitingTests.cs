using System.Data;
using Hearth.Database;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Database;

public class WaitingTests(HearthHost host)
{
    [Fact]
    public async Task Whoever_waits_for_a_room_holds_no_connection_and_reads_on_in_the_same_program()
    {
        var cast = await Cast.GatherAsync(host);
        await host.Scopes.ReadAsync(cast.ProgramId, async services =>
        {
            var db = services.GetRequiredService<HearthDb>();
            var before = await db.PeopleOfProgram().CountAsync();
            var meanwhile = await db.BetweenReadsAsync(() => Task.FromResult((db.Database.GetDbConnection().State, db.Database.CurrentTransaction)));
            Assert.Equal((ConnectionState.Closed, null), meanwhile);
            Assert.Equal(before, await db.PeopleOfProgram().CountAsync());
            Assert.Equal(before, Cast.Parts.Length);
            return 0;
        });
    }

    [Fact]
    public async Task In_a_transaction_that_writes_nothing_is_let_go()
    {
        var cast = await Cast.GatherAsync(host);
        await host.Scopes.WriteAsync(cast.ProgramId, async services =>
        {
            var db = services.GetRequiredService<HearthDb>();
            var writing = db.Database.CurrentTransaction;
            Assert.Same(writing, await db.BetweenReadsAsync(() => Task.FromResult(db.Database.CurrentTransaction)));
            Assert.Same(writing, db.Database.CurrentTransaction);
        });
    }
}
