using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Hearth.Database;
using Hearth.Messages;
using Hearth.Messages.Rules;
using Hearth.Tests.FollowUps;
using Hearth.Tests.Groups;
using Hearth.Tests.Sessions;
using Microsoft.EntityFrameworkCore;
using SkiaSharp;

namespace Hearth.Tests.Messages;

/// <summary>Pictures are made anew, are sealed, and go to whoever is shown the message.</summary>
public class PictureTests(HearthHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<HttpResponseMessage> SendAsync(Member who, Guid conversation, byte[] file, string name = "lake.jpg", string? about = null, Guid? press = null)
    {
        using var form = new MultipartFormDataContent();
        var part = new ByteArrayContent(file);
        part.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        form.Add(part, "Picture", name);
        if (about is not null) form.Add(new StringContent(about), "About");
        form.Add(new StringContent((press ?? Guid.NewGuid()).ToString("D")), "Press");
        return await who.Client.PostAsync($"/messages/{conversation}/picture", form, Cancel);
    }

    [Fact]
    public async Task A_picture_is_made_anew_and_goes_to_who_is_shown_the_message()
    {
        var letters = await Letters.OpenAsync(host);
        var cast = letters.Cast;
        var id = await Letters.TogetherAsync(cast.Wren, "Hello.", cast.June);
        var sent = await SendAsync(cast.Wren, id, Files.WithPlace(Files.Jpeg(2400, 1200)), about: "Ducks.");
        Assert.True(sent.StatusCode == HttpStatusCode.SeeOther, await sent.WordsAsync());
        var message = (await letters.MessagesAsync(id))[^1];
        var path = $"/messages/pictures/{message.Id}";
        var page = await cast.June.Client.ReadAsync($"/messages/{id}");
        foreach (var said in (string[])[$"src=\"{path}\"", "A picture from Wren", "Ducks."]) Assert.Contains(said, page, StringComparison.Ordinal);

        foreach (var who in new[] { cast.Wren, cast.June })
        {
            var answer = await who.Client.GetAsync(path, Cancel);
            Assert.Equal("image/jpeg", answer.Content.Headers.ContentType!.ToString());
            Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            var bytes = await answer.Content.ReadAsByteArrayAsync(Cancel);
            Assert.DoesNotMatch("Exif|GPS|Minneapolis", Encoding.Latin1.GetString(bytes));
            using var seen = SKBitmap.Decode(bytes);
            Assert.Equal((1600, 800), (seen.Width, seen.Height));
            Assert.True(seen.GetPixel(400, 400).Red > 200 && seen.GetPixel(1200, 400).Blue > 200); // red on the left, blue on the right, as it was sent
        }
        foreach (var who in (Member[])[cast["Tomas"], cast.Leila, cast.Noor, cast.Ada, (await Cast.GatherAsync(host)).June])
            Assert.Equal(HttpStatusCode.NotFound, (await who.Client.GetAsync(path, Cancel)).StatusCode);
        Assert.StartsWith("/sign-in", new Uri(new("https://localhost"), (await host.Stranger().GetAsync(path, Cancel)).Headers.Location!).AbsolutePath, StringComparison.Ordinal);
        var stored = await host.LookAsync(cast, db => db.Set<MessagePicture>().SingleAsync(p => p.Id == message.Id, Cancel));
        Assert.NotEqual(0xFFD8, stored.Bytes.Bytes[0] << 8 | stored.Bytes.Bytes[1]);

        // Blocked, and staff who were told.
        await cast.June.Client.PostFormAsync($"/messages/tell/{message.Id}");
        var followUp = await host.OnlyFollowUpAsync(cast);
        Assert.Contains(path, await cast.Noor.Client.ReadAsync($"/follow-ups/{followUp.Id}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await cast.Noor.Client.GetAsync(path, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await cast.Leila.Client.GetAsync(path, Cancel)).StatusCode);
        await host.Scopes.WriteAsync(cast.ProgramId, async s => (await ((HearthDb)s.GetService(typeof(HearthDb))!).MembershipsAsync(cast.June)).Suspend(), Cancel);
        Assert.NotEqual(HttpStatusCode.OK, (await cast.June.Client.GetAsync(path, Cancel)).StatusCode);
    }

    [Fact]
    public async Task Whoever_may_not_write_there_sends_no_picture()
    {
        var letters = await Letters.OpenAsync(host);
        var cast = letters.Cast;
        var id = await Letters.WriteAsync(cast.Wren, "Hello.", cast.June);
        foreach (var who in (Member[])[cast["Tomas"], cast.Leila, cast.Noor, (await Cast.GatherAsync(host)).Wren]) Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(who, id, Files.Jpeg(60, 40))).StatusCode);
        foreach (var who in new[] { cast.Wren, cast.June }) Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(who, id, Files.Jpeg(60, 40))).StatusCode);
        Assert.Single(await letters.MessagesAsync(id));
    }

    [Fact]
    public async Task One_press_of_a_picture_is_one_message()
    {
        var letters = await Letters.OpenAsync(host);
        var id = await Letters.TogetherAsync(letters.Cast.Wren, "Hello.", letters.Cast.June);
        var (file, press) = (Files.Jpeg(60, 40), Guid.NewGuid());
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => SendAsync(letters.Cast.Wren, id, file, press: press)));
        Assert.Equal(2, (await letters.MessagesAsync(id)).Count);
    }

    [Fact]
    public async Task AC_22_What_is_no_picture_alone_is_refused_before_it_is_decoded_and_nothing_is_stored()
    {
        var letters = await Letters.OpenAsync(host);
        var cast = letters.Cast;
        var id = await Letters.TogetherAsync(cast.Wren, "Hello.", cast.June);
        foreach (var (name, file) in Files.Refused())
        {
            Assert.True(PictureRule.FlawOf(file) is not null, name);
            var answer = await SendAsync(cast.Wren, id, file, name);
            Assert.True(answer.StatusCode is HttpStatusCode.UnprocessableEntity or HttpStatusCode.RequestEntityTooLarge, $"{name}: {(int)answer.StatusCode}");
            Assert.DoesNotContain(HostileMark, await answer.WordsAsync(), StringComparison.Ordinal);
        }
        Assert.Single(await letters.MessagesAsync(id));
        Assert.Empty(await host.LookAsync(cast, db => db.Set<MessagePicture>().ToListAsync(Cancel)));

        // What is taken is made anew: of a picture that is a page besides nothing is left but its points.
        var hidden = Files.WithComment(Files.Jpeg(60, 40), $"<script>{HostileMark}</script>");
        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(cast.Wren, id, hidden)).StatusCode);
        var message = (await letters.MessagesAsync(id))[^1];
        Assert.DoesNotContain(HostileMark, Encoding.Latin1.GetString(await (await cast.June.Client.GetAsync($"/messages/pictures/{message.Id}", Cancel)).Content.ReadAsByteArrayAsync(Cancel)), StringComparison.Ordinal);

        // Elsewhere a file is no field, and here no other name is one.
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Files.Jpeg(6, 4)), "Text", "x.jpg" } };
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.Wren.Client.PostAsync($"/messages/{id}/send", form, Cancel)).StatusCode);
        using var other = new MultipartFormDataContent { { new ByteArrayContent(Files.Jpeg(6, 4)), "Another", "x.jpg" } };
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await cast.Wren.Client.PostAsync($"/messages/{id}/picture", other, Cancel)).StatusCode);
    }

    private const string HostileMark = "alert(7)";
}

