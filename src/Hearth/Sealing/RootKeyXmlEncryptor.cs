using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Sealing;

/// <summary>Encrypts the Data Protection ring (cookies, links) under the root key, so that the keys database alone opens nothing.</summary>
public sealed class RootKeyXmlEncryptor(RootKey root) : IXmlEncryptor
{
    internal static readonly byte[] Place = "data-protection"u8.ToArray();

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var bytes = Aes.Encrypt(root.Derive("ring"), Guid.Empty, 1, Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)), Place);
        return new(new XElement("sealed", Convert.ToBase64String(bytes)), typeof(RootKeyXmlDecryptor));
    }
}

/// <summary>Opens them again. The framework finds it by the name that stands beside each key.</summary>
public sealed class RootKeyXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var root = services.GetRequiredService<RootKey>();
        return XElement.Parse(Encoding.UTF8.GetString(Aes.Decrypt(root.Derive("ring"), Convert.FromBase64String(encryptedElement.Value), RootKeyXmlEncryptor.Place)));
    }
}
