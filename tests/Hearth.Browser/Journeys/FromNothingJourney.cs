using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Hearth.Browser.Command;
using Hearth.Browser.SignIn;
using Hearth.Tests;
using Microsoft.Playwright;
using NodaTime;
using Npgsql;
using static Microsoft.Playwright.Assertions;

namespace Hearth.Browser.Journeys;

/// <summary>
/// From an empty machine to a circle of three: databases and house made by the one command, and from the link that it prints on
/// nothing but browsers. Whatever stands in the way of that here stands in the way of everybody's first evening.
/// </summary>
[Collection("command")]
public sealed partial class FromNothingJourney(Chromium chromium) : IAsyncDisposable
{
    private const string Password = "seven slow boats at dawn";
    private const string Words = "The tide goes out, and comes back.";

    private readonly List<Guest> all = [];
    private readonly ConcurrentQueue<string> astray = new();
    private PrivatePostgres? postgres;
    private House? house;
    private string database = "", link = "", address = "";

    /// <summary>What somebody signs in with who took a password and a code.</summary>
    private sealed record PasswordAndApp(string Handle, byte[] Secret);

    [Fact]
    public async Task A_program_is_set_up_by_hand_and_its_first_circle_meets()
    {
        await OpenTheHouseAsync();
        var asha = await TheProgramIsSetUpAsync();
        var (marta, ines) = await StaffComeAsync(asha);
        await ItOpensAsync(asha);
        var (rowan, bo) = await ParticipantsComeAsync(asha, marta);
        await AnEveningIsPlannedAsync(marta);
        await TheyArriveAsync(rowan, bo);
        await WhoeverIsOnCallKnowsWhereAsync(ines);
        await TheyMeetAsync(marta, rowan, bo);
        await TheyPartAsync(marta, rowan, bo);

        // Where people were is gone with the evening.
        await ines.Page.ReloadAsync();
        await ines.SeesAsync("It has ended");
        await Expect(ines.Page.GetByText("Where Rowan is")).ToHaveCountAsync(0);

        Assert.Empty(all.SelectMany(g => g.Complaints));
        Assert.Empty(astray);
        var verdict = await Command.Command.Run("audit", "verify", "--data", $"{house!.Folder}/data", "--keys", $"{house.Folder}/keys", "--database", database);
        Assert.True(verdict.Code == 0, verdict.Said);
        house.PressCtrlC();
        Assert.Equal(0, await house.Ended());
    }

    private async Task OpenTheHouseAsync()
    {
        var folder = Directory.CreateTempSubdirectory("hearth-nothing-").FullName;
        postgres = new PrivatePostgres();
        var server = new NpgsqlConnectionStringBuilder(postgres.Connection("postgres", "postgres"));
        var made = await Command.Command.Run("database", "--superuser", $"Host={server.Host};Port={server.Port};Username=postgres", "--name", "porch", "--keys", $"{folder}/keys");
        Assert.True(made.Code == 0, made.Said);
        database = DatabaseSaid().Match(made.Said).Groups[1].Value;

        house = await House.Open($"--no-demo --database \"{database}\"", folder: folder);
        await house.Hears("/first/");
        link = LinkSaid().Match(house.Said).Value;
        address = $"http://localhost:{house.Port}";
    }

