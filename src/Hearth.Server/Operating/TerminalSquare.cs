using QRCoder;

namespace Hearth.Server.Operating;

/// <summary>An address as a square for a phone's camera, in the terminal. Two rows of it in one line of text, so that it fits.</summary>
public static class TerminalSquare
{
    public static string Of(string address)
    {
        using var made = new QRCodeGenerator();
        using var data = made.CreateQrCode(address, QRCodeGenerator.ECCLevel.L);
        using var square = new AsciiQRCode(data);
        return square.GetGraphicSmall(drawQuietZones: true, invert: false);
    }
}
