using Hearth;
using Hearth.Database;
using Hearth.Server;

var builder = WebApplication.CreateBuilder(args);
var options = builder.Configuration.GetSection("Hearth").Get<HearthOptions>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new();
builder.AddHearth(options);

var app = builder.Build();
if (args is ["audit", "verify"]) return await AuditVerify.RunAsync(app.Services, Console.Out);

await app.PrepareAsync(options);
app.UseHearth();
await app.RunAsync();
return 0;

/// <summary>Named so that tests can host the server.</summary>
public partial class Program;