    /// <summary>The first admin: comes by the link, breaks off twice, and has everything but people when she is done.</summary>
    private async Task<Guest> TheProgramIsSetUpAsync()
    {
        var asha = await ComeAsync("Asha");
        await asha.Page.GotoAsync(link);
        await asha.TypeAsync("What is the program called?", "Harbor Evenings");
        await asha.TypeAsync("What should people here call you?", "Asha");
        await asha.TypeAsync("Your full name", "Asha Lindqvist");
        await asha.PressAsync("Begin");
        await asha.SeesAsync("Please choose where the program keeps its hours.");
        await asha.HoldsAsync("What is the program called?", "Harbor Evenings");
        await asha.HoldsAsync("Your full name", "Asha Lindqvist");
        await asha.ChooseAsync("Where is it?", "United States, Phoenix");
        await asha.PressAsync("Begin");
        await asha.HeadingAsync("How will you sign in?");

        asha = await AnotherDayAsync(asha);
        await asha.Page.GotoAsync(link);
        await asha.HeadingAsync("Welcome back");
        await asha.PressAsync("Go on");
        var own = await TakesAPasswordAsync(asha);
        await asha.HeadingAsync("There is a program to set up");
        await asha.FollowAsync("Set up the program");

        await asha.HeadingAsync("Harbor Evenings");
        await asha.PressAsync("Open the program");
        await asha.SeesAsync("Not yet. Still needed:");

        await asha.FollowAsync("Name and place");
        await asha.TypeAsync("What is the program called?", "");
        await asha.PressAsync("Save");
        await asha.SeesAsync("Please give the program a name.");
        await asha.TypeAsync("What is the program called?", "Harbor House");
        await asha.ChooseAsync("Country", "United States");
        await asha.PressAsync("Save");
        await asha.HeadingAsync("Harbor House");

        await asha.FollowAsync("Crisis lines");
        var shipped = await asha.Field("One a line").InputValueAsync();
        Assert.Contains("988", shipped, StringComparison.Ordinal);
        await asha.TypeAsync("One a line", $"{shipped}\nour night line, 602-555-0177");
        await asha.PressAsync("Save");
        await asha.SeesAsync("“our night line, 602-555-0177” can’t be read.");
        await asha.HoldsAsync("One a line", $"{shipped}\nour night line, 602-555-0177");
        await asha.TypeAsync("One a line", $"{shipped}\nOur night line | 602-555-0177 | tel");
        await asha.PressAsync("Save");

        await asha.FollowAsync("A human on the phone");
        await asha.TypeAsync("Phone number", "call us");
        await asha.TypeAsync("When it is answered", "7 am to 10 pm");
        await asha.PressAsync("Save");
        await asha.SeesAsync("That doesn’t look like a phone number.");
        await asha.HoldsAsync("When it is answered", "7 am to 10 pm");
        await asha.TypeAsync("Phone number", "602-555-0142");
        await asha.PressAsync("Save");
        await asha.SeesAsync("602-555-0142, 7 am to 10 pm");

        // Half way, on another day: what was done is done.
        asha = await AnotherDayAsync(asha);
        await asha.Page.GotoAsync(asha.Home);
        await SignsInAsync(asha, own);
        await asha.FollowAsync("Set up the program");
        await asha.SeesAsync("602-555-0142, 7 am to 10 pm");
        await Expect(asha.Page.Locator(".signs.no li")).ToHaveTextAsync(["an agreement, published", "somebody on call"]);

        await asha.FollowAsync("Agreement and guidelines");
        await asha.PressAsync("Save and look at it");
        await asha.HeadingAsync("Publish version 1?");
        await asha.PressAsync("Publish, and ask everybody");
        await asha.SeesAsync("In force");
        await asha.FollowAsync("Back to the program");
        await asha.FollowAsync("Read and sign");
        await asha.TypeAsync("Sign with your full name", "Asha Lindqvist");
        await asha.PressAsync("Sign");
        await asha.SeesAsync("Please tick this once you’ve read it.");
        await asha.HoldsAsync("Sign with your full name", "Asha Lindqvist");
        await SignsAsync(asha, "Asha Lindqvist");
        await asha.HeadingAsync("The program isn’t open yet");
        await asha.FollowAsync("Go on setting up");
        return asha;
    }

    /// <summary>A facilitator with her licence, and a supervisor who will be on call.</summary>
    private async Task<(Guest Marta, Guest Ines)> StaffComeAsync(Guest asha)
    {
        await asha.FollowAsync("Invite staff");
        await asha.TypeAsync("Full name, as you know them", "Marta Oyelaran");
        await asha.TickAsync("License");
        await asha.Page.GetByLabel("State or country of the license").SelectOptionAsync("US-AZ");
        await asha.TypeAsync("As it stands on the paper", "LCSW, Arizona, 20417");
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        await asha.TypeAsync("First day", Iso(today.AddYears(-1)));
        await asha.TypeAsync("Last day", Iso(today.AddYears(-2)));
        await asha.PressAsync("Make the link");
        await asha.SeesAsync("The last day comes before the first.");
        await asha.HoldsAsync("Full name, as you know them", "Marta Oyelaran");
        await asha.HoldsAsync("As it stands on the paper", "LCSW, Arizona, 20417");
        await asha.TypeAsync("Last day", Iso(today.AddYears(1)));
        var forMarta = await TheLinkAsync(asha, "Marta Oyelaran");

        await asha.FollowAsync("Back to people");
        await asha.FollowAsync("Invite somebody");
        await asha.ChooseAsync("What they will be here", "Supervisor");
        await asha.TypeAsync("Full name, as you know them", "Ines Duarte");
        var forInes = await TheLinkAsync(asha, "Ines Duarte");
        await asha.FollowAsync("Back to people");

        var marta = await ComesInAsync("Marta", forMarta, by: "Asha");
        await TakesAPasskeyAsync(marta);
        await SignsAsync(marta, "Marta Oyelaran");
        var ines = await ComesInAsync("Ines", forInes, by: "Asha");
        await TakesAPasskeyAsync(ines);
        await SignsAsync(ines, "Ines Duarte");
        return (marta, ines);
    }

