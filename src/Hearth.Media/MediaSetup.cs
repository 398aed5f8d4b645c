using Hearth.LiveRooms.Media;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Hearth.Media;

public static class MediaSetup
{
    /// <summary>Puts <see cref="IMediaRooms"/> in place, with a media node behind it that is adopted or started when the server starts.</summary>
    public static IServiceCollection AddMedia(this IServiceCollection services, MediaSettings settings)
    {
        if (settings.Wrong() is { } wrong)
            throw new InvalidOperationException(wrong);
        services.AddSingleton(settings);
        services.AddSingleton<MediaRooms>();
        services.AddSingleton<IMediaRooms>(s => s.GetRequiredService<MediaRooms>());
        services.AddSingleton<IHostedService>(s => s.GetRequiredService<MediaRooms>());
        return services;
    }
}
