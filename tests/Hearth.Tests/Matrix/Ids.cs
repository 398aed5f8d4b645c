using Hearth.Sessions;

namespace Hearth.Tests.Matrix;

/// <summary>Finds the row that a parameter of an address or a form means, by the parameter's name, and how it stands to whoever asks.</summary>
internal static class Ids
{
    /// <summary>No such row, anywhere.</summary>
    public const string None = "none";

    private static readonly Guid nobody = Guid.Parse("0f6a3f9e-2c1d-4b7e-9a55-3d1f0c7be1aa");

    private static readonly string[] known = ["own", "group", "program", "other", None];

    /// <summary>The relations in which a parameter is tried, the first being the one that others are tried beside.</summary>
    public static IReadOnlyList<string> RelationsOf(string parameter) => parameter.ToLowerInvariant() switch
    {
        "group" => ["own", "program", "other", None],
        "session" or "step" or "note" => known,
        "space" or "topic" => ["own", "program", "wide", "other", None],
        "post" or "hold" or "privateword" or "story" => ["group", "own", "program", "other", None],
        // One's own of two, of which one was asked, of a few, as the verb wants it; Robin's.
        "conversation" => ["own", "program", "other", None],
        // Written to whoever asks.
        "message" or "picture" => ["own", "program", "other", None],
        "whom" => ["group", "program", "other", None],
        // Broken by another supervisor, by the supervisor who asks, over there.
        "glass" => ["program", "own", "other", None],
        // June's: Leila was called for it, Anand was not.
        "followup" => ["own", "other", None],
        "token" => ["own", None],
        "notice" => ["own", "group", "other", None],
        "person" or "about" => ["group", "own", "program", "other", None],
        // Of the circle, of the other group.
        "milestone" => ["group", "own", "program", "other", None],
        "entry" or "proposal" => ["own", "program", "other", None],
        "report" or "pause" => ["own", "program", "other", None],
        "agreement" or "word" => ["own", "other", None],
        "leader" or "leaders" or "series" => ["own", "program", "other", None],
        "invitation" => ["own", "program", "other", None],
        "qualification" => ["own", "other", None],
        "shift" => ["program", "other", None],
        // Wren's ask for company, which June was asked for.
        "ask" => ["group", "other", None],
        // Robin's.
        "apart" => ["own", "other", None],
        // June, to be kept apart from Robin.
        "one" or "other" => ["own", "other", None],
        // Written in this program, in another.
        "wayout" => ["own", "other", None],
        "oncall" => ["own", "program", "other", None],
        // A test of what calls the staff: their own; that of Dan, who does not ask.
        "drill" => ["own", "program", "other", None],
        // Peers to be asked for company: one of the same circle, one of another.
        "people" => ["group", "program", "other", None],
        // No row of a program's: a press that is to come, a step of a live log, what a press left to be sent again, a sign-in and a membership
        // of one's own account (their own tests have another's), the newest notice that stood there.
        "press" or "from" or "kept" or "signin" or "membership" or "newest" => [None],
        _ => throw new InvalidOperationException($"Which row does {parameter} mean? It is asked about as long as it stands nowhere here."),
    };

