using Hearth.Database;
using Hearth.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Database;

public class TenancyTests(HearthHost host)
{
    [Fact]
    public async Task A_program_sees_its_own_people_and_no_others()
    {
        var first = await Cast.GatherAsync(host);
        var second = await Cast.GatherAsync(host);

        var seen = await host.Scopes.ReadAsync(first.ProgramId, s => s.GetRequiredService<HearthDb>().PeopleOfProgram().Select(p => p.Id).ToListAsync());

        Assert.Equal(Cast.Parts.Length, seen.Count);
        Assert.DoesNotContain(second.Wren.PersonId, seen);
    }

    [Fact]
    public async Task A_query_without_a_program_throws()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HearthDb>();
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.PeopleOfProgram().ToListAsync());
    }

    [Fact]
    public async Task A_row_of_another_program_is_not_written()
    {
        var first = await Cast.GatherAsync(host);
        var second = await Cast.GatherAsync(host);
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Scopes.WriteAsync(first.ProgramId, s =>
        {
            s.GetRequiredService<HearthDb>().Add(Person.Join(second.ProgramId, "Stray", "UTC", Role.Participant, s.GetRequiredService<Clock>().Now));
            return Task.CompletedTask;
        }));
    }
}
