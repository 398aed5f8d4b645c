using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Tests.SignIn;

/// <summary>
/// Requests in this process come from nowhere. Each is given an address: the one it names, or one that nobody else has, so
/// that the slowing of guesses meets only the tests that are about it.
/// </summary>
internal sealed class FromSomewhere : IStartupFilter
{
    public const string Header = "X-Test-From";

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<IStartupFilter, FromSomewhere>();
        // Slow on purpose in a house; here many hundred guesses are made.
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1000);
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((http, go) =>
        {
            http.Connection.RemoteIpAddress = http.Request.Headers[Header].ToString() is { Length: > 0 } named ? IPAddress.Parse(named) : Anywhere();
            return go(http);
        });
        next(app);
    };

    /// <summary>Never this machine's own: whoever asks from there is told what the house counts.</summary>
    private static IPAddress Anywhere()
    {
        var address = RandomNumberGenerator.GetBytes(4);
        address[0] |= 128;
        return new(address);
    }
}
