using Hearth.Channels;
using Hearth.Database;
using Hearth.Html;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using System.Net;
using NodaTime;

namespace Hearth.Tests.Channels;

/// <summary>A program whose staff are called, with a mail server and a provider of pagers of its own.</summary>
internal sealed class Calling : IAsyncDisposable
{
    private readonly HearthHost host;
    private readonly List<IDisposable> hooks = [];

    private Calling(HearthHost host, Cast cast) => (this.host, Cast) = (host, cast);

    public Cast Cast { get; }
    public MailServer MailServer { get; } = new();
    public Provider Provider { get; } = new();

    /// <summary>What speaks to browsers' services; null: the host's own.</summary>
    public Push? Push { get; set; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Noor by e-mail and pager, Leila by e-mail; nobody else.</summary>
    public static async Task<Calling> StartAsync(HearthHost host)
    {
        var calling = new Calling(host, await Cast.GatherAsync(host));
        var cast = calling.Cast;
        await DoneAsync(cast.Ada.Client.PostFormAsync("/channels/webhook", ("Url", calling.Provider.Url)));
        await DoneAsync(cast.Noor.Client.PostFormAsync("/calls/mail", ("Email", "noor.sealedword@mail.example")));
        await DoneAsync(cast.Leila.Client.PostFormAsync("/calls/mail", ("Email", "leila.sealedword@mail.example")));
        await DoneAsync(cast.Ada.Client.PostFormAsync($"/channels/pagers/{cast.Noor.PersonId}", ("Reference", "pager-4711")));
        return calling;
    }

    public static async Task DoneAsync(Task<HttpResponseMessage> press)
    {
        var answer = await press;
        if (answer.StatusCode != HttpStatusCode.SeeOther) Assert.Fail($"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Cancel)}");
    }

    public CallSettings Settings => host.Services.GetRequiredService<CallSettings>() is var set ? set with { Mail = set.Mail with { Port = MailServer.Port } } : null!;

    /// <summary>What sends on one server. Two are two servers.</summary>
    public DeliverySweep Sweep(CallSettings? settings = null)
    {
        settings ??= Settings;
        var hook = new Hook(settings);
        hooks.Add(hook);
        return new(host.Services.GetRequiredService<IServiceScopeFactory>(), host.Scopes, host.Services.GetRequiredService<Bell>(), new Mail(settings, host.Services.GetRequiredService<IStringLocalizer<Words>>()), hook, Push ?? host.Services.GetRequiredService<Push>(), host.Services.GetRequiredService<VapidKeys>(), settings, host.Services.GetRequiredService<Pulse>(), host.Services.GetRequiredService<Clock>(), host.Services.GetRequiredService<ILogger<DeliverySweep>>());
    }

    /// <summary>Sends what is due now, and waits for it.</summary>
    public async Task SendAsync(DeliverySweep? sweep = null) => await Task.WhenAll(await (sweep ?? Sweep()).BeginAsync(Cast.ProgramId, Cancel));

    public Task<IReadOnlyList<Channel>> CallAsync(Member person, Guid call, Instant? answerBy = null) =>
        host.Scopes.WriteAsync(Cast.ProgramId, s => s.GetRequiredService<Outbox>().CallAsync(person.PersonId, call, CallKind.NeedsAnswer, answerBy, Cancel), Cancel);

    public Task<List<Delivery>> DeliveriesAsync() =>
        host.Scopes.ReadAsync(Cast.ProgramId, s => s.GetRequiredService<HearthDb>().DeliveriesOfProgram().AsNoTracking().OrderBy(d => d.Channel).ToListAsync(Cancel), Cancel);

    /// <summary>Time passes, for all that waits.</summary>
    public Task AgeAsync(Duration by) => host.Scopes.WriteAsync(Cast.ProgramId, async services =>
    {
        var db = services.GetRequiredService<HearthDb>();
        foreach (var one in await db.DeliveriesOfProgram().AsNoTracking().ToListAsync(Cancel))
        {
            var (made, next, leased) = (one.MadeAt - by, one.NextTryAt - by, one.LeasedUntil - by);
            await db.DeliveriesOfProgram().Where(d => d.Id == one.Id).ExecuteUpdateAsync(d => d.SetProperty(x => x.MadeAt, made).SetProperty(x => x.NextTryAt, next).SetProperty(x => x.LeasedUntil, leased), Cancel);
        }
    }, Cancel);

    public async ValueTask DisposeAsync()
    {
        await MailServer.DisposeAsync();
        await Provider.DisposeAsync();
        foreach (var hook in hooks) hook.Dispose();
    }
}
