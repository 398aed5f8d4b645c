using Hearth.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Hearth.Accounts;

/// <summary>The door: what this room adds to the services. It has no pages: who comes in is the next room's.</summary>
public static class AccountsRoom
{
    public static void AddAccounts(this IServiceCollection services)
    {
        services.AddScoped<FactorCheck>();
        services.AddScoped<PasskeyCheck>();
        services.AddScoped<Attempts>();
        services.AddSingleton<FactorBox>();
        services.AddSingleton<PasswordWork>();
        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();

        services.AddIdentityCore<Account>(options =>
            {
                options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                // What a password must be is said in Rules/Passwords; nobody is locked out by another's guessing (Attempts).
                options.Password = new() { RequiredLength = 1, RequireDigit = false, RequireLowercase = false, RequireNonAlphanumeric = false, RequireUppercase = false, RequiredUniqueChars = 1 };
                options.Lockout.AllowedForNewUsers = false;
            })
            .AddEntityFrameworkStores<HearthDb>().AddSignInManager();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 210_000);
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            options.UserVerificationRequirement = "required";
            options.ResidentKeyRequirement = "required";
        });
    }
}