    private static async Task ItOpensAsync(Guest asha)
    {
        await asha.GoToAsync("Program");
        await asha.FollowAsync("Who is on call");
        await asha.PressAsync("Save");
        await asha.SeesAsync("Please choose who is on call.");
        await asha.TickAsync("Ines");
        await asha.PressAsync("Save");
        await asha.SeesAsync("Everything that is needed is there.");
        await asha.PressAsync("Open the program");
        await asha.SeesAsync("What your program stands on.");
    }

    /// <summary>A group, one participant invited by whoever leads it and one by the admin; each chooses another way to sign in.</summary>
    private async Task<(Guest Rowan, Guest Bo)> ParticipantsComeAsync(Guest asha, Guest marta)
    {
        await marta.GoToAsync("Groups");
        await marta.FollowAsync("Make a group");
        await marta.TypeAsync("What is it called?", "Tuesday harbor");
        await marta.TypeAsync("What is it for?", "Getting through the evenings.");
        await marta.TypeAsync("How many members at the most?", "40");
        await marta.PressAsync("Make the group");
        await marta.SeesAsync("Please write a whole number from 2 to 12.");
        await marta.HoldsAsync("What is it for?", "Getting through the evenings.");
        await marta.TypeAsync("How many members at the most?", "8");
        await marta.PressAsync("Make the group");
        await marta.HeadingAsync("Tuesday harbor");

        await marta.FollowAsync("Invite somebody");
        await marta.TypeAsync("Full name, as you know them", "Rowan Achterberg");
        var forRowan = await TheLinkAsync(marta, "Rowan Achterberg");
        await asha.FollowAsync("Invite participants");
        await asha.TypeAsync("Full name, as you know them", "Bo Halvorsen");
        var forBo = await TheLinkAsync(asha, "Bo Halvorsen");

        // One begins, and goes on by the same link on another day.
        var rowan = await AnotherDayAsync(await ComesInAsync("Rowan", forRowan, by: "Marta"));
        await rowan.Page.GotoAsync(forRowan);
        await rowan.SeesAsync("You’ve begun already.");
        await rowan.PressAsync("Go on");
        await TakesAPasskeyAsync(rowan);
        await SignsAsync(rowan, "Rowan Achterberg");
        await rowan.HeadingAsync("Welcome, Rowan");
        var bo = await ComesInAsync("Bo", forBo, by: "Asha");
        await TakesAPasswordAsync(bo);
        await SignsAsync(bo, "Bo Halvorsen");

        await marta.FollowAsync("Back to people");
        await marta.GoToAsync("Groups");
        await marta.FollowAsync("Tuesday harbor");
        foreach (var name in (string[])["Rowan", "Bo"])
        {
            await marta.ChooseAsync("Add somebody", name);
            await marta.PressAsync("Add");
            await Expect(marta.Page.GetByRole(AriaRole.Link, new() { Name = $"Remove {name}", Exact = true })).ToBeVisibleAsync();
        }
        await rowan.GoToAsync("Group");
        await rowan.HeadingAsync("Welcome to Tuesday harbor");
        await rowan.PressAsync("I’ve read this. Go in");
        await rowan.HeadingAsync("Tuesday harbor");
        return (rowan, bo);
    }

