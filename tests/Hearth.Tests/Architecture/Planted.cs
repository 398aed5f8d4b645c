// What must not be, small: every rule of this folder is shown to find its own violation here.
#pragma warning disable CA1822, CA1852, CA1812, RS0030, CS0169, IDE0051, CA1823, CA1515, BL0007

namespace Hearth.Database
{
    internal sealed class PlantedUpstairs
    {
        public static string Reach(Groups.Group group) => group.Name;
    }
}

namespace Hearth.NoSuchRoom
{
    internal sealed class PlantedOutside
    {
        public static int One() => 1;
    }
}

namespace Hearth.Sessions.Rules
{
    internal static class PlantedClock
    {
        public static bool Late(DateTime start) => DateTime.UtcNow > start;
    }

    internal static class PlantedNoda
    {
        public static NodaTime.Instant Now() => NodaTime.SystemClock.Instance.GetCurrentInstant();
    }

    internal static class PlantedFile
    {
        public static bool There(string path) => System.IO.File.Exists(path);
    }

    internal static class PlantedFramework
    {
        public static string Path(Microsoft.AspNetCore.Http.HttpContext http) => http.TraceIdentifier;
    }
}

namespace Hearth.Groups
{
    internal static class PlantedTable
    {
        public static IQueryable<Group> All(Database.HearthDb db) => db.Set<Group>();
    }

    internal static class PlantedTableInATree
    {
        public static IQueryable<Group> Some(IQueryable<Group> groups, Database.HearthDb db) => groups.Where(g => db.Set<GroupMember>().Any(m => m.GroupId == g.Id));
    }

    internal sealed record PlantedForm(string? Name);

    internal sealed class PlantedVerb : Html.IVerb<PlantedForm>
    {
        public Task<Html.Outcome> RunAsync(PlantedForm form, CancellationToken cancel) => Task.FromResult(Html.Outcome.Missing);
    }

    internal sealed class PlantedRow : Database.IProgramOwned
    {
        public Guid ProgramId { get; set; }
        public string Text() => ProgramId.ToString();
    }

    internal sealed class PlantedMarkup : Microsoft.AspNetCore.Components.ComponentBase
    {
        public string Said { get; set; } = "";

        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder page) =>
            page.AddContent(0, new Microsoft.AspNetCore.Components.MarkupString(Said));
    }

    internal sealed class PlantedMarkupByHand : Microsoft.AspNetCore.Components.ComponentBase
    {
        public string Said { get; set; } = "";

        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder page) => page.AddMarkupContent(0, Said);
    }

    internal static class PlantedLetter
    {
        public static Task<string> Fetch(System.Net.Http.HttpClient http) => http.GetStringAsync("https://localhost/");
    }

    internal static class PlantedOptions
    {
        public static void Use(Microsoft.EntityFrameworkCore.DbContextOptionsBuilder options) => options.EnableSensitiveDataLogging();
    }
}

namespace Hearth.Today
{
    [Microsoft.AspNetCore.Components.Route("/planted")]
    internal sealed class PlantedPage : Microsoft.AspNetCore.Components.ComponentBase
    {
        public static int One() => 1;
    }
}
