using Hearth.Messages.Rules;
using SkiaSharp;

namespace Hearth.Messages;

/// <summary>A picture made anew: nothing of the file that was sent is in it but the points that are seen.</summary>
public sealed record MadePicture(byte[] Jpeg, int Width, int Height);

/// <summary>
/// Makes pictures anew: what somebody sent is looked at (<see cref="PictureRule"/>), decoded, turned the way it was held, made smaller, and written as
/// JPEG. Where it was taken, by what and when goes with the rest. One at a time, so that no number of them fills the memory.
/// </summary>
public sealed class Pictures
{
    public const int LongestSide = 1600;
    private const int Quality = 82;

    private readonly SemaphoreSlim turn = new(1);

    /// <returns>The picture, or why it is not taken.</returns>
    public async Task<(MadePicture? Made, PictureFlaw? Flaw)> MakeAsync(byte[] file, CancellationToken cancel)
    {
        if (PictureRule.FlawOf(file) is { } flaw) return (null, flaw);
        await turn.WaitAsync(cancel);
        try
        {
            return await Task.Run(() => Make(file), cancel) is { } made ? (made, null) : (null, PictureFlaw.NotAPicture);
        }
        finally
        {
            turn.Release();
        }
    }

    private static MadePicture? Make(byte[] file)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        // The decoder reads the head itself: what the rule looked at has to be what it sees.
        if (codec is null || codec.EncodedFormat is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png or SKEncodedImageFormat.Webp) || (long)codec.Info.Width * codec.Info.Height > PictureRule.MostPoints) return null;

        // A JPEG is decoded small, where it is large: to no less than is wanted.
        var size = codec.GetScaledDimensions(Math.Min(1f, 2f * LongestSide / Math.Max(codec.Info.Width, codec.Info.Height)));
        using var whole = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb()));
        if (codec.GetPixels(whole.Info, whole.GetPixels()) is not SKCodecResult.Success) return null;

        var scale = Math.Min(1f, (float)LongestSide / Math.Max(size.Width, size.Height));
        var (width, height) = (Math.Max(1, (int)MathF.Round(size.Width * scale)), Math.Max(1, (int)MathF.Round(size.Height * scale)));
        var aside = codec.EncodedOrigin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        using var upright = new SKBitmap(new SKImageInfo(aside ? height : width, aside ? width : height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb()));
        using (var canvas = new SKCanvas(upright))
        using (var image = SKImage.FromBitmap(whole))
        {
            canvas.Clear(SKColors.White); // what can be seen through stands on paper
            canvas.Concat(Turned(codec.EncodedOrigin, width, height));
            canvas.DrawImage(image, SKRect.Create(width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        }
        using var written = upright.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return written is null ? null : new(written.ToArray(), upright.Width, upright.Height);
    }

    /// <summary>From how it lies in the file to how it was held.</summary>
    private static SKMatrix Turned(SKEncodedOrigin origin, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => new(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new(0, -1, height, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new(0, -1, height, -1, 0, width, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new(0, 1, 0, -1, 0, width, 0, 0, 1),
        _ => SKMatrix.Identity,
    };
}