    /// <summary>A series of two, the first of them minutes away: a leader may open half an hour before.</summary>
    private static async Task AnEveningIsPlannedAsync(Guest marta)
    {
        await marta.FollowAsync("Plan sessions");
        await marta.HeadingAsync("Plan sessions for Tuesday harbor");
        var phoenix = DateTimeZoneProviders.Tzdb["America/Phoenix"];
        var today = SystemClock.Instance.GetCurrentInstant().InZone(phoenix).Date;
        await marta.TypeAsync("First day", Iso(today.ToDateOnly()));
        await marta.TypeAsync("Begins at", "00:00");
        await marta.TypeAsync("Weeks", "2");
        await marta.TypeAsync("What are they called?", "evening circle");
        await marta.PressAsync("Plan these sessions");
        await marta.SeesAsync("That time has passed already.");
        await marta.HoldsAsync("What are they called?", "evening circle");
        await marta.HoldsAsync("Weeks", "2");
        var soon = SystemClock.Instance.GetCurrentInstant().Plus(Duration.FromMinutes(5)).InZone(phoenix);
        await marta.TypeAsync("First day", Iso(soon.Date.ToDateOnly()));
        await marta.TypeAsync("Begins at", soon.TimeOfDay.ToString("HH:mm", CultureInfo.InvariantCulture));
        await marta.PressAsync("Plan these sessions");
        await marta.HeadingAsync("Tuesday harbor, evening circle");
        await Expect(marta.Page.GetByText("Led by Marta.")).ToHaveCountAsync(2);
    }

    /// <summary>From Today to the door. One says where; one would rather tell the leader.</summary>
    private static async Task TheyArriveAsync(Guest rowan, Guest bo)
    {
        await rowan.GoToAsync("Today");
        await rowan.FollowAsync("Get ready");
        await rowan.TypeAsync("Where are you right now?", "14 Juniper Street, at the back");
        await rowan.Page.GetByLabel("Which state or country are you in?").SelectOptionAsync("US-AZ");
        await rowan.TickAsync("No, I’m on my own");
        await rowan.TypeAsync("If we lose you, which number?", "12");
        await rowan.PressAsync("Continue");
        await rowan.SeesAsync("Please write a telephone number, with its area code.");
        await rowan.HoldsAsync("Where are you right now?", "14 Juniper Street, at the back");
        await rowan.TypeAsync("If we lose you, which number?", "602-555-0119");
        await rowan.PressAsync("Continue");
        await rowan.ThroughTheMirrorAsync();
        await rowan.SeesAsync("The room isn’t open yet");

        await bo.GoToAsync("Today");
        await bo.FollowAsync("Get ready");
        await bo.PressAsync("I’d rather tell Marta myself");
        await bo.ThroughTheMirrorAsync();
        await bo.SeesAsync("The room isn’t open yet");
    }

    private static async Task WhoeverIsOnCallKnowsWhereAsync(Guest ines)
    {
        await ines.GoToAsync("Sessions");
        await ines.FollowAsync("Tuesday harbor, evening circle");
        await ines.HeadingAsync("Where people are");
        await ines.HasLoadedAsync();   // before its script is there, the press opens a page of its own
        await ines.FollowAsync("Where Rowan is");
        await ines.SeesAsync("14 Juniper Street, at the back");
        await ines.FollowAsync("Where Bo is");
        await ines.SeesAsync("Bo would rather tell you in person.");
    }

    private static async Task TheyMeetAsync(Guest marta, Guest rowan, Guest bo)
    {
        await marta.GoToAsync("Today");
        await marta.FollowAsync("Get ready to lead");
        await marta.ThroughTheMirrorAsync();
        await marta.HeadingAsync("Ready when you are");
        Assert.Equal(0, await rowan.PacketsAsync());
        await marta.PressAsync("Open the room");
        await marta.IsInsideAsync();
        Guest[] circle = [marta, rowan, bo];
        foreach (var guest in (Guest[])[rowan, bo])
        {
            await marta.LetInAsync(guest.Name);
            await guest.IsInsideAsync();
        }
        foreach (var guest in circle) await guest.MicAsync(true);
        await AllDecodeAllAsync(circle);

        await rowan.SayAsync(Words);
        foreach (var guest in circle) await guest.ReadsAsync(Words);
        await marta.Page.GetByLabel("What you can do for Rowan").ClickAsync();
        await marta.FollowAsync("Where Rowan is");
        await marta.SeesAsync("14 Juniper Street, at the back");
        await marta.Page.Keyboard.PressAsync("Escape");
    }

    private static Task AllDecodeAllAsync(Guest[] circle) => Task.WhenAll(circle.Select(g => ColorAndTone.WaitForAsync(g.Page, [.. circle.Where(o => o != g).Select(o => o.Look)], 90)));

    private static async Task TheyPartAsync(Guest marta, params Guest[] others)
    {
        Guest[] circle = [marta, .. others];
        await marta.PressAsync("End");
        await marta.PressAsync("End for everyone");
        foreach (var guest in circle) await guest.HeadingAsync("This session has ended");
        foreach (var guest in circle) await ColorAndTone.WaitForAsync(guest.Page, [], 60);
    }

