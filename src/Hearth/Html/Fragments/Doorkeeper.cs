using System.Security.Claims;
using Hearth.Database;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Html;

/// <summary>
/// Makes the viewer of a scope from a signed-in principal, afresh; false when it no longer counts. Registered by SignIn,
/// which stands after this room and cannot be called from here.
/// </summary>
public delegate Task<bool> LoadViewer(IServiceProvider services, ClaimsPrincipal user, CancellationToken cancel);

/// <summary>Asks who somebody is and whether they may hear a stream, from what the database says now.</summary>
internal static class Doorkeeper
{
    /// <summary>In a scope of its own.</summary>
    public static async Task<bool> MayHearAsync(IServiceProvider services, ClaimsPrincipal? user, string stream, CancellationToken cancel)
    {
        if (user is null || !await services.GetRequiredService<LoadViewer>()(services, user, cancel)) return false;
        return await OpensAsync(services, stream, cancel);
    }

    /// <summary>For the viewer of this scope.</summary>
    public static async Task<bool> OpensAsync(IServiceProvider services, string stream, CancellationToken cancel)
    {
        var viewer = services.GetRequiredService<Viewer>();
        if (!viewer.SignedIn || !viewer.AgreementSigned) return false;
        if (services.GetRequiredService<StreamDoors>().Find(stream) is not var (door, values)) return false;
        await using var reading = await services.GetRequiredService<HearthDb>().BeginReadAsync(cancel);
        return await door.Open(services, viewer, values);
    }
}
