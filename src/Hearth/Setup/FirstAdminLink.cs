using System.Buffers.Text;
using Hearth.Accounts;
using Hearth.CarePrograms;
using Hearth.Database;
using Hearth.Invitations;
using Hearth.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Hearth.Setup;

/// <summary>
/// At each start of a house without an admin: a new one-time link in data/run/first-admin, for whoever has the machine.
/// Before the server answers, so that "hearth up" finds it there. Of several servers each has the same link: the second start
/// must not make void what the first one printed.
/// </summary>
public sealed class FirstAdminLink(IServiceScopeFactory scopes, IConfiguration configuration, RootKey root, Clock clock) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Path.GetFullPath(configuration["Hearth:Data"] is { Length: > 0 } data ? data : "data"), "run");
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var file = Path.Combine(folder, "first-admin");
        if (bool.TryParse(configuration["Hearth:Demo"], out var demo) && demo || await MakeAsync(cancellationToken) is not { } token)
        {
            File.Delete(file);
            return;
        }
        File.Delete(file);
        await using var written = new FileStream(file, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        await written.WriteAsync(System.Text.Encoding.UTF8.GetBytes($"{Address()}/first/{token}\n"), cancellationToken);
    }

    /// <returns>The new link's token; null when somebody can sign in already.</returns>
    private async Task<string?> MakeAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HearthDb>();
        var row = await db.TheFirstAdmin().SingleOrDefaultAsync(cancel);
        if (row?.AccountId is { } begun ? await db.HasFactorsAsync(begun, cancel) : await db.EveryProgram().AnyAsync(cancel)) return null;

        if (row is not null && IsOneOfSeveral && row.ExpiresAt > clock.Now && TokenOf(row) is var made && InvitationLink.HashOf(made).SequenceEqual(row.Hash)) return made;
        if (row is null) db.Add(row = FirstAdmin.Expect());
        row.LastFrom(clock.Now);
        row.LinkBy(InvitationLink.HashOf(TokenOf(row)));
        await db.SaveChangesAsync(cancel);
        return TokenOf(row);
    }

    private bool IsOneOfSeveral => configuration["Hearth:Cluster:Address"] is { Length: > 0 };

    /// <summary>From the root key, which the servers of a house share, and the moment at which it was made.</summary>
    private string TokenOf(FirstAdmin row) => Base64Url.EncodeToString(root.Derive($"first-admin/{row.ExpiresAt.ToUnixTimeTicks()}"));

    /// <summary>Where a browser on this machine finds the server; behind a name of its own, by that name.</summary>
    private string Address()
    {
        if (configuration["Hearth:Host"] is { Length: > 0 } host) return Said(Uri.UriSchemeHttps, host, -1);

        // Listening addresses may hold a star for the host, which no Uri takes.
        var first = configuration["urls"]?.Split(';', StringSplitOptions.RemoveEmptyEntries) is [var url, ..] ? url : "";
        var scheme = first.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? Uri.UriSchemeHttps : Uri.UriSchemeHttp;
        return Said(scheme, "localhost", int.TryParse(first[(first.LastIndexOf(':') + 1)..].TrimEnd('/'), out var port) ? port : first.Length == 0 ? 5000 : -1);

        static string Said(string scheme, string host, int port) => new UriBuilder(scheme, host, port).Uri.GetLeftPart(UriPartial.Authority);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