/// <summary>Files as people and others send them.</summary>
internal static class Files
{
    /// <summary>Red on the left, blue on the right.</summary>
    public static byte[] Jpeg(int width, int height) => Encode(width, height, SKEncodedImageFormat.Jpeg);

    public static byte[] Encode(int width, int height, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.Red);
            using var blue = new SKPaint { Color = SKColors.Blue };
            canvas.DrawRect(SKRect.Create(width / 2f, 0, width, height), blue);
        }
        return bitmap.Encode(format, 90).ToArray();
    }

    /// <summary>With where it was taken, as a telephone writes it, and the way it was held.</summary>
    public static byte[] WithPlace(byte[] jpeg, ushort orientation = 1) =>
        Segment(jpeg, 0xE1, [.. "Exif\0\0MM\0*\0\0\0\b"u8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, (byte)(orientation >> 8), (byte)orientation, 0, 0, 0, 0, 0, 0, .. "GPS Minneapolis"u8]);

    public static byte[] WithComment(byte[] jpeg, string words) => Segment(jpeg, 0xFE, Encoding.ASCII.GetBytes(words));

    private static byte[] Segment(byte[] jpeg, byte marker, byte[] held) => [.. jpeg[..2], 0xFF, marker, (byte)((held.Length + 2) >> 8), (byte)(held.Length + 2), .. held, .. jpeg[2..]];

    /// <summary>A head that states a size, and hardly more.</summary>
    private static byte[] PngOf(int width, int height)
    {
        byte[] Chunk(string kind, byte[] held) => [.. Big(held.Length), .. Encoding.ASCII.GetBytes(kind), .. held, 0, 0, 0, 0];
        return [0x89, .. "PNG"u8, 13, 10, 26, 10, .. Chunk("IHDR", [.. Big(width), .. Big(height), 8, 2, 0, 0, 0]), .. Chunk("IEND", [])];
        static byte[] Big(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
    }

    public static IEnumerable<(string Name, byte[] File)> Refused()
    {
        var (jpeg, png, webp) = (Jpeg(60, 40), Encode(60, 40, SKEncodedImageFormat.Png), Encode(60, 40, SKEncodedImageFormat.Webp));
        var zip = (byte[])[.. "PK\x03\x04"u8, .. new byte[30], .. "PK\x05\x06"u8, .. new byte[18]];
        yield return ("vector.jpg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(7)</script></svg>"u8.ToArray());
        yield return ("moving.gif", [.. "GIF89a"u8, 0xFF, 0xFF, 0xFF, 0xFF, 0x80, 0, 0, .. new byte[40]]);
        yield return ("page.png", "<html><script>alert(7)</script></html>"u8.ToArray());
        yield return ("archive.jpg", zip);
        yield return ("document.jpg", "%PDF-1.7\nalert(7)"u8.ToArray());
        yield return ("huge.png", PngOf(50_000, 50_000));
        yield return ("long.png", PngOf(12_001, 1));
        yield return ("points.png", PngOf(6_000, 6_000));
        yield return ("nothing.png", PngOf(0, 10));
        yield return ("below-nothing.png", PngOf(-5, 10));
        yield return ("huge.jpg", Stated(jpeg, 50_000, 50_000));
        yield return ("picture-and-archive.jpg", [.. jpeg, .. zip]);
        yield return ("picture-and-archive.png", [.. png, .. zip]);
        yield return ("picture-and-archive.webp", [.. webp, .. zip]);
        yield return ("picture-and-page.jpg", [.. jpeg, .. "<script>alert(7)</script>"u8]);
        yield return ("half.jpg", jpeg[..(jpeg.Length / 2)]);
        yield return ("half.png", png[..(png.Length / 2)]);
        yield return ("half.webp", webp[..(webp.Length / 2)]);
        yield return ("heavy.jpg", [.. jpeg, .. new byte[PictureRule.LargestFile]]);
        yield return ("first-bytes.jpg", [0xFF, 0xD8, 0xFF]);
        yield return ("empty-ish.jpg", [0xFF]);
    }

    private static byte[] Stated(byte[] jpeg, ushort width, ushort height)
    {
        var at = Array.FindIndex(jpeg, 0, _ => false);
        for (var i = 2; i + 9 < jpeg.Length; i += 2 + (jpeg[i + 2] << 8 | jpeg[i + 3]))
            if (jpeg[i + 1] is 0xC0 or 0xC1 or 0xC2) { at = i; break; }
        var stated = (byte[])[.. jpeg];
        (stated[at + 5], stated[at + 6], stated[at + 7], stated[at + 8]) = ((byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width);
        return stated;
    }
}
