using Hearth;
using Hearth.Database;
using Hearth.Server;

var builder = WebApplication.CreateBuilder(args);
var options = builder.Configuration.GetSection("Hearth").Get<HearthOptions>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new();
builder.AddHearth(options);

var app = builder.Build();
await app.PrepareAsync(options);
app.UseHearth();
await app.RunAsync();

/// <summary>Named so that tests can host the server.</summary>
public partial class Program;
