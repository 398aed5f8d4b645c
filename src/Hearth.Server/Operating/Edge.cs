using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;

namespace Hearth.Server.Operating;

/// <summary>
/// How the house stands to the world: a certificate of its own, or a proxy before it whose word is taken because its address is on
/// the list. A forwarded header from anybody else is as if it were not there, or anyone could say who they are and that they came by HTTPS.
/// </summary>
public static class Edge
{
    public static void AddEdge(this WebApplicationBuilder builder, HearthOptions options)
    {
        var certificate = options.Certificate.Length > 0 ? new RenewedCertificate(options.Certificate, options.CertificateKey, TimeProvider.System) : null;
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ConfigureHttpsDefaults(https =>
            {
                https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
                if (certificate is null) return;
                https.ServerCertificate = certificate.Now.TargetCertificate;
                https.OnAuthenticate = (_, connection) => connection.ServerCertificateContext = certificate.Now;
            });
        });
        // A request that names another host is not for us; and passkeys hold for one name alone.
        if (options is { Host.Length: > 0, Demo: false })
            builder.Services.Configure<HostFilteringOptions>(hosts => hosts.AllowedHosts = [options.Host, "localhost", "127.0.0.1", "[::1]"]);
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in options.Proxies.Select(Places.Read)) forwarded.KnownIPNetworks.Add(network!.Value);
        });
    }

    /// <summary>For a phone in the same network, to be told to trust; see dev/lan.sh.</summary>
    public static void MapLanCertificate(this WebApplication app, HearthOptions options)
    {
        if (options.Lan.Authority.Length == 0) return;
        using var authority = X509Certificate2.CreateFromPem(File.ReadAllText(options.Lan.Authority));
        var bytes = authority.Export(X509ContentType.Cert);
        app.MapGet("/lan-certificate", () => Results.File(bytes, "application/x-x509-ca-cert", "hearth-lan.crt")).AllowAnonymous();
    }

    public static void UseEdge(this WebApplication app, HearthOptions options)
    {
        if (options.Proxies.Count > 0) app.UseForwardedHeaders();
        // Where we answer HTTPS ourselves, plain HTTP is only ever a way to it.
        if (options.Certificate.Length > 0 && options.Lan.Address.Length == 0)
            app.UseWhen(http => !http.Request.Path.StartsWithSegments("/health"), way => way.UseHttpsRedirection());
    }
}
