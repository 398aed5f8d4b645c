using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Hearth.Tests.Architecture;

/// <summary>The rules of the house about types. Each answers with what breaks it, so that one checker reads the house and the planted violation alike.</summary>
internal static class TypeRules
{
    public static IEnumerable<string> UpwardUses(IEnumerable<Written> types) =>
        from type in types
        where type.Room.Length > 0
        from used in type.Uses
        where used.Namespace.StartsWith("Hearth.", StringComparison.Ordinal)
        let room = used.Namespace.Split('.')[1]
        where room != type.Room && RoomMap.FloorOf(room) is not null && !RoomMap.MayUse(type.Room, room)
        select $"{type} ({type.Room}) uses {used.FullName} ({room})";

    public static IEnumerable<string> UnknownRooms(IEnumerable<Written> types) =>
        types.Where(t => t.Room.Length > 0 && RoomMap.FloorOf(t.Room) is null).Select(t => $"{t} stands in no room of the map");

    private static readonly string[] outside = ["Microsoft", "Orleans", "System.IO", "System.Net"];
    private static readonly string[] clocks =
    [
        "System.DateTime::get_Now", "System.DateTime::get_UtcNow", "System.DateTime::get_Today", "System.DateTimeOffset::get_Now", "System.DateTimeOffset::get_UtcNow",
        "System.Guid::NewGuid", "System.Environment::get_TickCount", "System.Environment::get_TickCount64",
    ];
    private static readonly string[] clockTypes = ["NodaTime.SystemClock", "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Random", "Hearth.Database.Clock"];

    public static IEnumerable<string> ImpureRules(IEnumerable<Written> types)
    {
        foreach (var rule in types.Where(t => t.IsRule))
        {
            foreach (var used in rule.Uses)
            {
                var foreign = outside.Any(o => used.Namespace == o || used.Namespace.StartsWith(o + ".", StringComparison.Ordinal)) && used.FullName != "Microsoft.CodeAnalysis.EmbeddedAttribute";
                if (foreign || clockTypes.Contains(used.FullName)) yield return $"{rule} uses {used.FullName}";
            }
            foreach (var member in rule.Members.Where(m => clocks.Contains($"{m.DeclaringType?.FullName}::{m.Name}"))) yield return $"{rule} calls {member.Name}";
        }
    }

    /// <summary>A table may be named where access to it is defined, and nowhere else.</summary>
    public static IEnumerable<string> TablesNamedElsewhere(IEnumerable<Written> types) =>
        from type in types
        where !type.File.EndsWith("Access.cs", StringComparison.Ordinal)
        from member in type.Members
        where member is MethodReference { Name: "Set" } && member.DeclaringType.FullName == "Microsoft.EntityFrameworkCore.DbContext"
        select $"{type} names a table with Set";

    public static IEnumerable<string> VerbsInOtherFiles(IEnumerable<Written> types) =>
        from type in types
        from inner in type.AndNested
        where inner.Interfaces.Any(i => i.InterfaceType.Name == "IVerb`1")
        where inner != type.Type || Path.GetFileNameWithoutExtension(type.File) != type.Type.Name.Split('`')[0]
        select $"{inner.FullName} is a verb and stands in {Path.GetFileName(type.File)}";

    /// <summary>A row is made by a verb of its own and changed by others: no outside hand sets a column.</summary>
    public static IEnumerable<string> OpenRows(IEnumerable<Written> types)
    {
        foreach (var row in types.Where(t => t.Type.Interfaces.Any(i => i.InterfaceType.Name is "IProgramOwned" or "IAcrossPrograms") && t.Type.BaseType?.FullName == "System.Object"))
        {
            if (row.Type.Methods.Any(m => m is { IsConstructor: true, IsPublic: true, IsStatic: false })) yield return $"{row} can be made by anybody";

            // The version is raised by the context alone, through the interface that says so.
            foreach (var property in row.Type.Properties.Where(p => p.SetMethod is { IsPublic: true } && p.Name != "Version")) yield return $"{row}.{property.Name} can be set by anybody";
        }
    }

    /// <summary>Markup that is not a literal could be anything, a script too.</summary>
    public static IEnumerable<string> RawMarkup(IEnumerable<Written> types)
    {
        foreach (var type in types)
        {
            if (type.Uses.Any(t => t.FullName == "Microsoft.AspNetCore.Components.MarkupString")) yield return $"{type} uses MarkupString";
            foreach (var call in type.Instructions.Where(i => i.Operand is MethodReference { Name: "AddMarkupContent" } && i.Previous?.OpCode.Code != Code.Ldstr))
                yield return $"{type} adds markup that is no literal";
        }
    }

    private static readonly string[] pages = ["Microsoft.AspNetCore.Components.RouteAttribute"];

    public static IEnumerable<string> PagesForNobodyInParticular(IEnumerable<Written> types) =>
        from type in types
        let attributes = type.Type.CustomAttributes.Select(a => a.AttributeType.FullName).ToList()
        where attributes.Intersect(pages).Any()
        where !attributes.Contains("Hearth.Html.AllowAttribute") && !attributes.Contains("Microsoft.AspNetCore.Authorization.AllowAnonymousAttribute")
        select $"{type} does not say whom it is for";

    private static readonly string[] providers = ["Sqlite", "Npgsql", "Hearth.Data", "Hearth.Media", "Hearth.Server", "Hearth.Fhir"];

    public static IEnumerable<string> Providers(IEnumerable<string> references) => references.Where(r => providers.Any(p => r.Contains(p, StringComparison.OrdinalIgnoreCase)));

    public static IEnumerable<string> ValuesShownInLogs(IEnumerable<Written> types) =>
        types.Where(t => t.Members.Any(m => Regex.IsMatch(m.Name, "^(EnableSensitiveDataLogging|EnableDetailedErrors)$") && m is MethodReference { HasThis: true, Parameters.Count: <= 1 } && m.DeclaringType.FullName.Contains("DbContextOptionsBuilder", StringComparison.Ordinal)))
            .Select(t => $"{t} lets values of rows into the log");

    private static readonly string[] senders = ["System.Net.Http.HttpClient", "System.Net.Http.IHttpClientFactory", "System.Net.Mail.SmtpClient", "System.Net.Sockets.Socket", "System.Net.Sockets.TcpClient", "System.Net.Sockets.UdpClient", "System.Net.WebRequest", "MailKit.Net.Smtp.SmtpClient"];

    /// <summary>What could carry a word out of the house. When letters are sent one day, they have one door, and it is named here.</summary>
    public static IEnumerable<string> Outbound(IEnumerable<Written> types) =>
        from type in types from used in type.Uses where senders.Contains(used.FullName) select $"{type} uses {used.FullName}";
}
