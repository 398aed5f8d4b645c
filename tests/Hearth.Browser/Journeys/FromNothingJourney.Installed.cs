namespace Hearth.Browser.Journeys;

/// <summary>
/// The same in a house that was installed on a machine of its own by docs/operate.md, with a loss in the middle of the evening and
/// another after it. Whoever tries that page says where it is:
/// <c>HEARTH_INSTALLED</c>, the link of its first admin; <c>HEARTH_LOSE</c>, a program that backs it up, loses data and databases and
/// restores them; <c>HEARTH_WAY</c>, how everybody's media must go, as "relay tcp" from a network that lets nothing else through.
/// </summary>
public sealed partial class FromNothingJourney
{
    [Fact]
    public async Task An_installed_house_holds_a_circle_and_comes_back_from_a_loss_with_its_notes()
    {
        Assert.SkipUnless(Asked("HEARTH_INSTALLED").Length > 0, "No installed house was named.");
        link = Asked("HEARTH_INSTALLED");
        address = new Uri(link).GetLeftPart(UriPartial.Authority);
        var asha = await TheProgramIsSetUpAsync();
        var (marta, ines) = await StaffComeAsync(asha);
        await ItOpensAsync(asha);
        var (rowan, bo) = await ParticipantsComeAsync(asha, marta);
        await AnEveningIsPlannedAsync(marta);
        await TheyArriveAsync(rowan, bo);
        await WhoeverIsOnCallKnowsWhereAsync(ines);
        await TheyMeetAsync(marta, rowan, bo);
        Guest[] circle = [marta, rowan, bo];
        await EverythingGoesTheOneWayAsync(circle);
        Assert.Empty(all.SelectMany(g => g.Complaints));
        Assert.Empty(astray);

        await LoseAndRestoreAsync();
        foreach (var guest in circle)
        {
            await guest.Page.ReloadAsync();
            await guest.IsInsideAsync(90_000);
            await guest.ReadsAsync(Words);
            await guest.MicAsync(true);
        }
        await AllDecodeAllAsync(circle);
        await EverythingGoesTheOneWayAsync(circle);
        var evening = marta.Page.Url.Replace("/room", "", StringComparison.Ordinal);

        await TheyPartAsync(marta, rowan, bo);
        await marta.FollowAsync("Write the notes");
        await marta.FollowAsync("The group Not begun.");
        await marta.TypeAsync("What the group did", Words);
        await marta.PressAsync("Save, and read it over to sign");
        await marta.PressAsync("Sign it as Marta");
        await marta.SeesAsync("Signed. It stays as it is from here on.");

        await LoseAndRestoreAsync();
        await marta.Page.Context.ClearCookiesAsync();
        await marta.Page.GotoAsync($"{address}/sign-in");
        await marta.PressAsync("Sign in with a passkey");
        await marta.IsAtAsync("/today");
        await marta.Page.GotoAsync($"{evening}/notes");
        await marta.FollowAsync("The group Signed.");
        await marta.SeesAsync(Words);
    }

    private static async Task EverythingGoesTheOneWayAsync(Guest[] circle)
    {
        if (Asked("HEARTH_WAY") is not { Length: > 0 } way) return;
        foreach (var guest in circle)
        {
            var ways = await guest.WaysAsync();
            Assert.NotEmpty(ways);
            Assert.All(ways, w => Assert.Equal(way, w));
        }
    }

    private static async Task LoseAndRestoreAsync()
    {
        var done = await Command.Command.Run(Asked("HEARTH_LOSE"), [], null);
        Assert.True(done.Code == 0, done.Said);
    }

    private static string Asked(string name) => Environment.GetEnvironmentVariable(name) ?? "";
}
