using Hearth.Happenings;
using Hearth.Sealing;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Database;

public static class Ground
{
    /// <summary>Database, sealing, happenings: what every other room stands on. The Data projects add the databases themselves.</summary>
    public static void AddGround(this IServiceCollection services)
    {
        services.AddSingleton<Clock>();
        services.AddSingleton<Scopes>();
        services.AddSingleton<Keyring>();
        services.AddScoped<ProgramScope>();
        services.AddScoped<Viewer>();
        services.AddScoped<Sealer>();
        services.AddScoped<Pseudonyms>();
        services.AddScoped<HappeningLog>();
        services.AddScoped<ChainAnchors>();
        services.AddScoped<ChainVerifier>();
    }
}
