using Hearth.Happenings;
using Hearth.Server;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.Happenings;

public class AuditVerifyTests(HearthHost host)
{
    [Fact]
    public async Task Every_program_gets_a_line_and_a_broken_chain_an_exit_code()
    {
        var cast = await Cast.GatherAsync(host);
        var other = await Cast.GatherAsync(host);
        foreach (var program in new[] { cast.ProgramId, other.ProgramId })
            await host.Scopes.WriteAsync(program, s =>
            {
                for (var i = 0; i < 4; i++) s.GetRequiredService<HappeningLog>().Record("tests.happened", Guid.NewGuid());
                return Task.CompletedTask;
            });
        Assert.EndsWith("happenings, whole.", (await VerifyAsync(cast.ProgramId)).Line);

        await host.TamperAsync(cast.ProgramId, """UPDATE "Happenings" SET "Subject" = 'x' WHERE "Number" = 2 AND "ProgramId" = {0}""");

        var (code, line) = await VerifyAsync(cast.ProgramId);
        Assert.Equal(1, code);
        Assert.Contains("BROKEN at happening 2.", line);
        Assert.EndsWith("happenings, whole.", (await VerifyAsync(other.ProgramId)).Line);
    }

    private async Task<(int Code, string Line)> VerifyAsync(Guid program)
    {
        var said = new StringWriter();
        var code = await AuditVerify.RunAsync(host.Services, said);
        return (code, said.ToString().Split('\n').Single(l => l.Contains(program.ToString())).Trim());
    }
}
