namespace Hearth.SignIn.Rules;

/// <summary>What kind of device a sign-in was made on: enough for its owner to know their own again, too little to know anybody by.</summary>
public enum DeviceFamily
{
    Unknown = 0,
    IPhone = 1,
    IPad = 2,
    AndroidPhone = 3,
    AndroidTablet = 4,
    Windows = 5,
    Mac = 6,
    Linux = 7,
    Chromebook = 8,
}

public static class Devices
{
    /// <summary>From what a browser says of itself, once, at signing in. Nothing else of it is kept.</summary>
    public static DeviceFamily Of(string? userAgent)
    {
        return Says("iPhone") || Says("iPod") ? DeviceFamily.IPhone
            : Says("iPad") ? DeviceFamily.IPad
            : Says("Android") ? Says("Mobile") ? DeviceFamily.AndroidPhone : DeviceFamily.AndroidTablet
            : Says("CrOS") ? DeviceFamily.Chromebook
            : Says("Windows") ? DeviceFamily.Windows
            : Says("Macintosh") ? DeviceFamily.Mac
            : Says("Linux") ? DeviceFamily.Linux
            : DeviceFamily.Unknown;

        bool Says(string word) => userAgent?.Contains(word, StringComparison.Ordinal) == true;
    }

    /// <summary>In English; said through the localizer.</summary>
    public static string Words(DeviceFamily device) => device switch
    {
        DeviceFamily.IPhone => "iPhone",
        DeviceFamily.IPad => "iPad",
        DeviceFamily.AndroidPhone => "Android phone",
        DeviceFamily.AndroidTablet => "Android tablet",
        DeviceFamily.Windows => "Windows computer",
        DeviceFamily.Mac => "Mac",
        DeviceFamily.Linux => "Linux computer",
        DeviceFamily.Chromebook => "Chromebook",
        _ => "A device",
    };
}
