using System.Globalization;
using System.Text;
using Hearth.Accounts;
using Hearth.Accounts.Rules;
using Hearth.Database;
using Hearth.Html;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using QRCoder;

namespace Hearth.Factors;

/// <summary>The square that an authenticator app scans, as a picture of one path: no style in it, and black on white in the dark too.</summary>
internal static class AppSquare
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/factors/app.svg", DrawAsync).Allow().BeforeSigning().BeforeFactors();

    private static async Task<IResult> DrawAsync(HttpContext http, HearthDb db, Viewer viewer, FactorChange change, FactorBox box, UserManager<Account> users)
    {
        var cancel = http.RequestAborted;
        if (!await change.MayAddAsync(cancel) || (await db.AppOf(viewer.AccountId).AsNoTracking().SingleOrDefaultAsync(cancel))?.Pending is not { } pending
            || await users.FindByIdAsync(viewer.AccountId.ToString()) is not { } account) return Results.NotFound();
        return Results.Content(Draw(OneTimeCodes.Address(box.OpenSecret(account.Id, pending), account.UserName!)), "image/svg+xml");
    }

    private static string Draw(string text)
    {
        using var maker = new QRCodeGenerator();
        using var code = maker.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix; // with the quiet zone
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
            for (var x = 0; x < rows[y].Count; x++)
                if (rows[y][x]) path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        return string.Create(CultureInfo.InvariantCulture,
            $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {rows.Count} {rows.Count}" shape-rendering="crispEdges"><rect width="100%" height="100%" fill="#fff"/><path fill="#000" d="{path}"/></svg>""");
    }
}
