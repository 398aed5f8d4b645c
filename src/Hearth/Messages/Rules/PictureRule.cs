using System.Buffers.Binary;

namespace Hearth.Messages.Rules;

public enum PictureFlaw
{
    /// <summary>Larger than is taken, as a file.</summary>
    TooLarge = 1,

    /// <summary>Not one of the three kinds, by its first bytes; or no whole one.</summary>
    NotAPicture,

    /// <summary>More points than are taken, whatever it would shrink to.</summary>
    TooManyPoints,

    /// <summary>A picture with something else behind it.</summary>
    SomethingBehind,
}

/// <summary>
/// What is looked at before any decoder sees a file that somebody sent: its first bytes, its size, the width and height that its head states, and
/// whether it ends where it says. Photographs as telephones and browsers make them: JPEG, PNG, WebP; no GIF and no SVG.
/// </summary>
public static class PictureRule
{
    public const int LargestFile = 10 * 1024 * 1024;

    /// <summary>A telephone's usual photograph has twelve million; four bytes each while it is decoded.</summary>
    public const long MostPoints = 30_000_000;
    public const int LongestSide = 12_000;

    /// <returns>Null: it may be decoded.</returns>
    public static PictureFlaw? FlawOf(ReadOnlySpan<byte> file)
    {
        if (file.Length > LargestFile) return PictureFlaw.TooLarge;
        if (HeadOf(file) is not var (width, height, end) || width <= 0 || height <= 0) return PictureFlaw.NotAPicture;
        if (width > LongestSide || height > LongestSide || (long)width * height > MostPoints) return PictureFlaw.TooManyPoints;
        return end < file.Length && IsSomething(file[end..]) ? PictureFlaw.SomethingBehind : null;
    }

    /// <summary>Width, height, and where the picture ends; null: it is none that is taken.</summary>
    private static (int Width, int Height, int End)? HeadOf(ReadOnlySpan<byte> file) =>
        file.StartsWith<byte>([0xFF, 0xD8, 0xFF]) ? Jpeg(file) : file.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]) ? Png(file)
        : file.Length > 30 && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8) ? WebP(file) : null;

    private static (int, int, int)? Png(ReadOnlySpan<byte> file)
    {
        if (file.Length < 33 || !file[12..].StartsWith("IHDR"u8)) return null;
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(file[16..]), BinaryPrimitives.ReadInt32BigEndian(file[20..]));
        for (var at = 8; at + 12 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file[at..]);
            if (length < 0 || length > file.Length - at - 12) return null;
            if (file[(at + 4)..].StartsWith("IEND"u8)) return (width, height, at + 12 + length);
            at += 12 + length;
        }
        return null;
    }

    private static (int, int, int)? WebP(ReadOnlySpan<byte> file)
    {
        var end = BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) + 8L;
        if (end > file.Length) return null;
        var kind = file[12..];
        (int, int)? size = kind.StartsWith("VP8X"u8) ? (Three(file[24..]) + 1, Three(file[27..]) + 1)
            : kind.StartsWith("VP8L"u8) && file[20] == 0x2F ? ((int)(BinaryPrimitives.ReadUInt32LittleEndian(file[21..]) & 0x3FFF) + 1, (int)(BinaryPrimitives.ReadUInt32LittleEndian(file[21..]) >> 14 & 0x3FFF) + 1)
            : kind.StartsWith("VP8 "u8) && file[23..].StartsWith<byte>([0x9D, 0x01, 0x2A]) ? (BinaryPrimitives.ReadUInt16LittleEndian(file[26..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(file[28..]) & 0x3FFF) : null;
        return size is var (width, height) ? (width, height, (int)end) : null;

        static int Three(ReadOnlySpan<byte> at) => at[0] | at[1] << 8 | at[2] << 16;
    }

    private static (int, int, int)? Jpeg(ReadOnlySpan<byte> file)
    {
        (int Width, int Height)? size = null;
        for (var at = 2; at + 4 <= file.Length;)
        {
            if (file[at] != 0xFF) return null;
            var marker = file[at + 1];
            if (marker == 0xFF) { at++; continue; }
            if (marker == 0xD9) break;
            var length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (length < 2 || at + 2 + length > file.Length) return null;
            // A frame's head: all of them but the tables that have numbers among theirs.
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                if (length < 8 || size is not null) return null;
                size = (BinaryPrimitives.ReadUInt16BigEndian(file[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..]));
            }
            at += 2 + length;
            if (marker == 0xDA) at = AfterScan(file, at);
        }
        if (size is not var (width, height)) return null;
        var end = EndOfJpeg(file);
        return end < 0 ? null : (width, height, end);
    }

    /// <summary>The next marker after what is packed.</summary>
    private static int AfterScan(ReadOnlySpan<byte> file, int at)
    {
        while (at + 1 < file.Length && !(file[at] == 0xFF && file[at + 1] is not (0x00 or (>= 0xD0 and <= 0xD7) or 0xFF))) at++;
        return at;
    }

    /// <summary>Where its end is marked, outside of what its segments hold; below zero: nowhere.</summary>
    private static int EndOfJpeg(ReadOnlySpan<byte> file)
    {
        for (var at = 2; at + 2 <= file.Length;)
        {
            if (file[at] != 0xFF) return -1;
            var marker = file[at + 1];
            if (marker == 0xD9) return at + 2;
            if (marker == 0xFF) { at++; continue; }
            if (at + 4 > file.Length) return -1;
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (marker == 0xDA) at = AfterScan(file, at);
        }
        return -1;
    }

    /// <summary>
    /// Telephones put a second picture or a few seconds of film behind a photograph; none of it is kept. What is an archive, a document, a page or a program is
    /// no accident.
    /// </summary>
    private static bool IsSomething(ReadOnlySpan<byte> behind) =>
        behind.IndexOf("PK\x03\x04"u8) >= 0 || behind.IndexOf("%PDF-"u8) >= 0 || behind.IndexOf("<script"u8) >= 0 || behind.IndexOf("<html"u8) >= 0 || behind.IndexOf("<svg"u8) >= 0 || behind.IndexOf("<?php"u8) >= 0
        || behind.StartsWith("Rar!"u8) || behind.StartsWith("7z\xBC\xAF"u8) || behind.StartsWith("MZ"u8) || behind.StartsWith("\x7FELF"u8) || behind.StartsWith("GIF8"u8);
}
