using System.Diagnostics;
using System.Globalization;
using System.Text;
using Hearth.Browser.Command;
using Hearth.Tests;

namespace Hearth.Browser.Servers;

/// <summary>
/// The address that servers stand behind: Debian's nginx, set up as docs/operate-servers.md says. Besides the one address that
/// everybody uses there is one for each server that prefers it, so that a test knows who is where.
/// </summary>
public sealed class Front : IDisposable
{
    private readonly Process nginx;

    private Front(Process nginx, int port, IReadOnlyList<int> preferring) => (this.nginx, Port, Preferring) = (nginx, port, preferring);

    public int Port { get; }

    /// <summary>In the order of the servers.</summary>
    public IReadOnlyList<int> Preferring { get; }

    public static Front Open(string folder, IReadOnlyList<ServerProcess> servers)
    {
        Assert.True(File.Exists("/usr/sbin/nginx"), "Debian's nginx-light is needed: ./hearth test installs it.");
        var (port, preferring) = (Ports.Free(), servers.Select(_ => Ports.Free()).ToList());
        var settings = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $$"""
            daemon off; worker_processes 1; pid {{folder}}/nginx.pid; error_log {{folder}}/nginx.log;
            {{(Environment.UserName == "root" ? "user root;" : "")}}
            events { worker_connections 2048; }
            http {
              access_log off;
              client_body_temp_path {{folder}}/nginx-body; proxy_temp_path {{folder}}/nginx-proxy;
              fastcgi_temp_path {{folder}}/nginx-f; uwsgi_temp_path {{folder}}/nginx-u; scgi_temp_path {{folder}}/nginx-s;
              map $http_upgrade $hearth_connection { default upgrade; "" ""; }
            """);
        Pass("hearth", port, servers.Select(s => Member(s, "")));
        foreach (var (server, at) in servers.Zip(preferring)) Pass($"prefers_{server.Name}", at, servers.Select(s => Member(s, s == server ? "" : "backup")));
        var file = Path.Combine(folder, "nginx.conf");
        File.WriteAllText(file, settings.Append('}').ToString());
        return new(Process.Start(new ProcessStartInfo("/usr/sbin/nginx", ["-p", folder, "-e", $"{folder}/nginx.log", "-c", file]))!, port, preferring);

        static string Member(ServerProcess server, string backup) => $"server 127.0.0.1:{server.Port} max_fails=1 fail_timeout=2s {backup};";

        void Pass(string name, int at, IEnumerable<string> members) => settings.AppendLine(CultureInfo.InvariantCulture, $$"""
              upstream {{name}} { {{string.Join(' ', members)}} }
              server {
                listen 127.0.0.1:{{at}};
                location / {
                  proxy_pass http://{{name}};
                  proxy_http_version 1.1;
                  proxy_set_header Host $http_host;
                  proxy_set_header Upgrade $http_upgrade;
                  proxy_set_header Connection $hearth_connection;
                  proxy_connect_timeout 1s;
                  proxy_read_timeout 15s;
                  proxy_next_upstream error timeout;
                  proxy_buffering off;
                }
              }
            """);
    }

    public void Dispose()
    {
        if (!nginx.HasExited) House.Kill(nginx.Id, "TERM");
        nginx.WaitForExit(TimeSpan.FromSeconds(10));
        nginx.Dispose();
    }
}