    // What more than one of them does.

    private async Task<Guest> ComeAsync(string name)
    {
        string[] names = ["Asha", "Ines", "Marta", "Rowan", "Bo"];
        var guest = await Guest.StrangerAsync(chromium, address, name, ColorAndTone.All[Array.IndexOf(names, name)]);
        // Of what a page offers or loads, nothing may be missing; a refusal is an answer.
        guest.Page.Response += (_, answer) =>
        {
            if (answer.Status >= 400 && answer.Status != 422) astray.Enqueue($"{name}: {answer.Status} {answer.Request.Method} {new Uri(answer.Url).AbsolutePath.Split('/')[1]}");
        };
        all.Add(guest);
        return guest;
    }

    /// <summary>The same person with nothing left in the browser.</summary>
    private async Task<Guest> AnotherDayAsync(Guest guest)
    {
        await guest.Page.Context.DisposeAsync();
        return await ComeAsync(guest.Name);
    }

    private async Task<Guest> ComesInAsync(string name, string invitation, string by)
    {
        var guest = await ComeAsync(name);
        await guest.Page.GotoAsync(invitation);
        await guest.HeadingAsync($"{by} invites you");
        await guest.TypeAsync("What would you like to be called?", name);
        await guest.PressAsync("Come in");
        await guest.HeadingAsync("How will you sign in?");
        return guest;
    }

    private static async Task<string> TheLinkAsync(Guest inviting, string fullName)
    {
        await inviting.PressAsync("Make the link");
        await inviting.HeadingAsync($"Invitation for {fullName}");
        return await inviting.Field("The link").InputValueAsync();
    }

    private static async Task TakesAPasskeyAsync(Guest guest)
    {
        await Authenticators.GiveKeyAsync(guest.Page);
        await guest.PressAsync("Set up a passkey");
        await KeepsTheCodesAsync(guest);
    }

    private static async Task<PasswordAndApp> TakesAPasswordAsync(Guest guest)
    {
        var handle = (await guest.Page.Locator("b.own").InnerTextAsync()).Trim();
        await guest.TypeAsync("New password", "boats");
        await guest.PressAsync("Next: the code");
        await guest.SeesAsync("A little longer, please");
        await guest.TypeAsync("New password", Password);
        await guest.PressAsync("Next: the code");
        await guest.Page.GetByText("Can’t scan it?").ClickAsync();
        var secret = Authenticators.Decode((await guest.Page.Locator("code.own").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal));
        await guest.TypeAsync("Code from the app", Authenticators.CodeOf(secret, 20));
        await guest.PressAsync("Done");
        await guest.SeesAsync("That isn’t the code of this minute.");
        await guest.TypeAsync("Code from the app", Authenticators.CodeOf(secret, 0));
        await guest.PressAsync("Done");
        await KeepsTheCodesAsync(guest);
        return new(handle, secret);
    }

    private static async Task KeepsTheCodesAsync(Guest guest)
    {
        await guest.HeadingAsync("Codes for a lost phone");
        Assert.Equal(8, await guest.Page.Locator(".codes li").CountAsync());
        await guest.PressAsync("I have kept them");
    }

    private static async Task SignsInAsync(Guest guest, PasswordAndApp own)
    {
        await guest.TypeAsync("Sign-in name", own.Handle);
        await guest.TypeAsync("Password", Password);
        // A code opens once: the one of this half minute may have been the first.
        await guest.TypeAsync("Code", Authenticators.CodeOf(own.Secret, 1));
        await guest.PressAsync("Sign in");
    }

    private static async Task SignsAsync(Guest guest, string fullName)
    {
        await guest.HeadingAsync("What we promise each other");
        await guest.TickAsync("I’ve read this, or had it read to me");
        await guest.TickAsync("I’ve read how we speak with one another");
        await guest.TypeAsync("Sign with your full name", fullName);
        await guest.PressAsync("Sign");
        await guest.IsAtAsync("/today");
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        foreach (var guest in all) await guest.Page.Context.DisposeAsync();
        if (house is not null) await house.DisposeAsync();
        postgres?.Dispose();
    }

    [GeneratedRegex("--database \"([^\"]+)\"")]
    private static partial Regex DatabaseSaid();

    [GeneratedRegex(@"http://localhost:\d+/first/\S+")]
    private static partial Regex LinkSaid();
}
