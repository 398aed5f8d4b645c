using CsCheck;
using Hearth.Messages;
using Hearth.Messages.Rules;
using SkiaSharp;

namespace Hearth.Tests.Messages.Rules;

public class PictureRuleTests
{
    [Theory, InlineData(SKEncodedImageFormat.Jpeg), InlineData(SKEncodedImageFormat.Png), InlineData(SKEncodedImageFormat.Webp)]
    public async Task A_picture_of_each_kind_is_taken_and_becomes_a_JPEG(SKEncodedImageFormat format)
    {
        foreach (var (width, height) in ((int, int)[])[(1, 1), (60, 40), (1601, 3), (2000, 3000)])
        {
            var file = Files.Encode(width, height, format);
            Assert.Null(PictureRule.FlawOf(file));
            var (made, _) = await new Pictures().MakeAsync(file, TestContext.Current.CancellationToken);
            Assert.Equal([0xFF, 0xD8], made!.Jpeg[..2]);
            Assert.True(Math.Max(made.Width, made.Height) <= Pictures.LongestSide);
            Assert.Null(PictureRule.FlawOf(made.Jpeg));
        }
    }

    /// <summary>What a telephone writes of how it was held: the red side is where it was.</summary>
    [Theory, InlineData(1, 40, 20, 5, 10), InlineData(3, 40, 20, 35, 10), InlineData(6, 20, 40, 10, 5), InlineData(8, 20, 40, 10, 35), InlineData(2, 40, 20, 35, 10), InlineData(5, 20, 40, 10, 5)]
    public async Task It_is_turned_the_way_it_was_held(int orientation, int width, int height, int redX, int redY)
    {
        var (made, _) = await new Pictures().MakeAsync(Files.WithPlace(Files.Jpeg(40, 20), (ushort)orientation), TestContext.Current.CancellationToken);
        Assert.Equal((width, height), (made!.Width, made.Height));
        using var seen = SKBitmap.Decode(made.Jpeg);
        Assert.True(seen.GetPixel(redX, redY) is { Red: > 200, Blue: < 60 }, $"{seen.GetPixel(redX, redY)}");
    }

    [Fact]
    public async Task Any_bytes_and_any_broken_picture_are_a_refusal_and_never_a_crash()
    {
        var pictures = new Pictures();
        byte[][] whole = [Files.Jpeg(30, 20), Files.Encode(30, 20, SKEncodedImageFormat.Png), Files.Encode(30, 20, SKEncodedImageFormat.Webp)];
        Gen.Byte.Array[0, 200].Sample(bytes => PictureRule.FlawOf(bytes) is not null);
        await Gen.Select(Gen.Int[0, 2], Gen.Int[0, 5000], Gen.Byte, Gen.Int[0, 5000]).SampleAsync(async (which, at, to, cut) =>
        {
            var file = (byte[])[.. whole[which]];
            file[at % file.Length] = to;
            if (cut < 2500) file = file[..(cut % file.Length)];
            var (made, flaw) = await pictures.MakeAsync(file, default);
            return made is null == flaw is not null;
        }, iter: 400);
    }

    [Fact]
    public void Each_file_that_is_none_is_refused() => Assert.All(Files.Refused(), f => Assert.True(PictureRule.FlawOf(f.File) is not null, f.Name));

    /// <summary>Telephones put a second picture behind the first.</summary>
    [Fact]
    public void A_photograph_with_another_behind_it_is_taken() => Assert.Null(PictureRule.FlawOf([.. Files.Jpeg(30, 20), .. Files.Jpeg(10, 10)]));
}
