using Hearth.Database;
using Hearth.Html;
using Hearth.Sealing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Hearth.Messages;

/// <summary>A picture, for whoever is shown its message now, and for staff who were told of it. Kept nowhere on the way, and never anything but a JPEG.</summary>
public static class ShowPicture
{
    public static string Path(Guid message) => $"/messages/pictures/{message:D}";

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/messages/pictures/{Picture:guid}", ShowAsync).Allow(Roles.All);

    private static async Task<IResult> ShowAsync(Guid picture, HearthDb db, Viewer viewer, Sealer sealer, CancellationToken cancel)
    {
        await using var reading = await db.BeginReadAsync(cancel);
        return await db.PicturesVisibleTo(viewer).AsNoTracking().SingleOrDefaultAsync(p => p.Id == picture, cancel) is { } found
            ? Results.Bytes(await sealer.OpenBytesAsync(MessagePicture.BytesAt(found.Id), found.Bytes, cancel), "image/jpeg") : Results.NotFound();
    }
}