    public static string Of(string parameter, string relation, World world, Member? asking, string verb)
    {
        var ground = relation == "other" ? world.There : world.Here;
        var cast = ground.Cast;
        // A link is its own right: whoever has it may follow it. That of the first admin is closed, once there is one.
        if (parameter.Equals("token", StringComparison.OrdinalIgnoreCase) && relation == "own") return world.Here.Token;
        if (parameter.Equals("wayOut", StringComparison.OrdinalIgnoreCase) && relation != None) return ground.WayOut;
        if (relation == None) return nobody.ToString("D");
        return (parameter.ToLowerInvariant() switch
        {
            "group" => relation == "program" ? ground.Other.Id : ground.Circle.Id,
            "session" => ground.Sessions[(relation == "other" ? "own" : relation, States.GetValueOrDefault(verb, SessionState.Planned))],
            // Somebody who leads: others have no licence to write down.
            "person" when (verb is nameof(Hearth.People.RecordQualification) or nameof(Hearth.People.Pages.QualificationPage)) && (relation is "group" or "other") => cast.Dan.PersonId,
            "person" or "about" => relation switch
            {
                "own" => asking?.PersonId ?? cast.Wren.PersonId,
                "program" => ground.Robin,
                _ => cast.June.PersonId,
            },
            "notice" when verb is nameof(Hearth.Factors.UndoChange) or nameof(Hearth.Factors.Pages.UndoPage) => ground.Change,
            "drill" => ground.Tests[relation == "own" && asking is not null && ground.Tests.ContainsKey(asking.PersonId) ? asking.PersonId : cast.Dan.PersonId],
            "people" => relation == "program" ? ground.Robin : cast.June.PersonId,
            "notice" => ground.Notices[relation == "own" && asking is not null && ground.Notices.ContainsKey(asking.PersonId) ? asking.PersonId : cast.June.PersonId],
            "agreement" => ground.Agreement,
            "glass" => ground.Glasses[relation == "own" ? "own" : "program"],
            // The group's note where one is of the same circle; else that of one person: a draft to sign, or signed.
            "note" => ground.Notes[relation is "own" or "other" ? verb is nameof(Hearth.Notes.SignNote) or nameof(Hearth.Notes.Pages.SignPage) ? "draft" : "own" : relation],
            "followup" => ground.FollowUp,
            "invitation" => ground.Invitations[relation == "program" ? "program" : "own"],
            "qualification" => ground.Paper,
            "shift" => ground.Shift,
            "apart" => ground.Separation,
            "ask" => ground.CompanyAsk,
            "one" => cast.June.PersonId,
            "other" => ground.Robin,
            "oncall" => relation == "program" ? cast.June.PersonId : cast.Noor.PersonId,
            "space" => ground.Written.Spaces[relation == "other" ? "own" : relation],
            "topic" => ground.Written.Topics[relation == "other" ? "own" : relation],
            "post" => ground.Written.Posts[(relation switch { "own" => asking?.PersonId ?? cast.Wren.PersonId, "program" => ground.Robin, _ => cast.June.PersonId }, PostsAre.GetValueOrDefault(verb))],
            "milestone" => ground.Life.Milestones[relation switch { "own" => asking?.PersonId ?? cast.Wren.PersonId, "program" => ground.Robin, _ => cast.June.PersonId }],
            "entry" => ground.Life.Entries[relation == "program" ? "program" : "own"],
            "proposal" => ground.Life.Proposals[relation == "program" ? "program" : "own"],
            "conversation" => ground.Conversations[(relation switch { "program" => ground.Robin, "other" => cast.Wren.PersonId, _ => asking?.PersonId ?? cast.Wren.PersonId }, ConversationsAre.GetValueOrDefault(verb))],
            "message" or "picture" => ground.Messages[relation switch { "program" => ground.Robin, "other" => cast.Wren.PersonId, _ => asking?.PersonId ?? cast.Wren.PersonId }],
            // Somebody whom all may write to; Leila has June.
            "whom" => relation == "program" ? ground.Robin : asking?.PersonId == cast.Leila.PersonId ? cast.June.PersonId : cast.Leila.PersonId,
            "hold" => ground.Kept.Holds[(relation switch { "own" => asking?.PersonId ?? cast.Wren.PersonId, "program" => ground.Robin, _ => cast.June.PersonId }, verb == "AskHoldAgain")],
            "privateword" => ground.Kept.Words[relation switch { "own" => asking?.PersonId ?? cast.Wren.PersonId, "program" => ground.Robin, _ => cast.June.PersonId }],
            "story" => ground.Kept.Stories[relation switch { "own" => asking?.PersonId ?? cast.Wren.PersonId, "program" => ground.Robin, _ => cast.June.PersonId }],
            "report" => ground.Kept.Reports[relation == "program" ? "program" : "own"],
            "pause" => ground.Kept.Pauses[relation == "program" ? "program" : "own"],
            "word" => ground.Kept.Word,
            "series" => ground.Series[relation == "program" ? "program" : "own"],
            "step" => ground.Steps[relation == "other" ? "own" : relation],
            "leader" or "leaders" => relation == "program" ? cast.Dan.PersonId : cast["Anand"].PersonId,
            _ => nobody,
        }).ToString("D");
    }

    /// <summary>Verbs and pages that want a post that is hidden.</summary>
    private static readonly Dictionary<string, PostIs> PostsAre = new()
    {
        ["ShowPost"] = PostIs.Hidden, ["AskAgain"] = PostIs.Hidden, ["AskAgainPage"] = PostIs.Hidden, ["LeaveHidden"] = PostIs.AskedAgain,
    };

    /// <summary>Verbs that want a conversation in which somebody was asked, or of a few.</summary>
    private static readonly Dictionary<string, ConversationIs> ConversationsAre = new()
    {
        ["AcceptConversation"] = ConversationIs.Asks, ["DeclineConversation"] = ConversationIs.Asks, ["LeaveConversation"] = ConversationIs.OfSome, ["BlockPerson"] = ConversationIs.OfSome, ["QuietMember"] = ConversationIs.OfSome,
    };

    /// <summary>Verbs and pages that want a session in another state than planned.</summary>
    private static readonly Dictionary<string, SessionState> States = new()
    {
        ["AfterPage"] = SessionState.Ended, ["SayOnLeaving"] = SessionState.Ended, ["NotePage"] = SessionState.Ended, ["SaveNote"] = SessionState.Ended, ["SessionNotesPage"] = SessionState.Ended, ["SaidPage"] = SessionState.Ended, ["LeavingOfPage"] = SessionState.Ended,
    };
}
